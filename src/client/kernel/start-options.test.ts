import { expect, it, vi } from 'vitest';
import { FakePage } from '../../../tests/support/client/fake-page';
import { report } from '../../../tests/support/client/set-up-client';

it('keeps on the device what a kernel found out, and starts the next with it', async () => {
  const page = new FakePage();
  const { keepFinding, startOptions } = await import('./start-options');
  expect(startOptions('auto')).toEqual({ backend: 'auto', seed: 2012 });
  keepFinding({ ...report, finding: 'WebGPU is right' });
  keepFinding(report);
  expect(startOptions('webgl')).toEqual({ backend: 'webgl', seed: 2012, finding: 'WebGPU is right' });
  page.local.clear();
  expect(startOptions('auto')).toEqual({ backend: 'auto', seed: 2012 });
});

it('keeps it for the page where the browser keeps nothing', async () => {
  new FakePage();
  const denied = () => {
    throw new DOMException('Not in this window.', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: denied, setItem: denied, removeItem: denied });
  const { keepFinding, startOptions } = await import('./start-options');
  expect(startOptions('auto')).toEqual({ backend: 'auto', seed: 2012 });
  keepFinding({ ...report, finding: 'WebGPU is right' });
  expect(startOptions('auto')).toEqual({ backend: 'auto', seed: 2012, finding: 'WebGPU is right' });
});

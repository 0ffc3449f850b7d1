import * as tf from '@tensorflow/tfjs';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { afterAll, expect, it, vi } from 'vitest';
import { newFinding, writeFinding } from './finding';
import { EngineSession } from './session';
import { nodeHost } from '../../tests/support/engine/host';

/** WebGPU's end of a backend: its device, which browsers take away. */
class TakenAway extends MathBackendCPU {
  takeAway: () => void = () => undefined;
  readonly device = {
    lost: new Promise<void>((resolve) => {
      this.takeAway = resolve;
    }),
  };
}

afterAll(() => {
  tf.removeBackend('webgpu');
});

it('says that a WebGPU device is lost', async () => {
  const backend = new TakenAway();
  tf.registerBackend('webgpu', () => backend);
  const lost = vi.fn();
  // Kept from a test that a GPU has passed: here is none that could.
  const found = newFinding(navigator.userAgent, { renderer: null, adapter: null }, Date.now());
  const finding = writeFinding({ ...found, tested: { webgpu: null } });
  const session = await EngineSession.start('webgpu', { ...nodeHost(), lost }, { seed: 1, finding });
  expect(session.report.backend).toBe('webgpu');
  expect(lost).not.toHaveBeenCalled();
  backend.takeAway();
  await backend.device.lost;
  await Promise.resolve();
  expect(lost.mock.calls).toEqual([
    ['The GPU was reset or taken away, and everything computed on it is lost.'],
  ]);
  session.end();
});

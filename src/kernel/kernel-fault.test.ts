import { afterEach, expect, test, vi } from 'vitest';
import { readSiteFile, readWasm } from '../../tests/support/kernel-under-test';
import type { Event } from '../notebook/messages';
import { Kernel } from './kernel';

afterEach(() => vi.restoreAllMocks());

test('a fault of the kernel within a run is logged, and told as the loss of the kernel', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const fault = new Error('It broke.');
  const events: Event[] = [];
  const kernel = new Kernel({
    post: (event) => {
      if (event.type === 'cell-started') throw fault;
      events.push(event);
    },
    wasm: readWasm,
    file: readSiteFile,
    photographs: async () => [],
  });
  await kernel.start({ backend: 'cpu', seed: 1 });
  await kernel.run({
    type: 'run',
    runId: 1,
    fresh: false,
    steps: [{ cellId: 'a', source: '1', executionCount: 1 }],
  });
  expect(events.at(-1)).toMatchObject({
    type: 'lost',
    message: expect.stringContaining('It broke.') as string,
  });
  expect(logged).toHaveBeenCalledWith(fault);
  await kernel.end();
});

test('an error that no cell waits for is logged where nothing has run yet', () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const error = new Error('Left behind.');
  new Kernel({
    post: () => undefined,
    wasm: readWasm,
    file: readSiteFile,
    photographs: async () => [],
  }).reportUnhandled(error);
  expect(logged).toHaveBeenCalledWith(error);
});

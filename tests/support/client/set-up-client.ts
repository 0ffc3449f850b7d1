import { KernelClient, type KernelHost, type KernelStatus } from '../../../src/client/kernel/kernel-client';
import type { BackendReport, Event } from '../../../src/notebook/messages';
import { type FakeWorker, FakeWorkers } from './fake-worker';

export const report: BackendReport = { backend: 'wasm', renderer: null, software: false, reason: 'A test.' };
export const run = { type: 'run', runId: 1, fresh: true, steps: [] } as const;
export const ended = { type: 'run-ended', runId: 1, outcome: 'done', tensors: 2, bytes: 8 } as const;

/** A client of fake workers, and all that it told. */
export function setUpClient(overrides: Partial<KernelHost> = {}) {
  const { all: workers, startWorker } = new FakeWorkers();
  const events: Event[] = [];
  const states: KernelStatus[] = [];
  let discarded = 0;
  let renewed = 0;
  const client = new KernelClient({
    onEvent: (event) => events.push(event),
    onStatus: (status) => states.push(status),
    onDiscarded: () => discarded++,
    startOptions: () => ({ backend: 'auto', seed: 7 }),
    loadPhotographs: () => Promise.resolve([]),
    loadWasm: () => Promise.resolve(new ArrayBuffer(4)),
    loadFile: () => Promise.resolve(new ArrayBuffer(4)),
    onRenewed: () => renewed++,
    startWorker,
    ...overrides,
  });
  const worker = (index = 0): FakeWorker => {
    const found = workers[index];
    if (found === undefined) throw new Error(`No worker ${index} was started.`);
    return found;
  };
  return {
    client,
    workers,
    worker,
    events,
    stateNames: () => states.map(({ state }) => state),
    lastStatus: () => states.at(-1),
    failure: () => {
      const last = states.at(-1);
      return last?.state === 'failed' ? last.message : null;
    },
    discarded: () => discarded,
    renewed: () => renewed,
  };
}

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KernelClient, stopGraceMilliseconds, type KernelHost, type KernelStatus } from './kernel-client';
import { floodOfMessages, KernelGoneError, patience } from './one-kernel';
import { type FakeWorker, FakeWorkers } from '../../../tests/support/client/fake-worker';
import type { BackendReport, Event } from '../../notebook/messages';
import { ReaderError } from '../../notebook/reader-error';

const report: BackendReport = { backend: 'wasm', renderer: null, software: false, reason: 'A test.' };
const run = { type: 'run', runId: 1, fresh: true, steps: [] } as const;
const ended = { type: 'run-ended', runId: 1, outcome: 'done', tensors: 2, bytes: 8 } as const;

function setUp(overrides: Partial<KernelHost> = {}) {
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

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('starting', () => {
  test('no worker is started before the first request', () => {
    expect(setUp().workers).toHaveLength(0);
  });

  test('a request waits until the kernel has started', () => {
    const { client, worker, stateNames } = setUp();
    client.run(run);
    expect(worker().types).toEqual(['start']);
    worker().says({ type: 'started', report });
    expect(worker().types).toEqual(['start', 'run']);
    expect(stateNames()).toEqual(['fetching', 'starting', 'ready']);
  });

  test('a kernel that cannot start is replaced at the next request', () => {
    const { client, workers, worker, events, lastStatus } = setUp();
    client.run(run);
    worker().says({ type: 'start-failed', message: 'No backend works.' });
    expect(lastStatus()).toEqual({ state: 'failed', message: 'No backend works.' });
    expect(events).toEqual([{ type: 'lost', message: 'No backend works.' }]);
    expect(worker().terminated).toBe(true);
    client.run(run);
    expect(workers).toHaveLength(2);
  });

  test('a script that does not arrive is told apart from a crash', () => {
    const first = setUp();
    first.client.run(run);
    first.worker().fails();
    expect(first.failure()).toContain('connection');

    const second = setUp();
    second.client.run(run);
    second.worker().says({ type: 'started', report });
    second.worker().fails();
    expect(second.failure()).toContain('memory');
  });
});

describe('files the kernel asks for', () => {
  test('binaries and photographs are sent when they have come', async () => {
    const { client, worker } = setUp();
    client.run(run);
    worker().says({ type: 'wasm-wanted', file: 'a.wasm' });
    worker().says({ type: 'photographs-wanted' });
    await vi.runAllTimersAsync();
    expect(worker().posted.slice(1)).toEqual([
      { type: 'wasm', file: 'a.wasm', bytes: new ArrayBuffer(4) },
      { type: 'photographs', photographs: [] },
    ]);
  });

  test('a file that does not come ends the kernel with the reason', async () => {
    const { client, worker, lastStatus } = setUp({
      loadPhotographs: () => Promise.reject(new ReaderError('No network.')),
    });
    client.run(run);
    worker().says({ type: 'photographs-wanted' });
    await vi.runAllTimersAsync();
    expect(lastStatus()).toEqual({ state: 'failed', message: 'No network.' });
    expect(worker().terminated).toBe(true);
  });

  test('a file that comes after a restart goes to no one', async () => {
    const { client, worker } = setUp();
    client.run(run);
    worker().says({ type: 'photographs-wanted' });
    client.restart();
    client.run(run);
    await vi.runAllTimersAsync();
    expect(worker(0).types).toEqual(['start']);
    expect(worker(1).types).toEqual(['start']);
  });
});

describe('Stop', () => {
  test('asks, and leaves a kernel that obeys alone', () => {
    const { client, worker, events } = setUp();
    client.run(run);
    worker().says({ type: 'started', report });
    client.stop();
    expect(worker().types).toEqual(['start', 'run', 'stop']);
    worker().says({ ...ended, outcome: 'stopped' });
    vi.advanceTimersByTime(2 * stopGraceMilliseconds);
    expect(worker().terminated).toBe(false);
    expect(events).toEqual([{ ...ended, outcome: 'stopped' }]);
  });

  test('replaces a kernel that does not end its run within the grace', () => {
    const { client, worker, workers, discarded, stateNames } = setUp();
    client.run(run);
    worker().says({ type: 'started', report });
    client.stop();
    vi.advanceTimersByTime(stopGraceMilliseconds - 1);
    expect(worker().terminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(worker().terminated).toBe(true);
    expect(discarded()).toBe(1);
    expect(workers).toHaveLength(2);
    expect(worker(1).types).toEqual(['start']);
    expect(stateNames().at(-1)).toBe('fetching');
  });

  test('waits for the batch of a training whose batches are long', () => {
    const { client, worker } = setUp();
    const progress: Event = {
      type: 'output',
      runId: 1,
      cellId: 'train',
      output: { kind: 'progress', text: '', points: [] },
    };
    client.run(run);
    worker().says({ type: 'started', report });
    worker().says({ type: 'cell-started', runId: 1, cellId: 'train' });
    vi.advanceTimersByTime(500);
    worker().says(progress);
    vi.advanceTimersByTime(4000);
    worker().says(progress);
    client.stop();
    vi.advanceTimersByTime(11_999);
    expect(worker().terminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(worker().terminated).toBe(true);
  });

  test('is asked once, however often it is pressed', () => {
    const { client, worker, workers } = setUp();
    client.run(run);
    worker().says({ type: 'started', report });
    client.stop();
    client.stop();
    vi.advanceTimersByTime(2 * stopGraceMilliseconds);
    expect(worker().types).toEqual(['start', 'run', 'stop']);
    expect(workers).toHaveLength(2);
  });

  test('drops a run that still waits for its kernel, and lets the kernel come', () => {
    const { client, worker, events } = setUp();
    client.run(run);
    client.stop();
    expect(events).toEqual([{ type: 'run-ended', runId: 1, outcome: 'stopped', tensors: 0, bytes: 0 }]);
    worker().says({ type: 'started', report });
    expect(worker().types).toEqual(['start']);
  });

  test('does nothing while nothing runs', () => {
    const { client, workers } = setUp();
    client.stop();
    expect(workers).toHaveLength(0);
  });
});

describe('a question', () => {
  const ready = () => {
    const made = setUp();
    made.client.run(run);
    made.worker().says({ type: 'started', report });
    return made;
  };

  test('is posted with its parameters, and its answer finds it in any order', async () => {
    const { client, worker } = ready();
    const asked = [client.ask('weights', 'Conv1', 3), client.ask('variables')];
    const [first, second] = worker().posted.slice(2);
    expect([first, second]).toEqual([
      { type: 'ask', id: expect.any(Number) as number, question: 'weights', parameters: ['Conv1', 3] },
      { type: 'ask', id: expect.any(Number) as number, question: 'variables', parameters: [] },
    ]);
    if (first?.type !== 'ask' || second?.type !== 'ask') throw new Error('Not asked.');
    worker().says({ type: 'answered', id: second.id, value: 'of the second' });
    worker().says({ type: 'answered', id: first.id, value: 'of the first' });
    expect(await Promise.all(asked)).toEqual(['of the first', 'of the second']);
  });

  test.for([
    ['cannot answer fails with what it says, for the reader', false],
    ['failed at fails with no words for the reader', true],
  ] as const)('that the kernel %s', async ([, isFault]) => {
    const { client, worker, events } = ready();
    const refused = client.ask('preview', 'x').catch((error: unknown) => error);
    const [asked] = worker().posted.slice(2);
    if (asked?.type !== 'ask') throw new Error('Not asked.');
    worker().says({ type: 'refused', id: asked.id, message: 'There is no x any more.', isFault });
    const error = await refused;
    expect(error).toEqual(expect.objectContaining({ message: 'There is no x any more.' }));
    expect(error instanceof ReaderError).toBe(!isFault);
    expect(events).toEqual([]);
  });

  test('starts a kernel, and waits for it in the order in which it was asked', () => {
    const { client, worker } = setUp();
    void client.ask('variables');
    client.run(run);
    void client.ask('preview', 'x');
    expect(worker().types).toEqual(['start']);
    worker().says({ type: 'started', report });
    expect(worker().types).toEqual(['start', 'ask', 'run', 'ask']);
  });

  test.for<[string, (made: ReturnType<typeof ready>) => void]>([
    ['is lost', ({ worker }) => worker().says({ type: 'lost', message: 'The GPU is gone.' })],
    ['is restarted', ({ client }) => client.restart()],
    [
      'does not stop',
      ({ client }) => {
        client.stop();
        vi.advanceTimersByTime(stopGraceMilliseconds);
      },
    ],
  ])('of a kernel that %s is rejected in words', async ([, end]) => {
    const made = ready();
    const asked = made.client.ask('variables');
    end(made);
    await expect(asked).rejects.toThrow(KernelGoneError);
    await expect(asked).rejects.toThrow(
      'The kernel was started again: run the cells that build the network once more.',
    );
  });

  test('that waits for its kernel still waits when the run before it is stopped', () => {
    const { client, worker } = setUp();
    client.run(run);
    void client.ask('variables');
    client.stop();
    worker().says({ type: 'started', report });
    expect(worker().types).toEqual(['start', 'ask']);
  });
});

test('what an old worker still says is not heard', () => {
  const { client, worker, events } = setUp();
  client.run(run);
  worker().says({ type: 'started', report });
  client.restart();
  worker().says(ended);
  expect(events).toEqual([]);
});

test('a lost GPU context ends the kernel with its message', () => {
  const { client, worker, events, lastStatus } = setUp();
  client.run(run);
  worker().says({ type: 'started', report });
  worker().says({ type: 'lost', message: 'The GPU is gone.' });
  expect(worker().terminated).toBe(true);
  expect(lastStatus()).toEqual({ state: 'failed', message: 'The GPU is gone.' });
  expect(events).toEqual([{ type: 'lost', message: 'The GPU is gone.' }]);
});

describe('a fresh start', () => {
  const afterRun = () => {
    const made = setUp();
    made.client.run(run);
    made.worker().says({ type: 'started', report });
    made.worker().says(ended);
    return made;
  };

  test('is made in the kernel that has run nothing yet', () => {
    const { client, workers } = setUp();
    void client.ask('variables').catch(() => null);
    client.run(run);
    expect(workers).toHaveLength(1);
  });

  test('is made in the spare kernel, which starts when a run has ended; the one before is ended', () => {
    const { client, workers, worker, stateNames } = afterRun();
    expect(workers).toHaveLength(2);
    worker(1).says({ type: 'started', report });
    client.run({ ...run, runId: 2 });
    expect(worker(0).terminated).toBe(true);
    expect(worker(1).types).toEqual(['start', 'run']);
    expect(stateNames().at(-1)).toBe('ready');
    expect(workers).toHaveLength(2);
  });

  test('waits for a spare kernel that has not started', () => {
    const { client, worker, stateNames } = afterRun();
    client.run({ ...run, runId: 2 });
    expect(stateNames().at(-1)).toBe('fetching');
    worker(1).says({ type: 'started', report });
    expect(worker(1).types).toEqual(['start', 'run']);
  });

  test('is made in another kernel where the spare one has failed, of which nobody heard', () => {
    const { client, workers, worker, events, failure } = afterRun();
    worker(1).says({ type: 'start-failed', message: 'No backend works.' });
    expect(failure()).toBeNull();
    expect(events).toEqual([ended]);
    client.run({ ...run, runId: 2 });
    expect(workers).toHaveLength(3);
    worker(2).says({ type: 'started', report });
    expect(worker(2).types).toEqual(['start', 'run']);
  });

  test('leaves the kernel before it what it was asked, until the run has ended', async () => {
    const { client, worker, events } = afterRun();
    worker(1).says({ type: 'started', report });
    const first = client.ask('variables');
    const second = client.ask('preview', 'x');
    client.run({ ...run, runId: 2 });
    expect(worker(0).terminated).toBe(false);
    const asked = worker(0).posted.at(-2);
    if (asked?.type !== 'ask') throw new Error('Not asked.');
    worker(0).says({ type: 'answered', id: asked.id, value: 'of before' });
    expect(await first).toBe('of before');
    worker(0).says({ type: 'cell-started', runId: 1, cellId: 'a' });
    expect(events).toEqual([ended]);
    worker(1).says({ ...ended, runId: 2 });
    expect(worker(0).terminated).toBe(true);
    await expect(second).rejects.toThrow(KernelGoneError);
  });

  test('is none where the cells go on', () => {
    const { client, worker } = afterRun();
    client.run({ ...run, fresh: false, runId: 2 });
    expect(worker(0).types).toEqual(['start', 'run', 'run']);
  });
});

describe('a kernel that does not take what it is sent', () => {
  const deaf = () => {
    const made = setUp();
    made.client.run(run);
    made.worker().says({ type: 'started', report });
    made.worker().says(ended);
    made.worker(1).says({ type: 'started', report });
    made.worker().hears = false;
    return made;
  };

  test('is replaced after two seconds, and the page told', () => {
    const { client, worker, renewed } = deaf();
    client.run({ ...run, fresh: false, runId: 2 });
    vi.advanceTimersByTime(patience.idle - 1);
    expect(renewed()).toBe(0);
    vi.advanceTimersByTime(1);
    expect([renewed(), worker(0).terminated, worker(1).terminated]).toEqual([1, true, false]);
  });

  test('is given longer while it answers a question', async () => {
    const { client, worker, renewed } = deaf();
    worker().hears = true;
    const asked = client.ask('variables');
    worker().hears = false;
    client.run({ ...run, fresh: false, runId: 2 });
    vi.advanceTimersByTime(patience.answering - 1);
    expect(renewed()).toBe(0);
    vi.advanceTimersByTime(1);
    expect(renewed()).toBe(1);
    await expect(asked).rejects.toThrow(KernelGoneError);
  });

  test('may be at a run, however long: what is asked meanwhile waits', () => {
    const { client, worker, renewed } = deaf();
    worker().hears = true;
    client.run({ ...run, fresh: false, runId: 2 });
    worker().hears = false;
    void client.ask('variables').catch(() => null);
    vi.advanceTimersByTime(10 * patience.answering);
    expect(renewed()).toBe(0);
    worker().says({ ...ended, runId: 2 });
    vi.advanceTimersByTime(patience.idle);
    expect(renewed()).toBe(1);
  });
});

describe('a kernel that tells what no kernel tells, or too much', () => {
  const running = () => {
    const made = setUp();
    made.client.run(run);
    made.worker().says({ type: 'started', report });
    return made;
  };

  test('is ended in words', () => {
    const { worker, failure, events } = running();
    worker().babbles();
    expect(worker().terminated).toBe(true);
    expect(failure()).toContain('cannot read');
    expect(events).toEqual([{ type: 'lost', message: failure() }]);
  });

  test('is ended in words where it is more than a page can take', () => {
    const { worker, failure } = running();
    const output = { kind: 'text', stream: 'out', text: 'x' } as const;
    const told: Event = { type: 'output', runId: 1, cellId: 'a', output };
    for (let i = 0; i <= floodOfMessages; i++) worker().says(told);
    expect(failure()).toContain('more than the page can show');
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ended, report, run, setUpClient } from '../../../tests/support/client/set-up-client';
import type { Event } from '../../notebook/messages';
import { ReaderError } from '../../notebook/reader-error';
import { restMilliseconds, stopGraceMilliseconds } from './kernel-client';
import { floodOfMessages, KernelGoneError, patience } from './one-kernel';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('files the kernel asks for', () => {
  test('binaries and photographs are sent when they have come', async () => {
    const { client, worker } = setUpClient();
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
    const { client, worker, lastStatus } = setUpClient({
      loadPhotographs: () => Promise.reject(new ReaderError('No network.')),
    });
    client.run(run);
    worker().says({ type: 'photographs-wanted' });
    await vi.runAllTimersAsync();
    expect(lastStatus()).toEqual({ state: 'failed', message: 'No network.' });
    expect(worker().terminated).toBe(true);
  });

  test('a file that comes after a restart goes to no one', async () => {
    const { client, worker } = setUpClient();
    client.run(run);
    worker().says({ type: 'photographs-wanted' });
    client.restart();
    client.run(run);
    await vi.runAllTimersAsync();
    expect(worker(0).types).toEqual(['start']);
    expect(worker(1).types).toEqual(['start']);
  });
});

describe('a question', () => {
  const ready = () => {
    const made = setUpClient();
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
    const { client, worker } = setUpClient();
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
    const { client, worker } = setUpClient();
    client.run(run);
    void client.ask('variables');
    client.stop();
    worker().says({ type: 'started', report });
    expect(worker().types).toEqual(['start', 'ask']);
  });
});

describe('a kernel that does not take what it is sent', () => {
  const deaf = () => {
    const made = setUpClient();
    made.client.run(run);
    made.worker().says({ type: 'started', report });
    made.worker().says(ended);
    vi.advanceTimersByTime(restMilliseconds);
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

  test('is replaced between two cells of a run as well', () => {
    const { client, worker, renewed } = deaf();
    worker().hears = true;
    client.run({ ...run, fresh: false, runId: 2 });
    worker().says({ type: 'cell-started', runId: 2, cellId: 'a' });
    vi.advanceTimersByTime(10 * patience.idle);
    worker().says({ type: 'cell-ended', runId: 2, cellId: 'a', outcome: 'done', milliseconds: 1 });
    vi.advanceTimersByTime(patience.idle - 1);
    expect(renewed()).toBe(0);
    vi.advanceTimersByTime(1);
    expect([renewed(), worker().terminated]).toEqual([1, true]);
  });

  test('may be at a cell, however long: what is asked meanwhile waits', () => {
    const { client, worker, renewed } = deaf();
    worker().hears = true;
    client.run({ ...run, fresh: false, runId: 2 });
    worker().says({ type: 'cell-started', runId: 2, cellId: 'a' });
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
    const made = setUpClient();
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

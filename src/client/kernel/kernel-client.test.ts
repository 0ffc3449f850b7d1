import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ended, report, run, setUpClient } from '../../../tests/support/client/set-up-client';
import type { Event } from '../../notebook/messages';
import { restMilliseconds, stopGraceMilliseconds } from './kernel-client';
import { KernelGoneError } from './one-kernel';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('starting', () => {
  test('no worker is started before the first request', () => {
    expect(setUpClient().workers).toHaveLength(0);
  });

  test('a request waits until the kernel has started', () => {
    const { client, worker, stateNames } = setUpClient();
    client.run(run);
    expect(worker().types).toEqual(['start']);
    worker().says({ type: 'started', report });
    expect(worker().types).toEqual(['start', 'run']);
    expect(stateNames()).toEqual(['fetching', 'starting', 'ready']);
  });

  test('a kernel that cannot start is replaced at the next request', () => {
    const { client, workers, worker, events, lastStatus } = setUpClient();
    client.run(run);
    worker().says({ type: 'start-failed', message: 'No backend works.' });
    expect(lastStatus()).toEqual({ state: 'failed', message: 'No backend works.' });
    expect(events).toEqual([{ type: 'lost', message: 'No backend works.' }]);
    expect(worker().terminated).toBe(true);
    client.run(run);
    expect(workers).toHaveLength(2);
  });

  test('a script that does not arrive is told apart from a crash', () => {
    const first = setUpClient();
    first.client.run(run);
    first.worker().fails();
    expect(first.failure()).toContain('connection');

    const second = setUpClient();
    second.client.run(run);
    second.worker().says({ type: 'started', report });
    second.worker().fails();
    expect(second.failure()).toContain('memory');
  });
});

describe('Stop', () => {
  test('asks, and leaves a kernel that obeys alone', () => {
    const { client, worker, events } = setUpClient();
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
    const { client, worker, workers, discarded, stateNames } = setUpClient();
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
    const { client, worker } = setUpClient();
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
    const { client, worker, workers } = setUpClient();
    client.run(run);
    worker().says({ type: 'started', report });
    client.stop();
    client.stop();
    vi.advanceTimersByTime(2 * stopGraceMilliseconds);
    expect(worker().types).toEqual(['start', 'run', 'stop']);
    expect(workers).toHaveLength(2);
  });

  test('drops a run that still waits for its kernel, and lets the kernel come', () => {
    const { client, worker, events } = setUpClient();
    client.run(run);
    client.stop();
    expect(events).toEqual([{ type: 'run-ended', runId: 1, outcome: 'stopped', tensors: 0, bytes: 0 }]);
    worker().says({ type: 'started', report });
    expect(worker().types).toEqual(['start']);
  });

  test('does nothing while nothing runs', () => {
    const { client, workers } = setUpClient();
    client.stop();
    expect(workers).toHaveLength(0);
  });
});

test('what an old worker still says is not heard', () => {
  const { client, worker, events } = setUpClient();
  client.run(run);
  worker().says({ type: 'started', report });
  client.restart();
  worker().says(ended);
  expect(events).toEqual([]);
});

test('a lost GPU context ends the kernel with its message', () => {
  const { client, worker, events, lastStatus } = setUpClient();
  client.run(run);
  worker().says({ type: 'started', report });
  worker().says({ type: 'lost', message: 'The GPU is gone.' });
  expect(worker().terminated).toBe(true);
  expect(lastStatus()).toEqual({ state: 'failed', message: 'The GPU is gone.' });
  expect(events).toEqual([{ type: 'lost', message: 'The GPU is gone.' }]);
});

describe('a fresh start', () => {
  const afterRun = () => {
    const made = setUpClient();
    made.client.run(run);
    made.worker().says({ type: 'started', report });
    made.worker().says(ended);
    vi.advanceTimersByTime(restMilliseconds);
    return made;
  };

  test('is made in the kernel that has run nothing yet', () => {
    const { client, workers } = setUpClient();
    void client.ask('variables').catch(() => null);
    client.run(run);
    expect(workers).toHaveLength(1);
  });

  test('is made in the spare kernel, which starts in the rest after a run; the one before is ended', () => {
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

  test('is made in another kernel where there was no rest', () => {
    const { client, worker, workers } = setUpClient();
    client.run(run);
    worker().says({ type: 'started', report });
    worker().says(ended);
    vi.advanceTimersByTime(restMilliseconds - 1);
    client.run({ ...run, runId: 2 });
    vi.advanceTimersByTime(restMilliseconds);
    expect(workers).toHaveLength(2);
    worker(1).says({ type: 'started', report });
    expect(worker(1).types).toEqual(['start', 'run']);
  });

  test('is none where the cells go on', () => {
    const { client, worker } = afterRun();
    client.run({ ...run, fresh: false, runId: 2 });
    expect(worker(0).types).toEqual(['start', 'run', 'run']);
  });
});

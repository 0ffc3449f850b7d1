import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakePage } from '../../../tests/support/client/fake-page';
import { type FakeWorker, FakeWorkers } from '../../../tests/support/client/fake-worker';
import { cellsOf } from '../../../tests/support/notebook/cells';
import { patience } from '../kernel/one-kernel';
import { notebookNetwork } from '../../model/networks';
import type { Event, Request } from '../../notebook/messages';

vi.mock('../photograph/decode', async (original) => ({
  ...(await original<typeof import('../photograph/decode')>()),
  loadPhotograph: ({ id, title }: { id: string; title: string }) =>
    Promise.resolve({ id, title, pixels: new Uint8ClampedArray() }),
}));
// What cells that are letters have built.
vi.mock('../../notebook/built-network', async (original) => ({
  ...(await original<typeof import('../../notebook/built-network')>()),
  heldNetwork: () => notebookNetwork(),
}));

let workers: FakeWorkers;
let logged: unknown[];

beforeEach(() => {
  workers = new FakeWorkers();
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((error) => logged.push(error));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/**
 * A page of a notebook of four cells, of which c is slow, and its session.
 *
 * @param inPage the cells in the page; a shows a model
 */
async function open(inPage = 'ab') {
  const cells = cellsOf('abcd', 'c');
  new FakePage({ 'cells.json': cells });
  vi.doMock('../kernel/kernel-worker', () => workers);
  const [{ runs }, { notebook }, { notices }, { kernel }, { ownTraces: traces }] = await Promise.all([
    import('./runs.svelte'),
    import('../document/notebook.svelte'),
    import('../errors/notices.svelte'),
    import('../kernel/kernel.svelte'),
    import('../trace/traces.svelte'),
  ]);
  await notebook.ready;
  for (const id of inPage) runs.enter(id, id === 'a');
  return {
    runs,
    notices,
    kernel,
    traces,
    edit: (id: string, source: string) => notebook.edit(id, source),
    states: () => cells.map(({ id }) => notebook.view(id)?.state).join(' '),
    outputs: (id: string) => notebook.view(id)?.outputs,
  };
}

function worker(): FakeWorker {
  return workers.present;
}

function start(): void {
  workers.start();
}

/** The cells of each run that the kernels were given, with an exclamation mark before those of a fresh start. */
function given(): string[] {
  return workers.all.flatMap(({ posted }) =>
    posted.flatMap((request) =>
      request.type === 'run'
        ? [`${request.fresh ? '!' : ''}${request.steps.map(({ cellId }) => cellId).join('')}`]
        : [],
    ),
  );
}

function lastRun(): Extract<Request, { type: 'run' }> {
  const last = worker().posted.findLast((request) => request.type === 'run');
  if (last === undefined) throw new Error('The kernel was given no run.');
  return last;
}

/** The cells of the last run begin and end well, up to the one that ends as told. */
function play(outcomes: Readonly<Record<string, 'error' | 'stopped'>> = {}): void {
  const { runId, steps } = lastRun();
  let outcome: 'done' | 'error' | 'stopped' = 'done';
  for (const { cellId } of steps) {
    outcome = outcomes[cellId] ?? 'done';
    says({ type: 'cell-started', runId, cellId });
    says({ type: 'cell-ended', runId, cellId, outcome, milliseconds: 1 });
    if (outcome !== 'done') break;
  }
  says({ type: 'run-ended', runId, outcome, tensors: 2, bytes: 8 });
}

function says(event: Event): void {
  worker().says(event);
}

describe('a run', () => {
  test('runs what the cell needs, and each cell shows where it is', async () => {
    const { runs, states, kernel } = await open();
    expect([runs.busy, workers.all.length]).toEqual([false, 0]);
    runs.run('b');
    expect([runs.busy, runs.running, states()]).toEqual([true, true, 'queued queued published published']);
    start();
    expect(given()).toEqual(['ab']);
    const { runId } = lastRun();
    says({ type: 'cell-started', runId, cellId: 'a' });
    expect(states()).toBe('running queued published published');
    expect(runs.doing).toContain('In [154]');
    play();
    expect([runs.running, states()]).toEqual([false, 'done done published published']);
    expect(kernel.memory).toEqual({ tensors: 2, bytes: 8 });
  });

  test('that is asked for during another waits for it, and runs the source as it is by then', async () => {
    const { runs, states, edit } = await open();
    runs.run('a');
    runs.run('b');
    start();
    expect([given(), states()]).toEqual([['a'], 'queued queued published published']);
    edit('b', 'edited');
    play();
    await vi.waitFor(() => expect(given()).toEqual(['a', 'b']));
    expect(lastRun().steps).toMatchObject([{ cellId: 'b', source: 'edited' }]);
    play();
    await vi.waitFor(() => expect(runs.busy).toBe(false));
    expect(states()).toBe('done done stale stale');
  });

  test('of all takes slow cells by themselves; of those above it takes none that is slow', async () => {
    const { runs } = await open();
    runs.runAll();
    start();
    for (const next of [['ab'], ['ab', 'c'], ['ab', 'c', 'd']]) {
      await vi.waitFor(() => expect(given()).toEqual(next));
      play();
    }
    runs.runAbove('d');
    await vi.waitFor(() => expect(given()).toEqual(['ab', 'c', 'd', '!ab']));
  });

  test('that ends in an error empties the queue; the next one starts afresh', async () => {
    const { runs, states } = await open();
    runs.run('a');
    runs.run('b');
    start();
    play({ a: 'error' });
    await vi.waitFor(() => expect(runs.busy).toBe(false));
    expect(states()).toBe('error published published published');
    runs.run('a');
    await vi.waitFor(() => expect(given()).toEqual(['a', '!a']));
  });
});

describe('the trace', () => {
  test('is asked for before the next queued run begins, and so is of the network before it', async () => {
    const { runs } = await open();
    runs.run('a');
    runs.run('b');
    start();
    play();
    await vi.waitFor(() => expect(given()).toEqual(['a', 'b']));
    // The kernel answers in the order in which it is asked.
    expect(worker().types).toEqual(['start', 'run', 'ask', 'run']);
  });

  test('of the last run is taken, with what its kernel gave', async () => {
    const { runs, traces } = await open();
    runs.run('a');
    start();
    play();
    await vi.waitFor(() => expect(worker().types.at(-1)).toBe('ask'));
    const asked = worker().posted.at(-1);
    if (asked?.type !== 'ask') throw new Error('Not asked.');
    expect(asked.question).toBe('trace');
    expect(runs.doing).toContain('Drawing the photograph');
    says({ type: 'answered', id: asked.id, value: { input: null, activations: [] } });
    await vi.waitFor(() => expect(traces.tracing).toBe(false));
    expect(runs.doing).toContain('Ready');
  });

  test('of a photograph first runs the cells that show a model, unless the kernel holds them', async () => {
    const { runs } = await open();
    runs.showPhotograph();
    start();
    expect(given()).toEqual(['a']);
    play();
    await vi.waitFor(() => expect(worker().types).toEqual(['start', 'run', 'ask']));
    runs.showPhotograph();
    await vi.waitFor(() => expect(worker().types).toEqual(['start', 'run', 'ask', 'ask']));
  });
});

describe('stop', () => {
  test('before the kernel has begun takes the run back at once', async () => {
    const { runs, states } = await open();
    runs.runAll();
    runs.stop();
    expect([runs.busy, states()]).toEqual([false, 'published published published published']);
    start();
    expect(given()).toEqual([]);
  });

  test('of a run that has begun empties the queue, and waits for what runs', async () => {
    const { runs, states, kernel } = await open();
    runs.run('a');
    runs.run('b');
    start();
    says({ type: 'cell-started', runId: lastRun().runId, cellId: 'a' });
    runs.stop();
    expect([runs.running, kernel.stopping, worker().types.at(-1)]).toEqual([true, true, 'stop']);
    expect(states()).toBe('running published published published');
    play({ a: 'stopped' });
    await vi.waitFor(() => expect(runs.busy).toBe(false));
    expect([kernel.stopping, states()]).toEqual([false, 'stopped published published published']);
    expect(given()).toEqual(['a']);
  });
});

describe('a kernel that goes', () => {
  test('on purpose stops what ran, and the next run starts another', async () => {
    const { runs, states, kernel } = await open();
    runs.run('b');
    start();
    says({ type: 'cell-started', runId: lastRun().runId, cellId: 'a' });
    kernel.restart();
    expect([runs.busy, states(), workers.all[0]?.terminated]).toEqual([
      false,
      'stopped published published published',
      true,
    ]);
    runs.run('a');
    start();
    expect([workers.all.length, given()]).toEqual([2, ['ab', 'a']]);
  });

  test('by itself is told at the cell that ran and in the banner', async () => {
    const { runs, states, outputs, notices } = await open();
    const message = 'The GPU is gone.';
    runs.run('a');
    runs.run('b');
    start();
    says({ type: 'cell-started', runId: lastRun().runId, cellId: 'a' });
    says({ type: 'lost', message });
    expect([runs.busy, states()]).toEqual([false, 'error published published published']);
    expect(outputs('a')).toMatchObject([{ kind: 'error', message }]);
    expect(notices.current).toEqual({ message, href: null });
    runs.run('b');
    start();
    expect(given()).toEqual(['a', '!ab']);
    expect(notices.current).toBeNull();
  });

  test('in silence, busy with what a cell left behind, is told; another runs what it was sent', async () => {
    const { runs, states, notices } = await open();
    vi.useFakeTimers();
    runs.run('a');
    start();
    play();
    worker().hears = false;
    runs.run('b');
    await vi.advanceTimersByTimeAsync(patience.idle);
    vi.useRealTimers();
    expect(given()).toEqual(['a', 'b', 'ab']);
    expect(notices.current?.message).toContain('kept the kernel busy');
    play();
    await vi.waitFor(() => expect(runs.busy).toBe(false));
    expect(states()).toBe('done done published published');
  });

  test('while nothing runs leaves what cells show', async () => {
    const { runs, states } = await open();
    runs.run('a');
    start();
    play();
    says({ type: 'lost', message: 'The GPU is gone.' });
    expect([runs.busy, states()]).toEqual([false, 'done published published published']);
  });
});

describe('an error in a cell', () => {
  test('of another page is told, with the way to it', async () => {
    const { runs, notices } = await open('b');
    runs.run('b');
    start();
    play({ a: 'error' });
    expect(notices.current).toEqual({
      message: 'An error ended In [154], which had to run first.',
      href: '/chapter/#cell-a',
    });
  });

  test('that was asked for itself did not have to run for another', async () => {
    const { runs, notices } = await open('b');
    runs.runAll();
    start();
    play({ a: 'error' });
    expect(notices.current?.message).toBe('An error ended In [154].');
    runs.run('b');
    await vi.waitFor(() => expect(given()).toEqual(['ab', '!ab']));
    play({ a: 'error' });
    expect(notices.current?.message).toContain('which had to run first');
  });

  test('of this page is seen there, and told nowhere else', async () => {
    const { runs, notices } = await open();
    runs.run('a');
    start();
    play({ a: 'error' });
    expect(notices.current).toBeNull();
    expect(logged).toEqual([]);
  });
});

import { flushSync, tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCells, type CellsPage } from '../../../../tests/support/client/open-cells.svelte';

const { fitsWith, bringIntoView } = vi.hoisted(() => ({ fitsWith: vi.fn(), bringIntoView: vi.fn() }));
vi.mock('../../../client/page/on-screen', () => ({ fitsWith, bringIntoView }));
vi.mock('./open-palette', () => ({ openPalette: vi.fn() }));
vi.mock('../typescript/advise', () => ({ advise: vi.fn() }));

const pages: CellsPage[] = [];

beforeEach(() => {
  fitsWith.mockReset().mockReturnValue(true);
  bringIntoView.mockReset();
});

afterEach(() => {
  for (const page of pages.splice(0)) page.leave();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The page of the cells a and b, with the focus on a; a press runs for real, on a kernel that ends when told. */
async function open() {
  const page = await openCells();
  pages.push(page);
  await page.notebook.ready;
  page.document.focused = 'a';
  const press = async (id: string) => {
    page.on.run = () => page.runs.run(id);
    await page.act('run-on', id);
    flushSync();
  };
  const end = async (outcome: 'done' | 'error' | 'stopped' = 'done') => {
    page.workers.start();
    const run = page.workers.present.posted.findLast((request) => request.type === 'run');
    if (run?.type !== 'run') throw new Error('Nothing runs.');
    for (const { cellId } of run.steps) {
      page.workers.present.says({ type: 'cell-started', runId: run.runId, cellId });
      flushSync();
      const isLast = cellId === run.steps.at(-1)?.cellId;
      const how = isLast ? outcome : 'done';
      page.workers.present.says({
        type: 'cell-ended',
        runId: run.runId,
        cellId,
        outcome: how,
        milliseconds: 1,
      });
    }
    page.workers.present.says({ type: 'run-ended', runId: run.runId, outcome, tensors: 0, bytes: 0 });
    flushSync();
    for (let turns = 0; turns < 5; turns++) await tick();
  };
  const where = () => page.document.focused;
  return { ...page, press, end, where };
}

describe('run and go on', () => {
  test('goes on at the end of the run, where what it shows fits beside the next cell', async () => {
    const { press, end, where, told } = await open();
    await press('a');
    expect([where(), told]).toEqual(['a', ['run a']]);
    await end();
    expect(where()).toBe('b');
    await press('b');
    await end();
    expect([where(), told]).toEqual(['b', ['run a', 'run b']]);
  });

  test('stays where it does not fit, and goes on by a second press, which runs nothing', async () => {
    fitsWith.mockReturnValue(false);
    const { press, end, where, told, notice } = await open();
    await press('a');
    await end();
    expect([where(), told, notice()]).toEqual(['a', ['run a'], expect.stringMatching(/once more/)]);
    expect(bringIntoView).toHaveBeenCalledOnce();
    await press('a');
    expect([where(), told]).toEqual(['b', ['run a']]);
  });

  test('goes on at once by a second press while it runs', async () => {
    const { press, where, told } = await open();
    await press('a');
    await press('a');
    expect([where(), told]).toEqual(['b', ['run a']]);
  });

  test('stays after an error, with the error in sight and the cursor in the code, and runs again', async () => {
    const { press, end, where, told } = await open();
    await press('a');
    await end('error');
    expect([where(), told]).toEqual(['a', ['run a', 'edit a']]);
    expect(bringIntoView).toHaveBeenCalledOnce();
    await press('a');
    expect([where(), told.at(-1)]).toEqual(['a', 'run a']);
  });

  test('stays after a stop, and after an edit a second press runs again', async () => {
    fitsWith.mockReturnValue(false);
    const { press, end, where, told, notebook } = await open();
    await press('a');
    await end('stopped');
    expect(where()).toBe('a');
    await press('a');
    await end();
    notebook.edit('a', 'other');
    flushSync();
    await press('a');
    expect([where(), told]).toEqual(['a', ['run a', 'run a', 'run a']]);
  });

  test('takes nobody along who has gone elsewhere, and forgets a cell that was left', async () => {
    fitsWith.mockReturnValue(false);
    const { press, end, where, told, document } = await open();
    await press('a');
    document.focused = null;
    document.dispatchEvent(new Event('focusin'));
    await end();
    expect([where(), bringIntoView.mock.calls.length]).toEqual([null, 0]);
    document.focused = 'a';
    await press('a');
    expect([where(), told]).toEqual(['a', ['run a', 'run a']]);
  });

  test('below a last cell of one’s own makes another, unless it is empty', async () => {
    const { press, end, where, ids, told, notebook } = await open();
    const own = notebook.insert('b', 'below', 'own');
    flushSync();
    await press(own);
    await press(own);
    await end();
    const another = ids()[3];
    expect(another).toBeDefined();
    expect([told, where()]).toEqual([[`run ${own}`, `edit ${another}`], another]);
    await press(another!);
    await press(another!);
    expect([ids().length, where()]).toEqual([4, another]);
  });
});

test('what is said of a step goes with the next edit or run; what is about neither stays', async () => {
  const { act, notebook, notice, runs, pageState } = await open();
  notebook.edit('a', 'other');
  await act('reset-all', 'a');
  expect(notice()).toBe('The whole course is as published again.');
  notebook.edit('a', 'newer');
  expect(notice()).toBeNull();
  await act('reset', 'a');
  expect(notice()).toBe('This cell is as published again.');
  runs.run('a');
  expect(notice()).toBeNull();
  pageState.notice = { cellId: 'a', text: 'No types.', undo: null, lasts: true };
  notebook.edit('a', 'newest');
  expect(notice()).toBe('No types.');
});

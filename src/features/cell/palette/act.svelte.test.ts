import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCells, type CellsPage } from '../../../../tests/support/client/open-cells.svelte';
import type { CommandId } from './commands';

const { openPalette, advise } = vi.hoisted(() => ({ openPalette: vi.fn(), advise: vi.fn() }));
vi.mock('./open-palette', () => ({ openPalette }));
vi.mock('../typescript/advise', () => ({ advise }));

const pages: CellsPage[] = [];

beforeEach(() => {
  openPalette.mockReset();
  advise.mockReset();
});

afterEach(() => {
  for (const page of pages.splice(0)) page.leave();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** @param files what can be fetched, if not all */
async function open(files?: Readonly<Record<string, unknown>>): Promise<CellsPage> {
  const page = await openCells(files);
  pages.push(page);
  return page;
}

/** The page when its session is there, with a cell of the reader's own below b. */
async function openWithOwn(source = 'own') {
  const opened = await open();
  await opened.notebook.ready;
  const own = opened.notebook.insert('b', 'below', source);
  flushSync();
  return { ...opened, own };
}

describe('running', () => {
  test('runs the cell, and stays', async () => {
    const { act, told, document } = await open();
    await act('run', 'a');
    expect([told, document.focused]).toEqual([['run a'], null]);
  });

  test('a cell is inserted below the one that runs, to be written in', async () => {
    const { act, ids, told, document } = await open();
    await act('run-insert', 'a');
    const [, inserted] = ids();
    expect(ids()).toEqual(['a', inserted, 'b']);
    expect([told, document.focused]).toEqual([['run a', `edit ${inserted}`], inserted]);
  });

  test('all, those above, those from here on', async () => {
    for (const [command, states] of [
      ['run-all', ['queued', 'queued', 'queued']],
      ['run-above', ['queued', 'published', 'published']],
      ['run-below', ['queued', 'queued', 'queued']],
    ] as const) {
      const { act, notebook, states: present } = await open();
      await notebook.ready;
      await act(command, 'b');
      expect(present(), command).toEqual(states);
    }
  });

  test('stop takes back what waits; a restart says what it means', async () => {
    const { act, notebook, runs, states, notice } = await open();
    await notebook.ready;
    await act('run-all', 'a');
    await act('stop', 'a');
    expect([runs.busy, states()]).toEqual([false, ['published', 'published', 'published']]);
    await act('restart', 'a');
    expect(notice()).toBe('The kernel starts anew with the next run.');
    expect(runs.busy).toBe(false);
  });
});

describe('moving and editing', () => {
  test('the focus goes from cell to cell and stays at the ends', async () => {
    const { act, document } = await open();
    const way: (string | null)[] = [];
    for (const command of ['leave', 'next', 'next', 'previous', 'previous'] as const) {
      await act(command, document.focused ?? 'a');
      way.push(document.focused);
    }
    expect(way).toEqual(['a', 'b', 'b', 'a', 'a']);
  });

  test('Tab indents or moves on, and the page says which; the choice is kept', async () => {
    const { act, pageState, notice, page } = await open();
    await act('indentation', 'a');
    expect([pageState.tabIndents, notice()]).toEqual([
      true,
      'Tab indents in editors. Escape, then Tab leaves them.',
    ]);
    await act('indentation', 'a');
    expect([pageState.tabIndents, notice()]).toEqual([false, 'Tab moves on, out of editors too.']);
    expect([...page.local.values()]).toEqual(['moves']);
  });

  test('a layout says what came of it', async () => {
    const { act, on, notice } = await open();
    const said = [];
    for (const outcome of ['changed', 'same', 'unavailable'] as const) {
      on.format = () => Promise.resolve(outcome);
      await act('format', 'a');
      said.push(notice());
    }
    expect(said).toEqual([
      'The code is laid out anew.',
      'There was nothing to lay out anew.',
      expect.stringContaining('could not be fetched'),
    ]);
  });

  test('advice is given in the editor', async () => {
    const { act, told, cell } = await open();
    for (const wanted of ['complete', 'type', 'call', 'problem'] as const) {
      await act(wanted, 'a');
      expect(advise).toHaveBeenLastCalledWith(cell('a'), wanted);
    }
    expect(told).toEqual(['edit a', 'edit a', 'edit a', 'edit a']);
  });

  test('what is chosen in the palette is done at the cell that opened it', async () => {
    const { act, document } = await open();
    await act('palette', 'a');
    const [choose] = openPalette.mock.calls[0] as [(command: CommandId) => void];
    choose('next');
    await vi.waitFor(() => expect(document.focused).toBe('b'));
  });
});

describe('cells of one’s own', () => {
  test('are inserted above and below, with the focus on their frames', async () => {
    const { act, ids, document, told } = await open();
    await act('insert-above', 'a');
    const [above] = ids();
    expect(document.focused).toBe(above);
    await act('insert-below', 'b');
    expect(ids()).toEqual([above, 'a', 'b', document.focused]);
    expect(told).toEqual([]);
  });

  test('are deleted, which can be taken back; a cell of the course is not', async () => {
    const { act, own, ids, document, pageState, notice } = await openWithOwn();
    await act('delete', 'a');
    expect(ids()).toEqual(['a', 'b', own]);
    expect(notice()).toContain('can only be reset');
    await act('delete', own);
    expect([ids(), document.focused]).toEqual([['a', 'b'], 'b']);
    expect(pageState.notice).toEqual({ cellId: 'b', text: 'Your cell is deleted.', undo: 'Delete a cell' });
    await act('undo', 'b');
    expect([ids(), document.focused, notice()]).toEqual([['a', 'b', own], own, 'Undone: Delete a cell.']);
    await act('redo', own);
    expect([ids(), document.focused, notice()]).toEqual([['a', 'b'], 'b', 'Done again: Delete a cell.']);
  });

  test('were never published: nothing differs, nothing to reset', async () => {
    const { act, own, notice, told, sources } = await openWithOwn();
    await act('difference', own);
    expect(notice()).toContain('Your own cell was never published');
    await act('reset', own);
    expect(notice()).toContain('it can be deleted');
    expect(told).toEqual([]);
    expect(sources()).toContain('own');
  });
});

describe('changes', () => {
  test('without one there is nothing to take back, to reset or to compare', async () => {
    const { act, notice, told } = await open();
    const said = [];
    for (const command of ['undo', 'redo', 'difference', 'reset', 'reset-chapter', 'reset-all'] as const) {
      await act(command, 'a');
      said.push(notice());
    }
    expect(said).toEqual([
      'There is nothing to undo.',
      'There is nothing to redo.',
      'This cell is as published: nothing differs.',
      'This cell is as published.',
      'This chapter is as published.',
      'The whole course is as published.',
    ]);
    expect(told).toEqual([]);
  });

  test('an edited cell is compared, and reset in a step that can be taken back', async () => {
    const { act, notebook, told, sources, pageState } = await open();
    await notebook.ready;
    notebook.edit('a', 'edited');
    await act('difference', 'a');
    expect(told).toEqual(['difference a']);
    await act('reset', 'a');
    expect(sources()).toEqual(['a', 'b', 'c']);
    expect(pageState.notice).toEqual({
      cellId: 'a',
      text: 'This cell is as published again.',
      undo: 'Reset a cell',
    });
    await act('undo', 'a');
    expect(sources()).toEqual(['edited', 'b', 'c']);
  });

  test('a chapter is reset alone, or all of the course; the focus leaves a cell that goes', async () => {
    const { act, notebook, own, sources, document, notice, pageState } = await openWithOwn();
    notebook.edit('a', 'edited');
    notebook.edit('c', 'edited too');
    await act('reset-chapter', own);
    expect(sources()).toEqual(['a', 'b', 'edited too']);
    expect([document.focused, notice()]).toEqual(['b', 'This chapter is as published again.']);
    await act('reset-all', 'b');
    expect(sources()).toEqual(['a', 'b', 'c']);
    expect(pageState.notice).toMatchObject({
      text: 'The whole course is as published again.',
      undo: 'Reset everything',
    });
  });
});

describe('keys', () => {
  test('commands wait for each other, and each is for the cell that has the focus by then', async () => {
    const { press, document, ids, sources } = await open();
    document.focused = 'b';
    press('b', 'b', 'd', 'd');
    await vi.waitFor(() => expect(sources()).toEqual(['a', 'b', 'c']));
    expect(ids()).toEqual(['a', 'b']);
    press('b', 'k', 'k');
    await vi.waitFor(() => expect(document.focused).toBe('a'));
  });

  test('what is typed while the editor is on its way is no command', async () => {
    const { press, on, told, ids, document } = await open();
    document.focused = 'a';
    let arrive = (): void => undefined;
    on.edit = () => new Promise((resolve) => (arrive = resolve));
    press('a', 'Enter');
    await vi.waitFor(() => expect(told).toEqual(['edit a']));
    press('a', 'd', 'd', 'b', 'z');
    arrive();
    await vi.waitFor(() => {
      press('a', 'j');
      expect(document.focused).toBe('b');
    });
    expect(ids()).toEqual(['a', 'b']);
    expect(told).toEqual(['edit a']);
  });

  test('one command that fails does not keep the next from being done', async () => {
    const { press, on, document, logged } = await open();
    document.focused = 'a';
    on.edit = () => Promise.reject(new TypeError('undefined is not a cell'));
    press('a', 'Enter');
    await vi.waitFor(() => expect(logged).toHaveLength(1));
    press('a', 'j');
    await vi.waitFor(() => expect(document.focused).toBe('b'));
  });
});

describe('what goes wrong is told at the cell', () => {
  const offline =
    'This could not be done: a part of the page could not be fetched. Check the connection and try again.';

  test('a part that could not be fetched as the network, with nothing logged', async () => {
    const { act, pageState, logged } = await open({});
    for (const command of ['undo', 'difference', 'reset', 'reset-chapter', 'reset-all'] as const) {
      await act(command, 'a');
      expect(pageState.notice, command).toEqual({ cellId: 'a', text: offline, undo: null });
    }
    expect(logged).toEqual([]);
  });

  test('a fault of the page as one, and it is logged', async () => {
    const { act, on, notice, logged } = await open();
    const fault = new TypeError('undefined is not a cell');
    on.run = () => {
      throw fault;
    };
    await act('run', 'a');
    expect(notice()).toContain('undefined is not a cell');
    expect(notice()).not.toContain('fetched');
    expect(logged).toEqual([fault]);
  });

  test('the next command takes the notice away', async () => {
    const { act, notice } = await open();
    await act('undo', 'a');
    await act('next', 'a');
    expect(notice()).toBeNull();
  });
});

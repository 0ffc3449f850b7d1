/** Carries out the commands of a cell. Loaded when a cell first has the focus. */
import { tick } from 'svelte';
import {
  cellInPage,
  focusCell,
  focusedCell,
  idsInPage,
  neighbourOf,
  type CellInPage,
  type FormatOutcome,
} from '../../../client/page/cells-in-page';
import { exportDialog } from '../../../client/page/export-dialog.svelte';
import { pageState } from '../../../client/page/page-state.svelte';
import { ignoreConnectionError } from '../../../client/errors/connection';
import { explain } from '../../../client/errors/unexpected';
import { notebook } from '../../../client/document/notebook.svelte';
import { runs } from '../../../client/run/runs.svelte';
import { kernel } from '../../../client/kernel/kernel.svelte';
import type { Advice } from '../typescript/advise';
import type { CommandId } from './commands';
import { KeySequence, type KeyPress } from './key-sequence';
import { openPalette } from './open-palette';
import { forgetStay, runOn } from './run-on.svelte';

const sequence = new KeySequence();

let queue: Promise<void> = Promise.resolve();

/** Ways into editors. What is typed on their cells' frames meanwhile is text that came too early, and no command. */
const ways = new Set<{ cellId: string }>();

async function onTheWay(cellId: string, enter: () => Promise<void>): Promise<void> {
  const way = { cellId };
  ways.add(way);
  await enter().finally(() => ways.delete(way));
}

/**
 * Takes a press on the frame of a cell. Fast fingers press the next key before the last one's cell is there: so
 * commands wait for each other, and each is for the cell that then has the focus.
 */
export function press(event: KeyPress, cell: CellInPage): void {
  if ([...ways].some(({ cellId }) => cellId === cell.id)) {
    sequence.forget();
    return;
  }
  const command = sequence.press(event);
  if (command === null) return;
  const take = () => act(command.id, focusedCell() ?? cell);
  const taken = () => (queue = queue.then(take));
  if (command.id === 'edit' || command.id === 'run-insert') void onTheWay(cell.id, taken);
  else void taken();
}

/** Does what a command says. What goes wrong is said at the cell. */
export async function act(command: CommandId, cell: CellInPage): Promise<void> {
  pageState.notice = null;
  if (command !== 'run-on') forgetStay();
  try {
    await acts[command](cell);
  } catch (error) {
    notice(
      cell.id,
      explain(
        error,
        'This could not be done: a part of the page could not be fetched. Check the connection and try again.',
      ),
    );
  }
}

const formatted: Readonly<Record<FormatOutcome, string>> = {
  changed: 'The code is laid out anew.',
  same: 'There was nothing to lay out anew.',
  unavailable:
    'The code could not be laid out: TypeScript could not be fetched. Check the connection and reload the page.',
};

const acts: Readonly<Record<CommandId, (cell: CellInPage) => void | Promise<void>>> = {
  export: () => {
    exportDialog.open = true;
  },
  run: (cell) => cell.run(),
  'run-on': (cell) => runOn(cell, () => goOn(cell)),
  'run-insert': (cell) => {
    cell.run();
    return insert(cell, 'below', 'edit');
  },
  'run-all': () => runs.runAll(),
  'run-above': ({ id }) => runs.runAbove(id),
  'run-below': ({ id }) => runs.runBelow(id),
  stop: () => runs.stop(),
  restart: ({ id }) => {
    kernel.restart();
    notice(id, 'The kernel starts anew with the next run.');
  },
  edit: (cell) => edit(cell),
  leave: ({ id }) => focusCell(id),
  next: ({ id }) => focusCell(neighbourOf(id, 1) ?? id),
  previous: ({ id }) => focusCell(neighbourOf(id, -1) ?? id),
  indentation: ({ id }) => {
    pageState.tabIndents = !pageState.tabIndents;
    notice(
      id,
      pageState.tabIndents
        ? 'Tab indents in editors. Escape, then Tab leaves them.'
        : 'Tab moves on, out of editors too.',
    );
  },
  format: async (cell) => notice(cell.id, formatted[await cell.format()]),
  'number-up': (cell) => step(cell, 1),
  'number-down': (cell) => step(cell, -1),
  complete: (cell) => advise(cell, 'complete'),
  type: (cell) => advise(cell, 'type'),
  call: (cell) => advise(cell, 'call'),
  problem: (cell) => advise(cell, 'problem'),
  'insert-above': (cell) => insert(cell, 'above', 'frame'),
  'insert-below': (cell) => insert(cell, 'below', 'frame'),
  delete: (cell) => remove(cell),
  undo: (cell) => travel(cell, 'undo'),
  redo: (cell) => travel(cell, 'redo'),
  difference: (cell) => differ(cell),
  reset: (cell) => reset(cell),
  'reset-chapter': (cell) => resetMany(cell, 'chapter'),
  'reset-all': (cell) => resetMany(cell, 'course'),
  palette: (cell) => openPalette((chosen) => void act(chosen, cell)),
};

/** Inserts a cell and goes there. */
export async function insert(
  cell: CellInPage,
  where: 'above' | 'below',
  then: 'frame' | 'edit',
): Promise<void> {
  await notebook.ready.catch(ignoreConnectionError);
  const id = notebook.insert(cell.id, where);
  await tick();
  focusCell(id);
  const inserted = cellInPage(id);
  if (then === 'edit' && inserted !== null) await edit(inserted);
}

function edit(cell: CellInPage): Promise<void> {
  return onTheWay(cell.id, () => cell.edit());
}

/** Shows at the cursor what TypeScript knows. */
async function advise(cell: CellInPage, wanted: Advice): Promise<void> {
  await edit(cell);
  const { advise } = await import('../typescript/advise');
  advise(cell, wanted);
}

/** Steps the number at the cursor. */
async function step(cell: CellInPage, steps: 1 | -1): Promise<void> {
  await edit(cell);
  const { stepInCell } = await import('../numbers/step-in-cell');
  stepInCell(cell.root, steps);
}

/** To the next cell. Below a last cell of the reader's own there is another one to write in, as in Jupyter. */
async function goOn(cell: CellInPage): Promise<void> {
  const next = neighbourOf(cell.id, 1);
  if (next !== null) focusCell(next);
  else if (isOwn(cell.id) && notebook.view(cell.id)?.source.trim() !== '')
    await insert(cell, 'below', 'edit');
  else focusCell(cell.id);
}

async function remove(cell: CellInPage): Promise<void> {
  if (!isOwn(cell.id)) {
    notice(cell.id, 'A cell of the course cannot be deleted: it can only be reset to what was published.');
    return;
  }
  const beside = neighbourOf(cell.id, -1) ?? neighbourOf(cell.id, 1);
  notebook.remove(cell.id);
  await tick();
  if (beside === null) return;
  focusCell(beside);
  noticeUndoable(beside, 'Your cell is deleted.');
}

/** Takes a step back or forth, and goes to the cell that it brings. */
async function travel(cell: CellInPage, command: 'undo' | 'redo'): Promise<void> {
  await notebook.ready;
  const label = command === 'undo' ? notebook.undoLabel : notebook.redoLabel;
  if (label === null) {
    notice(cell.id, `There is nothing to ${command}.`);
    return;
  }
  const before = idsInPage();
  const place = before.indexOf(cell.id);
  if (command === 'undo') notebook.undo();
  else notebook.redo();
  await tick();
  const after = idsInPage();
  const brought = after.find((id) => !before.includes(id));
  const there = brought ?? (after.includes(cell.id) ? cell.id : after[Math.max(place - 1, 0)]);
  if (there === undefined) return;
  focusCell(there);
  notice(there, `${command === 'undo' ? 'Undone' : 'Done again'}: ${label}.`);
}

async function differ(cell: CellInPage): Promise<void> {
  await notebook.ready;
  if (cell.id in notebook.changes.edits) cell.toggleDifference();
  else
    notice(
      cell.id,
      isOwn(cell.id)
        ? 'Your own cell was never published: there is nothing that it differs from.'
        : 'This cell is as published: nothing differs.',
    );
}

async function reset({ id }: CellInPage): Promise<void> {
  await notebook.ready;
  if (!(id in notebook.changes.edits)) {
    notice(
      id,
      isOwn(id) ? 'Your own cell was never published: it can be deleted.' : 'This cell is as published.',
    );
    return;
  }
  notebook.reset(id);
  noticeUndoable(id, 'This cell is as published again.');
}

async function resetMany({ id }: CellInPage, what: 'chapter' | 'course'): Promise<void> {
  await notebook.ready;
  const chapter = notebook.sources().find(({ cell }) => cell.id === id)?.cell.chapter;
  if (chapter === undefined) return;
  const concerned = notebook.sources().flatMap(({ cell }) => {
    const changed = cell.role === 'scratch' || cell.id in notebook.changes.edits;
    return changed && (what === 'course' || cell.chapter === chapter) ? [cell.id] : [];
  });
  const subject = what === 'course' ? 'The whole course' : 'This chapter';
  if (concerned.length === 0) {
    notice(id, `${subject} is as published.`);
    return;
  }
  const way = [...idsUpFrom(id), ...idsInPage()];
  if (what === 'course') notebook.resetAll();
  else notebook.resetChapter(chapter);
  await tick();
  const left = idsInPage();
  const there = way.find((other) => left.includes(other));
  if (there === undefined) return;
  if (there !== id) focusCell(there);
  noticeUndoable(there, `${subject} is as published again.`);
}

/** The cell and those before it in the page, the nearest first. */
function idsUpFrom(id: string): readonly string[] {
  const ids = idsInPage();
  return ids.slice(0, ids.indexOf(id) + 1).toReversed();
}

function isOwn(cellId: string): boolean {
  return notebook.changes.scratch.some(({ id }) => id === cellId);
}

function notice(cellId: string, text: string): void {
  pageState.notice = { cellId, text, undo: null };
}

function noticeUndoable(cellId: string, text: string): void {
  pageState.notice = { cellId, text, undo: notebook.undoLabel };
}

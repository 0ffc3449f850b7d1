import type { Cell } from './cell';
import { hash } from './hash';

/** A cell that ran, and the source it ran with. */
export interface HistoryEntry {
  cellId: string;
  hash: string;
}

/** What the present sources say about one cell. */
export interface Stamped {
  cell: Cell;
  source: string;
  /** Hash of the cell's own source. */
  hash: string;
  /** The cells above that its output depends on: all but slow ones, exercises and those without a word. */
  above: readonly HistoryEntry[];
  /** Over the sources of `above` and its own: an output is stale exactly when its stamp is no longer this one. */
  stamp: string;
}

/**
 * Stamps every cell, in the notebook's order.
 *
 * @param edits changed sources by cell id
 */
export function stampCells(
  cells: readonly Cell[],
  edits: Readonly<Record<string, { source: string }>> = {},
): readonly Stamped[] {
  let above: readonly HistoryEntry[] = [];
  return cells.map((cell) => {
    const source = edits[cell.id]?.source ?? cell.source;
    const own = { cellId: cell.id, hash: hash(source) };
    const run = [...above, own];
    const stamped = {
      cell,
      source,
      hash: own.hash,
      above,
      stamp: hash(run.map((entry) => entry.hash).join()),
    };
    if (!cell.slow && cell.role !== 'exercise' && !isBlank(stamped)) above = run;
    return stamped;
  });
}

/** Running it does nothing, so that nothing depends on it: a reader may insert a cell before they know what for. */
export function isBlank({ source }: Pick<Stamped, 'source'>): boolean {
  return source.trim() === '';
}

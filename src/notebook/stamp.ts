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
  /** The cell's own source. */
  hash: string;
  /** The cells above that its output depends on: all but the slow ones. */
  above: readonly HistoryEntry[];
  /**
   * Over the sources of the cells above (slow ones aside) and its own: an output is stale exactly when
   * its stamp is no longer this one.
   */
  stamp: string;
}

/** Changed sources by cell id. A cell that is not in it has the source it was published with. */
export type Edits = Readonly<Record<string, string>>;

/** Stamps every cell, in the notebook's order. */
export function stampCells(cells: readonly Cell[], edits: Edits): readonly Stamped[] {
  let above: readonly HistoryEntry[] = [];
  return cells.map((cell) => {
    const source = edits[cell.id] ?? cell.source;
    const own = { cellId: cell.id, hash: hash(source) };
    const run = [...above, own];
    const stamped = {
      cell,
      source,
      hash: own.hash,
      above,
      stamp: hash(run.map((entry) => entry.hash).join()),
    };
    if (!cell.slow) above = run;
    return stamped;
  });
}

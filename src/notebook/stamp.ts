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
  /**
   * The cells above that its output depends on: all but exercises, those without a word, and slow ones that are not
   * kept, with what stands after them. A slow cell runs as if no other slow one had, unless another cell stands
   * between, which may need the other.
   */
  above: readonly HistoryEntry[];
  /** Over the sources of `above` and its own: an output is stale exactly when its stamp is no longer this one. */
  stamp: string;
  /** The same as if no slow cell had run: of what was published. */
  plainStamp: string;
}

/**
 * Stamps every cell, in the notebook's order.
 *
 * @param edits changed sources by cell id
 * @param isKept whether what a slow cell made can be had; none can if left out
 */
export function stampCells(
  cells: readonly Cell[],
  edits: Readonly<Record<string, { source: string }>> = {},
  isKept: (slow: Stamped) => boolean = () => false,
): readonly Stamped[] {
  let plain: readonly HistoryEntry[] = [];
  let all: readonly HistoryEntry[] = [];
  const kept = new Set<string>();
  let mixed = false;
  return cells.map((cell) => {
    const source = edits[cell.id]?.source ?? cell.source;
    const own = { cellId: cell.id, hash: hash(source) };
    const above = cell.slow && !mixed ? plain : all;
    const stamped = {
      cell,
      source,
      hash: own.hash,
      above,
      stamp: stampOf([...above, own]),
      plainStamp: stampOf([...plain, own]),
    };
    if (cell.role === 'exercise' || isBlank(stamped)) return stamped;
    if (cell.slow) {
      if (!isKept(stamped)) return stamped;
      kept.add(cell.id);
      all = [...all, own];
    } else if (cell.after === undefined) {
      plain = [...plain, own];
      all = [...all, own];
      mixed ||= kept.size > 0;
    } else if (kept.has(cell.after)) all = [...all, own];
    return stamped;
  });
}

function stampOf(run: readonly HistoryEntry[]): string {
  return hash(run.map((entry) => entry.hash).join());
}

/** Running it does nothing, so that nothing depends on it: a reader may insert a cell before they know what for. */
export function isBlank({ source }: Pick<Stamped, 'source'>): boolean {
  return source.trim() === '';
}

/** What lists of cells describe, each found once. */
import type { Described, Description, SourceCell } from '../../notebook/described-network';
import type { Stamped } from '../../notebook/stamp';

/** Reads cells, in their order. */
export type Describe = (cells: readonly SourceCell[]) => Description;

export class DescriptionCache {
  readonly #describe: Describe;
  /** By the notebook's state, and by the last of the cells that are asked about. */
  readonly #known = new WeakMap<readonly Stamped[], Map<string, Described | null>>();
  /** What was found last, for while a cell is half written. */
  readonly #last = new Map<string, Described>();

  constructor(describe: Describe) {
    this.#describe = describe;
  }

  /** @param notebook all cells as they stand; they change as a whole */
  of(notebook: readonly Stamped[], cells: readonly Stamped[]): Described | null {
    const known = this.#known.get(notebook) ?? new Map<string, Described | null>();
    this.#known.set(notebook, known);
    const end = cells.at(-1)?.cell.id ?? '';
    const found = known.get(end);
    if (found !== undefined) return found;
    const described = this.#describe(cells.map(({ cell, source }) => ({ id: cell.id, source })));
    const typed =
      described === 'unread' ? (this.#last.get(end) ?? null) : described === 'unknown' ? null : described;
    if (typed) this.#last.set(end, typed);
    else this.#last.delete(end);
    known.set(end, typed);
    return typed;
  }
}

/** What lists of cells describe, each found once. */
import type { Network } from '../../model/layer';
import type { Stamped } from '../../notebook/stamp';

/** What a list of cells describes, and who makes which layer. */
export interface TypedNetwork {
  network: Network;
  /** The id of the cell that adds each layer, by the layer's name. */
  madeBy: Readonly<Record<string, string>>;
  /** The first layer that does not fit, in words; no layer behind it is in `network`. */
  misfit: { cellId: string; line: number; message: string } | null;
}

/** Reads cells; 'unread' while one is half written, 'unknown' where only a run can tell. */
export type Describe = (
  cells: readonly { id: string; source: string }[],
) => TypedNetwork | 'unread' | 'unknown';

export class DescriptionCache {
  readonly #describe: Describe;
  /** By the notebook's state, and by the last of the cells that are asked about. */
  readonly #known = new WeakMap<readonly Stamped[], Map<string, TypedNetwork | null>>();
  /** What was found last, for while a cell is half written. */
  readonly #last = new Map<string, TypedNetwork>();

  constructor(describe: Describe) {
    this.#describe = describe;
  }

  /** @param notebook all cells as they stand; they change as a whole */
  of(notebook: readonly Stamped[], cells: readonly Stamped[]): TypedNetwork | null {
    const known = this.#known.get(notebook) ?? new Map<string, TypedNetwork | null>();
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

/** The networks that the sources describe as they stand. Fetched with the first edit, with what reads the cells. */
import { addressOf } from '../addresses/cell-address';
import { shownResult, type Session } from '../../notebook/session';
import { isPublished } from '../../notebook/cell';
import { changedSinceRun } from '../../notebook/cell-view';
import type { Described } from '../../notebook/described-network';
import { isBlank, type Stamped } from '../../notebook/stamp';
import { DescriptionCache, type Describe } from './description-cache';
import type { LiveNetwork } from './shown-network';

export class TypedNetworks {
  readonly #session: () => Session | null;
  readonly #descriptions: DescriptionCache;
  /** Apart: what is published must not stand in for the reader's cell while that is half written. */
  readonly #ofPublished: DescriptionCache;

  constructor(session: () => Session | null, describe: Describe) {
    this.#session = session;
    this.#descriptions = new DescriptionCache(describe);
    this.#ofPublished = new DescriptionCache(describe);
  }

  /**
   * As far as the end of a chapter; null while every cell of it has run as it stands, or shows what was published, and
   * where the network is not known.
   *
   * @param chapter null, or one without cells: all of it
   */
  through(chapter: string | null): LiveNetwork | null {
    const session = this.#session();
    const cells = session ? buildingThrough(session.present, chapter) : [];
    if (!session || !cells.some((cell) => hasToRun(session, cell))) return null;
    const typed = this.#descriptions.of(session.present, cells);
    if (!typed) return null;
    const cellOf = Object.entries(typed.madeBy).map(([layer, id]): [string, string] => {
      const maker = cells.find(({ cell }) => cell.id === id)?.cell;
      return [layer, maker ? addressOf(maker) : ''];
    });
    return {
      network: typed.network,
      name: null,
      standing: 'typed',
      cellOf: Object.fromEntries(cellOf),
      lastCell: typed.madeBy[typed.network.layers.at(-1)?.name ?? ''] ?? null,
      reached: cells.map(({ cell }) => cell.id),
    };
  }

  /** As far as a cell, it included; null where it is not known. */
  throughCell(cells: readonly Stamped[], cellId: string): Described | null {
    const end = cells.findIndex(({ cell }) => cell.id === cellId);
    const own = cells[end];
    if (!own) return null;
    const above = buildingThrough(cells.slice(0, end), null);
    return this.#descriptionsOf(cells).of(cells, [...above, own]);
  }

  /** All cells together. */
  whole(cells: readonly Stamped[]): Described | null {
    return this.#descriptionsOf(cells).of(cells, buildingThrough(cells, null));
  }

  #descriptionsOf(cells: readonly Stamped[]): DescriptionCache {
    return cells === this.#session()?.published ? this.#ofPublished : this.#descriptions;
  }
}

/** Nothing depends on an exercise, nor on what a slow cell leaves. */
function buildingThrough(cells: readonly Stamped[], chapter: string | null): readonly Stamped[] {
  const end = cells.findLastIndex(({ cell }) => cell.chapter === chapter);
  return cells
    .slice(0, end === -1 ? undefined : end + 1)
    .filter(({ cell }) => isPublished(cell) || cell.role === 'scratch');
}

/** Whether what a cell shows was made from other sources than the present ones, or may be: while it runs. */
function hasToRun(session: Session, present: Stamped): boolean {
  const result = shownResult(session, present.cell.id);
  if (result?.outcome === 'running' || result?.missing === 'networks') return true;
  // A new cell without a word is nothing to run.
  if (!result && present.cell.role === 'scratch' && isBlank(present)) return false;
  return changedSinceRun(session, present) !== null;
}

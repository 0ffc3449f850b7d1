import type { Network } from '../../model/layer';
import { rows, type Row } from '../../model/rows';
import { taken } from '../../model/network-shapes';
import { ShapeError } from '../../model/shapes';
import type { Standing } from '../../notebook/network-standing';

/** A network, and where each of its layers is made. */
export interface Built {
  network: Network;
  /** Addresses of cells by layer name: '/conv1/#cell-conv1'. */
  cellOf: Readonly<Record<string, string>>;
}

/** What the reader's cells have built, or describe. */
export interface LiveNetwork extends Built {
  standing: Exclude<Standing, 'published'>;
  /** Of a network that the reader chose to look at; null for the one that the page looks at by itself. */
  name: string | null;
  /** The cell that adds the last layer; null if none is known. */
  lastCell: string | null;
  /** Ids of the cells as far as it goes, also of those that add no layer. */
  reached: readonly string[];
}

interface PublishedNetwork {
  network: Network;
  /** Left out where nobody asks. */
  cellOf?: Readonly<Record<string, string>>;
  /** The cell that adds the last layer; null if there is none. */
  lastCell: string | null;
}

/** The published network, as it is shown. */
type AsPublished<Published> = Published & { name: null; standing: 'published' };

/**
 * Which network a page is about: what the reader's cells have built, if it departs from the published one. While it
 * is on its way through the cells of the published one, that one is shown: it says how it goes on.
 *
 * @param live the network that was chosen; what ran in this visit, as far as the end of the page's chapter; null if nothing did
 * @param published as of the end of the page's chapter
 */
export function shownNetwork<Published extends PublishedNetwork>(
  live: LiveNetwork | null,
  published: Published,
): LiveNetwork | AsPublished<Published> {
  if (live !== null && departs(live, published)) {
    // Of a layer whose cell shows what was published, nothing of the reader's knows where it was made.
    return live.name === null ? { ...live, cellOf: { ...published.cellOf, ...live.cellOf } } : live;
  }
  return { ...published, name: null, standing: 'published' };
}

function departs(live: LiveNetwork, published: PublishedNetwork): boolean {
  if (live.name !== null || !isBeginningOf(live.network, published.network)) return true;
  const isShorter = live.network.layers.length < published.network.layers.length;
  return isShorter && hasReached(live, published.lastCell);
}

/** Whether a cell has run: what it once added, and the network has not, is not on its way. */
export function hasReached(live: LiveNetwork, cellId: string | null): boolean {
  return cellId !== null && live.reached.includes(cellId);
}

export function isBeginningOf(part: Network, whole: Network): boolean {
  const { length } = part.layers;
  if (length > whole.layers.length) return false;
  return (
    length === 0 ||
    (same(part.inputShape, whole.inputShape) &&
      part.layers.every((layer, index) => same(layer, whole.layers[index])) &&
      same(taken(part), taken(whole).slice(0, length)))
  );
}

/** Layers are plain data, made in one place with their keys in one order. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export interface FittedRows {
  rows: readonly Row[];
  /** Why there are no rows, for the reader; null if the network can be drawn. */
  problem: string | null;
}

/** The rows of a network, or what keeps it from being drawn. */
export function rowsOf(network: Network): FittedRows {
  if (network.undrawn !== undefined) return { rows: [], problem: network.undrawn };
  try {
    return { rows: rows(network), problem: null };
  } catch (error) {
    if (error instanceof ShapeError)
      return { rows: [], problem: `The layers do not fit each other: ${error.message}.` };
    throw error;
  }
}

/** What is to be told below a cell about the network that it makes: what is another than before, and than published. */
import { addressOf } from '../../../client/addresses/cell-address';
import { notebook } from '../../../client/document/notebook.svelte';
import { typedNetworks } from '../../../client/network/typed-network.svelte';
import type { Network } from '../../../model/layer';
import { ownNetwork } from '../../../notebook/built-network';
import { isPublished, nameOf, type CellState } from '../../../notebook/cell';
import type { Output } from '../../../notebook/output';
import { changesBetween, totalsOf, type ChangedLayer, type Totals } from './changes';

export interface Told {
  /** What it is compared with, and whether it has run. */
  title: string;
  layers: readonly ChangedLayer[];
}

/** A network as far as a cell, and the layers that this one adds. */
interface Made {
  network: Network;
  added: readonly string[];
}

/** Layers of cells below, which have not run since. */
export interface Below {
  layers: readonly string[];
  before: Totals;
  after: Totals;
}

/** A layer that does not fit. */
export interface Misfit {
  message: string;
  line: number;
  /** The cell that it stands in; null for the one that this is told at. */
  cell: { name: string; href: string } | null;
}

type Outputs = readonly Output[] | null;

/**
 * @param before what the cell showed before it ran last; null for what was published
 * @param now what it shows
 */
export function whatIsTold(id: string, state: CellState, before: Outputs, now: Outputs): readonly Told[] {
  const asPublished = publishedAt(id);
  const shown = shownBy(now, asPublished);
  if (state === 'edited' || state === 'stale') {
    const typed = madeAsTyped(id);
    // Behind a layer that does not fit nothing is known.
    if (typed === null) return [];
    const title = state === 'edited' ? 'As typed, not run yet' : 'As the sources stand now, not run yet';
    return listed([[title, shown ?? nothingOwn(typed), typed]]);
  }
  if (state !== 'done' || !shown) return [];
  const published = asPublished ?? nothingOwn(shown);
  const was = shownBy(before, published);
  const isAsBefore = !was || compared(was, shown).length === 0;
  const wasPublished = !was || !published || compared(published, was).length === 0;
  return listed([
    isAsBefore || wasPublished ? ['', null, null] : ['Changed by this run', was, shown],
    ['Changed from the published course', published, shown],
  ]);
}

function listed(pairs: readonly (readonly [string, Made | null, Made | null])[]): readonly Told[] {
  return pairs.flatMap(([title, before, after]) => {
    const layers = before && after ? compared(before, after) : [];
    return layers.length > 0 ? [{ title, layers }] : [];
  });
}

function compared(before: Made, after: Made): readonly ChangedLayer[] {
  const own = new Set([...before.added, ...after.added]);
  return changesBetween(before.network, after.network, (layer) => own.has(layer));
}

function shownBy(outputs: Outputs, published: Made | null): Made | null {
  if (outputs === null) return published;
  const shown = ownNetwork(outputs);
  return shown && shown.network.undrawn === undefined ? shown : null;
}

function publishedAt(id: string): Made | null {
  return madeBy(id, typedNetworks.throughCell(notebook.published, id));
}

function madeAsTyped(id: string): Made | null {
  const typed = typedNetworks.throughCell(notebook.sources(), id);
  return typed?.misfit ? null : madeBy(id, typed);
}

function madeBy(id: string, typed: ReturnType<typeof typedNetworks.throughCell>): Made | null {
  if (!typed) return null;
  const { network } = typed;
  return { network, added: network.layers.flatMap(({ name }) => (typed.madeBy[name] === id ? [name] : [])) };
}

/** The same without the cell's own layers: what was there before a cell of the reader's own. */
function nothingOwn(made: Made | null): Made | null {
  if (!made) return null;
  const { network, added } = made;
  return {
    network: { ...network, layers: network.layers.filter(({ name }) => !added.includes(name)) },
    added: [],
  };
}

/** What changes further down, where it has not run; null if nothing does. */
export function whatIsBelow(id: string): Below | null {
  const whole = typedNetworks.whole(notebook.sources());
  const published = typedNetworks.whole(notebook.published);
  if (!whole || !published || whole.misfit) return null;
  const cells = notebook.sources().map(({ cell }) => cell.id);
  const place = cells.indexOf(id);
  const isBelow = (layer: string) => {
    const maker = whole.madeBy[layer] ?? published.madeBy[layer] ?? '';
    const state = notebook.view(maker)?.state;
    return cells.indexOf(maker) > place && (state === 'stale' || state === 'edited');
  };
  const layers = changesBetween(published.network, whole.network, isBelow).map(({ name }) => name);
  if (layers.length === 0) return null;
  return { layers, before: totalsOf(published.network), after: totalsOf(whole.network) };
}

function isPartOfWhole(id: string): boolean {
  const cell = notebook.sources().find((present) => present.cell.id === id)?.cell;
  return cell !== undefined && (isPublished(cell) || cell.role === 'scratch');
}

/** The first layer that does not fit, if it is this cell's or further down; null if all fit. */
export function whatDoesNotFit(id: string): Misfit | null {
  const cells = notebook.sources();
  const whole = typedNetworks.whole(cells);
  // An exercise stands apart; and where a cell further down is not known, those above it may be.
  const misfit = whole && isPartOfWhole(id) ? whole.misfit : typedNetworks.throughCell(cells, id)?.misfit;
  const maker = cells.find(({ cell }) => cell.id === misfit?.cellId)?.cell;
  if (!misfit || !maker) return null;
  const { message, line } = misfit;
  if (maker.id === id) return { message, line, cell: null };
  const place = (wanted: string) => cells.findIndex(({ cell }) => cell.id === wanted);
  if (place(maker.id) < place(id)) return null;
  return { message, line, cell: { name: nameOf(maker), href: addressOf(maker) } };
}

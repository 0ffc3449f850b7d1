import type { Network } from '../model/layer';
import type { ModelOutput, Output } from './output';
import { shownResult, type Result, type Session } from './session';
import { isBlank } from './stamp';

/** A network, and the cell that made each of its layers. */
export interface MadeNetwork {
  network: Network;
  /** The id of the cell that added each layer, by the layer's name. */
  madeBy: Readonly<Record<string, string>>;
  /** Ids of the cells as far as it goes, also of those that ran and made no layer: it goes on without what they once added. */
  reached: readonly string[];
  /** The cell that adds its last layer; null if it has none. */
  lastCell: string | null;
  /** An earlier visit made it, and this one nothing of it or only a part. */
  isKept: boolean;
}

/** As long as cells ran, and none of them made a layer. One object, as every network stays one while no cell runs. */
const NO_LAYERS: Network = { name: '', inputShape: null, layers: [] };

/**
 * The network that the cells which ran made together, in this visit or in one before it, as far as they belong
 * together: if an edited cell has run anew and those below it have not, what those show is of an older network, and
 * this one ends above them. An edit that has not run changes nothing. Null if no cell of it ran.
 *
 * @param chapter the network as far as the end of this chapter is wanted; null, or one without cells: all of it
 */
export function madeNetwork(session: Session, chapter: string | null = null): MadeNetwork | null {
  const shownBy: ShownBy[] = [];
  const reached: string[] = [];
  const ran = new Map<string, Result>();
  let isReached = false;
  let isKept = false;
  const end = session.present.findLastIndex(({ cell }) => cell.chapter === chapter);
  for (const present of session.present.slice(0, end === -1 ? undefined : end + 1)) {
    const { cell } = present;
    const shown = shownResult(session, cell.id);
    // Of a cell that was emptied, what was made without it says nothing; nor does what is kept without its networks.
    const result = isBlank(present) || shown?.missing === 'networks' ? null : shown;
    // Nothing depends on these.
    const isAside = cell.slow || cell.after !== undefined || cell.role === 'exercise';
    if (result !== null && !belongs(result, ran)) {
      if (isAside) continue;
      break;
    }
    if (!isAside) {
      if (result !== null) ran.set(cell.id, result);
      // What ran without a word adds nothing, nor does a cell of the reader's own that has not run.
      const isPassed = cell.role === 'scratch' || (shown !== null && isBlank(shown.madeFrom));
      isReached = result === null ? isReached && isPassed : result.outcome === 'done';
      if (isReached) reached.push(cell.id);
    }
    if (result !== null && (!isAside || ownNetwork(result.outputs ?? [])))
      isKept = result.missing !== undefined;
    shownBy.push({ cellId: cell.id, outputs: result?.outputs ?? [] });
  }
  const { network: made, madeBy } = networkShownBy(shownBy);
  const network = made ?? (reached.length > 0 ? NO_LAYERS : null);
  const lastCell = madeBy[network?.layers.at(-1)?.name ?? ''] ?? null;
  return network && { network, madeBy, reached, lastCell, isKept };
}

/** What a cell shows. */
export interface ShownBy {
  cellId: string;
  outputs: readonly Output[];
}

/**
 * The network that cells make together, and the cell that made each layer, by layer name.
 *
 * @param cells in order
 * @returns no network if none of them shows one
 */
export function networkShownBy(cells: readonly ShownBy[]): {
  network: Network | null;
  madeBy: Readonly<Record<string, string>>;
} {
  let network: Network | null = null;
  const madeBy: Record<string, string> = {};
  for (const { cellId, outputs } of cells) {
    const model = ownNetwork(outputs);
    if (model === undefined) continue;
    network = model.network;
    for (const layer of model.added) madeBy[layer] = cellId;
  }
  return { network, madeBy };
}

/**
 * The network that the kernel holds, if it is alive. A cell that ran again has taken those below it out of the
 * kernel; the page still shows what they made.
 */
export function heldNetwork(session: Session): Network | null {
  // After an error or a stop nobody knows: what was made is there, as far as it came.
  if (session.history === null) {
    const results = Object.entries(session.results).filter(([, { missing }]) => missing === undefined);
    const network = madeNetwork({ ...session, results: Object.fromEntries(results) })?.network ?? null;
    return network === NO_LAYERS ? null : network;
  }
  const outputs = session.history.flatMap(({ cellId }) => session.results[cellId]?.outputs ?? []);
  return ownNetwork(outputs)?.network ?? null;
}

/** The last that a cell shows of the network that pages look at by themselves. */
export function ownNetwork(outputs: readonly Output[]): ModelOutput | undefined {
  return outputs.findLast(
    (output): output is ModelOutput => output.kind === 'model' && output.variable === undefined,
  );
}

/** Whether a result was made from what the cells above it show now. */
function belongs({ madeFrom }: Result, ran: ReadonlyMap<string, Result>): boolean {
  const above = new Map(madeFrom.above.map(({ cellId, hash }) => [cellId, hash]));
  return [...ran].every(
    ([cellId, { madeFrom, outcome }]) => above.get(cellId) === madeFrom.hash && isSound(outcome),
  );
}

function isSound(outcome: Result['outcome']): boolean {
  return outcome === 'done' || outcome === 'running';
}

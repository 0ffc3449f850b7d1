/** The network that the reader's cells have built, in this visit or before, or the one that was chosen, and how much of it the kernel holds. */
import type { Network } from '../../model/layer';
import { heldNetwork, madeNetwork } from '../../notebook/built-network';
import { ReaderError } from '../../notebook/reader-error';
import type { Ask } from '../../kernel/questions';
import { addressOf } from '../addresses/cell-address';
import { tabSession } from '../document/tab-session.svelte';
import { cellsDeclaring } from '../../notebook/declared-in';
import type { HeldNetwork } from '../../notebook/messages';
import { kernel } from '../kernel/kernel.svelte';
import { chosenNetwork } from './chosen-network.svelte';
import { isBeginningOf, type LiveNetwork } from './shown-network';
import { typedNetworks } from './typed-network.svelte';

/**
 * What the page looks at: what the sources describe while some of them have not run, or else what was built. That stays
 * through edits that describe the same network, as what was traced in it does.
 */
export function seenThrough(chapter: string | null): LiveNetwork | null {
  const typed = chosenNetwork.current ? null : typedNetworks.through(chapter);
  const built = builtThrough(chapter);
  const isBuilt =
    typed !== null &&
    built !== null &&
    isBeginningOf(typed.network, built.network) &&
    isBeginningOf(built.network, typed.network);
  return isBuilt ? built : (typed ?? built);
}

/** The network that was chosen, or else the one that the cells which ran made, in this visit or before; null while it has no layers. */
export function builtNetwork(): LiveNetwork | null {
  const built = builtThrough(null);
  return built?.network.layers.length === 0 ? null : built;
}

/**
 * What was built as far as the end of a chapter, be it without layers; null or a chapter without cells: all of it. A
 * network that was chosen is the same in every chapter.
 */
function builtThrough(chapter: string | null): LiveNetwork | null {
  const session = tabSession.current;
  if (chosenNetwork.current) return madeByOneCell(chosenNetwork.current);
  const made = session && madeNetwork(session, chapter);
  // Of one without layers, an earlier visit has left nothing to show.
  if (made === null || (made.network.layers.length === 0 && made.isKept)) return null;
  const { network, reached, lastCell } = made;
  const addressOfCell = new Map(session?.present.map(({ cell }) => [cell.id, addressOf(cell)] as const));
  const cellOf = Object.fromEntries(
    Object.entries(made.madeBy).map(([layer, cellId]) => [layer, addressOfCell.get(cellId) ?? '']),
  );
  return { network, name: null, standing: made.isKept ? 'kept' : 'built', cellOf, reached, lastCell };
}

/** A chosen network, of which only the cell is known that declares its name. */
function madeByOneCell({ name, network }: HeldNetwork): LiveNetwork {
  const cell = name === null ? undefined : cellsDeclaring(name, tabSession.current?.present ?? []).at(-1);
  const made = cell ? network.layers.map((layer): [string, string] => [layer.name, addressOf(cell)]) : [];
  return {
    network,
    name,
    standing: 'built',
    cellOf: Object.fromEntries(made),
    reached: [],
    lastCell: cell?.id ?? null,
  };
}

/** The network that the kernel holds now, the chosen one if there is one; null if there is none. */
export function networkInKernel(): Network | null {
  if (chosenNetwork.current) return chosenNetwork.current.network;
  return tabSession.current && kernel.memory && heldNetwork(tabSession.current);
}

/** The name by which the kernel is asked about the network that was chosen; null for the one that the page looks at by itself. */
export function nameInKernel(): string | null {
  return chosenNetwork.current?.name ?? null;
}

/** Why the kernel cannot be asked about its network, for the reader; null if it can. */
export function whyNotAsked(): string | null {
  if (tabSession.current?.run) {
    return 'The notebook is running. The network can be looked into when it has ended.';
  }
  if (networkInKernel() !== null && kernel.status.state === 'ready') return null;
  return 'The network has to run first: nothing of it is in this browser yet.';
}

/** Asks the kernel about the network that it holds. @throws {ReaderError} if it cannot be asked now, or cannot answer */
export const askNetwork = (async (question, ...parameters) => {
  const reason = whyNotAsked();
  if (reason !== null) throw new ReaderError(reason);
  return kernel.ask(question, ...parameters);
}) as Ask;

/** What of the reader's the network on show says nothing of, and what to run for it. */
import { nameAsShown } from '../../notebook/cell-view';
import type { MissingCell, Standing } from '../../notebook/network-standing';
import { unrunCells } from '../../notebook/unrun-cells';
import { addressOf } from '../addresses/cell-address';
import { tabSession } from '../document/tab-session.svelte';
import { chosenNetwork } from './chosen-network.svelte';

/** The changed cells that have not run as they stand, as far as the end of a chapter; null: all of them. */
export function missingCells(chapter: string | null): readonly MissingCell[] {
  const session = tabSession.current;
  if (session === null || chosenNetwork.current) return [];
  return unrunCells(session, chapter).map(({ cell, because }) => ({
    id: cell.id,
    name: nameAsShown(session, cell),
    href: addressOf(cell),
    because,
  }));
}

/** The cell to run so that what is on show, and what is missing from it, is in the kernel; null if there is nothing to run. */
export function cellToRun(
  { standing, lastCell }: { standing: Standing; lastCell: string | null },
  missing: readonly MissingCell[],
): string | null {
  const wanted = missing.map(({ id }) => id);
  if (lastCell !== null && (standing === 'kept' || standing === 'typed')) wanted.push(lastCell);
  const present = tabSession.current?.present ?? [];
  return present.findLast(({ cell }) => wanted.includes(cell.id))?.cell.id ?? null;
}

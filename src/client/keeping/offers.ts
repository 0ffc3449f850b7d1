/** Cells of which there are two versions, and what a reader may do about them. */
import {
  insertCell,
  orphanedEdits,
  outdatedCells,
  replaceSource,
  resetCell,
  settleCell,
} from '../../notebook/change-session';
import type { Held } from './keeper';

export interface Offer {
  cellId: string;
  /** Whose the other version is: the author's, who has published it since, or the reader's in another tab. */
  from: 'author' | 'tab';
  /** What both were made from. */
  base: string;
  mine: string;
  theirs: string;
}

/** A text of the reader's whose cell is gone. */
export interface Orphan {
  cellId: string;
  source: string;
}

/** What waits for the reader at a cell; null if nothing does. */
export function offerFor({ session, rivals }: Held, cellId: string): Offer | null {
  const mine = session.present.find(({ cell }) => cell.id === cellId)?.source;
  if (mine === undefined) return null;
  const rival = rivals.find((other) => other.cellId === cellId);
  if (rival) return { cellId, from: 'tab', base: rival.base, mine, theirs: rival.source };
  const outdated = outdatedCells(session).find(({ id }) => id === cellId);
  if (!outdated) return null;
  return { cellId, from: 'author', base: outdated.edit.base, mine, theirs: outdated.published };
}

/** The cell says `source` from now on, and the offer is gone. It can be taken back, and so can what was not chosen. */
export function settleOffer({ session, rivals }: Held, offer: Offer, source: string): Held {
  const { cellId, theirs } = offer;
  if (offer.from === 'author') return { session: settleCell(session, cellId, source), rivals };
  const label = 'Choose a version';
  // By way of the other version, so that it stays within reach.
  const past = source === theirs ? session : replaceSource(session, cellId, label, theirs);
  return {
    session: replaceSource(past, cellId, label, source),
    rivals: rivals.filter((rival) => rival.cellId !== cellId || rival.source !== theirs),
  };
}

/** Texts of the reader's that no cell of the course shows any more. */
export function orphansOf({ session, rivals }: Held): readonly Orphan[] {
  const here = new Set(session.present.map(({ cell }) => cell.id));
  return [
    ...orphanedEdits(session).map(({ id, edit }) => ({ cellId: id, source: edit.source })),
    ...rivals
      .filter(({ cellId }) => !here.has(cellId) && !(cellId in session.changes.edits))
      .map(({ cellId, source }) => ({ cellId, source })),
  ];
}

/**
 * Makes a text whose cell is gone a cell of the reader's own, at the end of the course.
 *
 * @param id of the new cell
 */
export function adoptOrphan({ session, rivals }: Held, { cellId, source }: Orphan, id: string): Held {
  const last = session.present.at(-1)?.cell.id;
  if (last === undefined) return { session, rivals };
  const inserted = insertCell(session, { beside: last, where: 'below' }, { id, source });
  return {
    session: cellId in session.changes.edits ? resetCell(inserted, cellId) : inserted,
    rivals: rivals.filter((rival) => rival.cellId !== cellId || rival.source !== source),
  };
}

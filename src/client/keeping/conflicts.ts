/** Cells of which there are two versions, and what a reader may do about them. */
import {
  insertCell,
  orphanedEdits,
  outdatedCells,
  replaceSource,
  resetCell,
  settleCell,
} from '../../notebook/change-session';
import type { TabDocument } from './sync';

export interface Conflict {
  cellId: string;
  /** Whose the other version is: the author's, who has published it since, or the reader's in another tab. */
  from: 'author' | 'tab';
  /** What both were made from. */
  base: string;
  local: string;
  remote: string;
}

/** A text of the reader's whose cell is gone. */
export interface Orphan {
  cellId: string;
  source: string;
}

/** What waits for the reader at a cell; null if nothing does. */
export function conflictAt({ session, pending }: TabDocument, cellId: string): Conflict | null {
  const local = session.present.find(({ cell }) => cell.id === cellId)?.source;
  if (local === undefined) return null;
  const waiting = pending.find((other) => other.cellId === cellId);
  if (waiting) return { cellId, from: 'tab', base: waiting.base, local, remote: waiting.source };
  const outdated = outdatedCells(session).find(({ id }) => id === cellId);
  if (!outdated) return null;
  return { cellId, from: 'author', base: outdated.edit.base, local, remote: outdated.published };
}

/** The cell says `source` from now on, and the conflict is gone. It can be taken back, and so can what was not chosen. */
export function resolveConflict(
  { session, pending }: TabDocument,
  conflict: Conflict,
  source: string,
): TabDocument {
  const { cellId, remote } = conflict;
  if (conflict.from === 'author') return { session: settleCell(session, cellId, source), pending };
  const label = 'Choose a version';
  // By way of the other version, so that it stays within reach.
  const past = source === remote ? session : replaceSource(session, cellId, label, remote);
  return {
    session: replaceSource(past, cellId, label, source),
    pending: pending.filter((waiting) => waiting.cellId !== cellId || waiting.source !== remote),
  };
}

/** Texts of the reader's that no cell of the course shows any more. */
export function orphansOf({ session, pending }: TabDocument): readonly Orphan[] {
  const here = new Set(session.present.map(({ cell }) => cell.id));
  return [
    ...orphanedEdits(session).map(({ id, edit }) => ({ cellId: id, source: edit.source })),
    ...pending
      .filter(({ cellId }) => !here.has(cellId) && !(cellId in session.changes.edits))
      .map(({ cellId, source }) => ({ cellId, source })),
  ];
}

/**
 * Makes a text whose cell is gone a cell of the reader's own, at the end of the course.
 *
 * @param id of the new cell
 */
export function adoptOrphan(
  { session, pending }: TabDocument,
  { cellId, source }: Orphan,
  id: string,
): TabDocument {
  const last = session.present.at(-1)?.cell.id;
  if (last === undefined) return { session, pending };
  const inserted = insertCell(session, { beside: last, where: 'below' }, { id, source });
  return {
    session: cellId in session.changes.edits ? resetCell(inserted, cellId) : inserted,
    pending: pending.filter((waiting) => waiting.cellId !== cellId || waiting.source !== source),
  };
}

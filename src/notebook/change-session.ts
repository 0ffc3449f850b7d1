/** What a reader does to the cells of a session. Everything but typing can be taken back. */
import { applyPatch, arrange, placeBeside, type Changes, type Edit, type Patch } from './changes';
import { withKeptSlow } from './kept-slow';
import { stampedCell, type Session } from './session';
import { stampCells, type Stamped } from './stamp';

/** The session with these changes in place of its own, and nothing to take back. */
export function withChanges(session: Session, changes: Changes): Session {
  return { ...replace(session, changes), undo: [], redo: [] };
}

/**
 * Gives a cell another source. The published source is no edit.
 *
 * @throws if the notebook has no such cell
 */
export function editCell(session: Session, cellId: string, source: string): Session {
  const { changes } = session;
  const { cell, source: present } = stampedCell(session.present, cellId);
  // As when an editor has taken over what a step has put into the cell.
  if (source === present) return session;
  if (cell.role === 'scratch') {
    const scratch = changes.scratch.map((own) => (own.id === cellId ? { ...own, source } : own));
    return replace(session, { ...changes, scratch });
  }
  const published = stampedCell(session.published, cellId).source;
  const { [cellId]: edit, ...others } = changes.edits;
  const base = edit?.base ?? published;
  const edits = source === published ? others : { ...changes.edits, [cellId]: { source, base } };
  return replace(session, { ...changes, edits });
}

/**
 * The same as a step that can be taken back, as typing can't.
 *
 * @throws if the notebook has no such cell
 */
export function replaceSource(session: Session, cellId: string, label: string, source: string): Session {
  const { edits, scratch } = editCell(session, cellId, source).changes;
  const index = scratch.findIndex(({ id }) => id === cellId);
  const own = scratch[index];
  return patch(
    session,
    own
      ? { label, edits: {}, put: [{ cell: own, index }], take: [cellId] }
      : { label, edits: { [cellId]: edits[cellId] ?? null }, put: [], take: [] },
  );
}

/**
 * Gives several published cells other sources, as one step that can be taken back.
 *
 * @param sources by cell id
 * @throws if the notebook has no such cell
 */
export function replaceSources(
  session: Session,
  label: string,
  sources: Readonly<Record<string, string>>,
): Session {
  const edits = Object.entries(sources).map(([cellId, source]): [string, Edit | null] => [
    cellId,
    editCell(session, cellId, source).changes.edits[cellId] ?? null,
  ]);
  return patch(session, { label, edits: Object.fromEntries(edits), put: [], take: [] });
}

/** Gives a published cell its published source again. */
export function resetCell(session: Session, cellId: string): Session {
  return patch(session, { label: 'Reset a cell', edits: { [cellId]: null }, put: [], take: [] });
}

/**
 * Everything in a chapter, or in all of them, as published: edits go, and so do the reader's own cells.
 *
 * @param chapter null for all
 */
export function resetCells(session: Session, chapter: string | null): Session {
  const inside = (cell: { chapter: string }) => chapter === null || cell.chapter === chapter;
  const edited = editedCells(session).filter(({ cell }) => inside(cell));
  return patch(session, {
    label: chapter === null ? 'Reset everything' : 'Reset the chapter',
    edits: Object.fromEntries(edited.map(({ cell }) => [cell.id, null])),
    put: [],
    // By where they stand: the chapter in which one was written may be gone.
    take: session.present.flatMap(({ cell }) => (cell.role === 'scratch' && inside(cell) ? [cell.id] : [])),
  });
}

/**
 * Puts in a cell of the reader's own.
 *
 * @param cell its id, which no other cell has, and what stands in it
 * @throws if the notebook has no cell `beside` which it could stand
 */
export function insertCell(
  session: Session,
  place: { beside: string; where: 'above' | 'below' },
  { id, source = '' }: { id: string; source?: string },
): Session {
  const cells = session.present.map(({ cell }) => cell);
  const found = placeBeside(cells, session.changes, place);
  if (!found) throw new Error(`There is no cell "${place.beside}" in this notebook.`);
  const { index, ...anchor } = found;
  return patch(session, {
    label: 'Insert a cell',
    edits: {},
    put: [{ cell: { id, ...anchor, source }, index }],
    take: [],
  });
}

/** Takes out a cell of the reader's own. A published cell stays: it can only be reset. */
export function deleteCell(session: Session, cellId: string): Session {
  return patch(session, { label: 'Delete a cell', edits: {}, put: [], take: [cellId] });
}

/**
 * Puts changes that come from elsewhere, a link or a file, in place of the present ones; it can be taken back. Texts
 * whose cells are gone stay: nothing comes in their place.
 */
export function takeChanges(session: Session, label: string, { edits, scratch }: Changes): Session {
  const untouched = editedCells(session).map(({ cell }): [string, Edit | null] => [cell.id, null]);
  return patch(session, {
    label,
    edits: { ...Object.fromEntries(untouched), ...edits },
    put: scratch.map((cell, index) => ({ cell, index })),
    take: session.changes.scratch.map(({ id }) => id),
  });
}

/** Takes the last step back that was no typing. */
export function undo(session: Session): Session {
  const last = session.undo.at(-1);
  if (!last) return session;
  const { changes, inverse } = applyPatch(session.changes, last);
  return {
    ...replace(session, changes),
    undo: session.undo.slice(0, -1),
    redo: [...session.redo, inverse],
  };
}

/** Does again what the last `undo` took back. */
export function redo(session: Session): Session {
  const last = session.redo.at(-1);
  if (!last) return session;
  const { changes, inverse } = applyPatch(session.changes, last);
  return {
    ...replace(session, changes),
    undo: [...session.undo, inverse],
    redo: session.redo.slice(0, -1),
  };
}

/** Published cells that the author has changed since the reader edited them. */
export function outdatedCells(session: Session): readonly { id: string; edit: Edit; published: string }[] {
  return session.published.flatMap(({ cell, source }) => {
    const edit = session.changes.edits[cell.id];
    return edit && edit.base !== source ? [{ id: cell.id, edit, published: source }] : [];
  });
}

/** Edits of cells that the author has taken out of the course. */
export function orphanedEdits(session: Session): readonly { id: string; edit: Edit }[] {
  return Object.entries(session.changes.edits)
    .filter(([id]) => !session.published.some(({ cell }) => cell.id === id))
    .map(([id, edit]) => ({ id, edit }));
}

/** Settles what to do with a cell that both have changed: `source` is what it says from now on. */
export function settleCell(session: Session, cellId: string, source: string): Session {
  const base = stampedCell(session.published, cellId).source;
  const edit = source === base ? null : { source, base };
  return patch(session, { label: 'Merge a cell', edits: { [cellId]: edit }, put: [], take: [] });
}

/** Of the published cells, without those that the author has taken out. */
function editedCells({ published, changes }: Session): readonly Stamped[] {
  return published.filter(({ cell }) => cell.id in changes.edits);
}

function patch(session: Session, step: Patch): Session {
  const { changes, inverse } = applyPatch(session.changes, step);
  const undo = [...session.undo, ...wayThere(session), inverse];
  return { ...replace(session, changes), undo, redo: [] };
}

/** What was taken back and is not done again stays within reach: as a way there and back among the steps to undo. */
function wayThere({ changes, redo }: Session): readonly Patch[] {
  const back: Patch[] = [];
  let reached = changes;
  for (const step of redo.toReversed()) {
    const { changes: next, inverse } = applyPatch(reached, step);
    back.push(inverse);
    reached = next;
  }
  return [...back, ...redo];
}

function replace(session: Session, changes: Changes): Session {
  const cells = arrange(
    session.published.map(({ cell }) => cell),
    changes,
  );
  return withKeptSlow({ ...session, changes, present: stampCells(cells, changes.edits) });
}

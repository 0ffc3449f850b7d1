import * as v from 'valibot';
import type { Edit } from '../../notebook/changes';
import { restoreSession } from '../../notebook/kept';
import { readKept } from '../../notebook/kept-format';
import type { Session } from '../../notebook/session';
import { NO_NOTES, type Notes } from './notes';

const rival = v.looseObject({ cellId: v.string(), source: v.string(), base: v.string() });
/** Each part is read by itself: a damaged one does not take the others with it. */
const record = v.fallback(
  v.looseObject({ kept: v.unknown(), rivals: v.fallback(v.array(v.unknown()), []) }),
  {
    kept: null,
    rivals: [],
  },
);
const leftUnsaved = v.union([
  v.object({ typed: v.record(v.string(), v.unknown()) }),
  v.object({ agreed: v.unknown(), mine: v.unknown() }),
]);

/**
 * Reads what was once written of some notes.
 *
 * @param session any of this course
 * @returns no notes, but a message for the reader, if they are of another version or damaged
 */
export function readNotes(
  session: Session,
  value: unknown,
): { notes: Notes; trouble: null } | { notes: null; trouble: string } {
  const { kept = null, rivals } = v.parse(record, value);
  const { trouble } = restoreSession(session, kept);
  const read = readKept(kept);
  if (trouble !== null || read === null) return { notes: null, trouble: trouble ?? '' };
  return { notes: { kept: read, rivals: rivals.filter((each) => v.is(rival, each)) }, trouble: null };
}

/**
 * Reads what a tab left unsaved: its notes and those they grew from, or what had been typed.
 *
 * @param fresh a session in which nothing was changed
 */
export function readUnsaved(
  fresh: Session,
  found: unknown,
): { agreed: Notes; mine: Notes } | { mine: null; trouble: string } {
  const left = v.safeParse(leftUnsaved, found);
  const unsaved = left.success ? left.output : { agreed: null, mine: null };
  if ('typed' in unsaved) return { agreed: NO_NOTES, mine: notesOfTyped(fresh, unsaved.typed) };
  const [agreed, mine] = [readNotes(fresh, unsaved.agreed), readNotes(fresh, unsaved.mine)];
  if (mine.notes === null) return { mine: null, trouble: mine.trouble };
  return { agreed: agreed.notes ?? NO_NOTES, mine: mine.notes };
}

/** The notes of a reader who has typed this in cells, and done nothing else. */
export function notesOfTyped(fresh: Session, typed: Readonly<Record<string, unknown>>): Notes {
  const edits = Object.entries(typed).flatMap(([cellId, source]): [string, Edit][] => {
    const base = fresh.published.find(({ cell }) => cell.id === cellId)?.source ?? '';
    return typeof source === 'string' && source !== base ? [[cellId, { source, base }]] : [];
  });
  const changes = { edits: Object.fromEntries(edits), scratch: [] };
  return { kept: { ...NO_NOTES.kept, changes }, rivals: [] };
}

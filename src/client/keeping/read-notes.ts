import type { Edit } from '../../notebook/changes';
import { restoreSession, type Kept } from '../../notebook/kept';
import type { Session } from '../../notebook/session';
import { NO_NOTES, type Notes, type Rival } from './notes';

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
  const fields = isRecord(value) ? value : {};
  const kept = fields['kept'] ?? null;
  const { trouble } = restoreSession(session, kept);
  if (trouble !== null) return { notes: null, trouble };
  const rivals = Array.isArray(fields['rivals']) ? (fields['rivals'] as unknown[]).filter(isRival) : [];
  // `restoreSession` takes nothing else without a word.
  return { notes: { kept: kept as Kept, rivals }, trouble: null };
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
  const fields = isRecord(found) ? found : {};
  const typed = fields['typed'];
  if (isRecord(typed)) return { agreed: NO_NOTES, mine: notesOfTyped(fresh, typed) };
  const [agreed, mine] = [readNotes(fresh, fields['agreed']), readNotes(fresh, fields['mine'])];
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

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRival(value: unknown): value is Rival {
  return isRecord(value) && ['cellId', 'source', 'base'].every((field) => typeof value[field] === 'string');
}

import { restoreSession, type Kept } from '../../notebook/store';
import type { Session } from '../../notebook/session';
import type { Notes, Rival } from './notes';

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

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRival(value: unknown): value is Rival {
  return isRecord(value) && ['cellId', 'source', 'base'].every((field) => typeof value[field] === 'string');
}

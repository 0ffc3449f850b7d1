/** What is kept of a notebook between visits, and how it comes back. */
import { withChanges } from './change-session';
import type { Changes, Edit, Patch, ScratchCell } from './changes';
import type { Output } from './output';
import { shownResult, type Result, type Session } from './session';

/** The version of the format that this site writes, and the only one it reads. */
export const KEPT_VERSION = 1;

export interface Kept {
  version: typeof KEPT_VERSION;
  changes: Changes;
  undo: readonly Patch[];
  redo: readonly Patch[];
  /** What cells showed, by id; where the published outputs show, nothing. */
  outputs: Readonly<Record<string, KeptOutput>>;
  /** Exercises that were right once. Missing in what was kept before the course had any. */
  done?: readonly string[];
}

/** What a cell printed. Pictures and models come back when it runs. */
export type KeptOutput = Pick<Result, 'madeFrom' | 'executionCount' | 'milliseconds'> & {
  outcome: 'done' | 'error' | 'stopped';
  outputs: readonly Output[];
};

/** What to keep of a session. It is plain data: JSON and IndexedDB take it. */
export function keptFrom(session: Session): Kept {
  const { changes, undo, redo, published, present, done } = session;
  const outputs = present.flatMap(({ cell: { id } }): [string, KeptOutput][] => {
    const result = shownResult(session, id);
    // A slow cell and an exercise have no published output to show again.
    const asPublished = published.some(
      ({ cell, stamp }) =>
        cell.id === id && !cell.slow && cell.role === 'course' && stamp === result?.madeFrom.stamp,
    );
    if (!result || asPublished) return [];
    const { madeFrom, executionCount, outcome, milliseconds } = result;
    const kept = (result.outputs ?? []).filter(({ kind }) => kind !== 'image' && kind !== 'model');
    const ended = outcome === 'running' ? 'stopped' : outcome;
    return [[id, { madeFrom, executionCount, milliseconds, outcome: ended, outputs: kept }]];
  });
  return { version: KEPT_VERSION, changes, undo, redo, outputs: Object.fromEntries(outputs), done };
}

/** The exercises done, of a record in which something was kept; none if it cannot be read. */
export function doneIn(record: unknown): readonly string[] {
  const kept = isRecord(record) ? record['kept'] : null;
  return isKept(kept) ? (kept.done ?? []) : [];
}

/**
 * A fresh session with what was kept in it.
 *
 * @param kept as `keptFrom` gave it, on this day or another; anything, if the store was damaged
 * @returns a message for the reader if it cannot be read: the session is then the fresh one, and what was kept
 *   must not be overwritten
 */
export function restoreSession(
  session: Session,
  kept: unknown,
): { session: Session; trouble: string | null } {
  if (kept === undefined) return { session, trouble: null };
  const version = isRecord(kept) ? kept['version'] : undefined;
  if (typeof version === 'number' && version !== KEPT_VERSION) {
    const made = version > KEPT_VERSION ? 'a newer' : 'an older';
    return refuse(session, `The changes kept on this device were made by ${made} version of this page.`);
  }
  if (!isKept(kept)) return refuse(session, 'The changes kept on this device cannot be read.');
  const { changes, undo, redo, outputs, done = [] } = kept;
  const results = Object.entries(outputs).map(([id, output]): [string, Result] => [
    id,
    { ...output, runId: 0, spoke: true, startedAt: 0 },
  ]);
  return {
    session: {
      ...withChanges(session, changes),
      undo,
      redo,
      done,
      results: { ...session.results, ...Object.fromEntries(results) },
    },
    trouble: null,
  };
}

function refuse(session: Session, what: string): { session: Session; trouble: string } {
  const next = 'They are set aside, and the course is shown as published; what you change now is kept.';
  return { session, trouble: `${what} ${next}` };
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKept(value: unknown): value is Kept {
  if (!isRecord(value)) return false;
  const { version, changes, undo, redo, outputs, done = [] } = value;
  return (
    version === KEPT_VERSION &&
    isRecord(changes) &&
    areEdits(changes['edits']) &&
    isListOf(changes['scratch'], isScratch) &&
    isListOf(undo, isPatch) &&
    isListOf(redo, isPatch) &&
    isListOf(done, (id) => typeof id === 'string') &&
    isRecord(outputs) &&
    Object.values(outputs).every(isKeptOutput)
  );
}

function areEdits(value: unknown, mayBeNull = false): value is Readonly<Record<string, Edit>> {
  const isEdit = (edit: unknown) =>
    (mayBeNull && edit === null) ||
    (isRecord(edit) && typeof edit['source'] === 'string' && typeof edit['base'] === 'string');
  return isRecord(value) && Object.values(value).every(isEdit);
}

function isScratch(value: unknown): value is ScratchCell {
  if (!isRecord(value)) return false;
  const { id, chapter, after, source } = value;
  return (
    [id, chapter, source].every((text) => typeof text === 'string') &&
    (after === null || typeof after === 'string')
  );
}

function isPatch(value: unknown): value is Patch {
  if (!isRecord(value)) return false;
  const { label, edits, put, take } = value;
  const isPut = (place: unknown) =>
    isRecord(place) && typeof place['index'] === 'number' && isScratch(place['cell']);
  return (
    typeof label === 'string' &&
    areEdits(edits, true) &&
    isListOf(put, isPut) &&
    isListOf(take, (id) => typeof id === 'string')
  );
}

function isKeptOutput(value: unknown): value is KeptOutput {
  if (!isRecord(value)) return false;
  const { madeFrom, executionCount, milliseconds, outcome, outputs } = value;
  return (
    isRecord(madeFrom) &&
    typeof madeFrom['hash'] === 'string' &&
    typeof madeFrom['stamp'] === 'string' &&
    isListOf(madeFrom['above'], isRecord) &&
    typeof executionCount === 'number' &&
    (milliseconds === null || typeof milliseconds === 'number') &&
    (outcome === 'done' || outcome === 'error' || outcome === 'stopped') &&
    isListOf(outputs, (output) => isRecord(output) && typeof output['kind'] === 'string')
  );
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

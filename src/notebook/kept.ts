/** What is kept of a notebook between visits, and how it comes back. */
import * as v from 'valibot';
import { isPublished } from './cell';
import { withChanges } from './change-session';
import { KEPT_VERSION, readKept, type Kept, type KeptOutput } from './kept-format';
import type { Output } from './output';
import { shownResult, type Result, type Session } from './session';

/** What to keep of a session. It is plain data: JSON and IndexedDB take it. */
export function keptFrom(session: Session): Kept {
  const { changes, undo, redo, published, present, done } = session;
  const outputs = present.flatMap(({ cell: { id } }): [string, KeptOutput][] => {
    const result = shownResult(session, id);
    // A slow cell and an exercise have no published output to show again.
    const asPublished = published.some(
      ({ cell, stamp }) => cell.id === id && isPublished(cell) && stamp === result?.madeFrom.stamp,
    );
    if (!result || asPublished) return [];
    const { madeFrom, executionCount, outcome, milliseconds } = result;
    const shown = result.outputs ?? [];
    const outputs = shown.filter((output) => !isPicture(output));
    const ended = outcome === 'running' ? 'stopped' : outcome;
    const missing = result.missing ?? (outputs.length < shown.length ? 'pictures' : 'nothing');
    return [
      [
        id,
        {
          madeFrom,
          executionCount,
          milliseconds,
          outcome: ended,
          outputs,
          ...(missing !== 'networks' && { missing }),
        },
      ],
    ];
  });
  return { version: KEPT_VERSION, changes, undo, redo, outputs: Object.fromEntries(outputs), done };
}

/** Too large to keep. */
function isPicture({ kind }: Output): boolean {
  return kind === 'image' || kind === 'examination';
}

/** The exercises done, of a record in which something was kept; none if it cannot be read. */
export function doneIn(record: unknown): readonly string[] {
  const found = v.safeParse(v.object({ kept: v.unknown() }), record);
  return (found.success ? readKept(found.output.kept)?.done : null) ?? [];
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
  const versioned = v.safeParse(v.object({ version: v.number() }), kept);
  if (versioned.success && versioned.output.version !== KEPT_VERSION) {
    const made = versioned.output.version > KEPT_VERSION ? 'a newer' : 'an older';
    return refuse(session, `The changes kept on this device were made by ${made} version of this page.`);
  }
  const read = readKept(kept);
  if (read === null) return refuse(session, 'The changes kept on this device cannot be read.');
  const { changes, undo, redo, outputs, done = [] } = read;
  const results = Object.entries(outputs).map(([id, output]): [string, Result] => [
    id,
    { missing: 'networks', ...output, runId: 0, hasOutput: true, startedAt: 0, recording: null },
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

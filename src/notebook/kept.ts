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
    // Until its run shows something, what a cell shows is of the run before, and of other sources.
    const shown = (result.outcome === 'running' && !result.hasOutput ? null : result.outputs) ?? [];
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
  return { session: withKept(session, read), trouble: null };
}

/**
 * The session with what is kept in place of its own changes. What cells showed in other visits and tabs comes too, but
 * for those that ran in this one: kept without it, it would be lost with the next word written.
 */
export function withKept(session: Session, { changes, undo, redo, outputs, done = [] }: Kept): Session {
  const ran = Object.entries(session.results).filter(([, { missing }]) => missing === undefined);
  const kept = Object.entries(outputs).map(([id, output]): [string, Result] => {
    const known = session.results[id];
    // One object as long as it is of one run: so is the network that it shows.
    if (known && isSameRun(known, output)) return [id, known];
    return [id, { missing: 'networks', ...output, runId: 0, hasOutput: true, startedAt: 0, recording: null }];
  });
  const results = Object.fromEntries([...kept, ...ran]);
  return { ...withChanges({ ...session, results }, changes), undo, redo, done };
}

function isSameRun(known: Result, { madeFrom, milliseconds }: KeptOutput): boolean {
  return known.madeFrom.stamp === madeFrom.stamp && known.milliseconds === milliseconds;
}

function refuse(session: Session, what: string): { session: Session; trouble: string } {
  const next = 'They are set aside, and the course is shown as published; what you change now is kept.';
  return { session, trouble: `${what} ${next}` };
}

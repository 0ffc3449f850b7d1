/** Slow cells that have run: what they made belongs to what the cells below see, for as long as it can be had. */
import type { Changes } from './changes';
import { stampCells, type HistoryEntry, type Stamped } from './stamp';

/** What it takes to tell, of a session. */
interface Ran {
  readonly present: readonly Stamped[];
  readonly changes: Changes;
  readonly results: Readonly<
    Record<string, { outcome: string; madeFrom: Pick<Stamped, 'stamp'>; recording: unknown }>
  >;
  readonly history: readonly HistoryEntry[] | null;
}

/**
 * Whether what a slow cell made can be had: it is done, made from the present sources, and either the kernel holds it
 * or its trainings can be recalled.
 */
export function isKept(
  { results, history }: Pick<Ran, 'results' | 'history'>,
  { cell, hash, stamp }: Stamped,
): boolean {
  const result = results[cell.id];
  if (result?.outcome !== 'done' || result.madeFrom.stamp !== stamp) return false;
  const isHeld = history?.some((ran) => ran.cellId === cell.id && ran.hash === hash) ?? false;
  return isHeld || result.recording !== null;
}

/** The session, whose cells depend on the slow ones above them that are kept now: call it when a result or the history has changed. */
export function withKeptSlow<Session extends Ran>(session: Session): Session {
  const { present, changes } = session;
  if (!present.some(({ cell }) => cell.slow && session.results[cell.id])) return session;
  const next = stampCells(
    present.map(({ cell }) => cell),
    changes.edits,
    (stamped) => isKept(session, stamped),
  );
  const isSame = next.every(({ stamp }, index) => stamp === present[index]?.stamp);
  return isSame ? session : { ...session, present: next };
}

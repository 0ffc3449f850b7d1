import type { CellState } from './cell';
import type { Output } from './output';
import { executionCountAt } from './plan';
import { shownResult, stampedCell, type Result, type Session } from './session';
import type { Stamped } from './stamp';

/** All that the page shows of one cell. */
export interface CellView {
  state: CellState;
  /** Null for a slow cell that has not been run: it has no published output. */
  executionCount: number | null;
  source: string;
  /** The source is not the published one. */
  edited: boolean;
  /** Null: show the published ones. */
  outputs: readonly Output[] | null;
  /** A sentence for the reader if `state` is 'stale'. */
  staleBecause: string | null;
  /** The caller's clock, while it runs. */
  startedAt: number | null;
  /** How long it ran. */
  milliseconds: number | null;
}

/** @throws if the notebook has no such cell */
export function cellView(session: Session, cellId: string): CellView {
  const present = stampedCell(session.present, cellId);
  const published = stampedCell(session.published, cellId);
  const result = shownResult(session, cellId);
  const state = stateOf(session, present, result ? result.madeFrom : published, result);
  const publishedCount = present.cell.slow ? null : executionCountAt(published.above.length);
  return {
    state,
    executionCount: result ? result.executionCount : publishedCount,
    source: present.source,
    edited: cellId in session.edits,
    outputs: result ? result.outputs : null,
    staleBecause: state === 'stale' ? reason(session, present, result ? result.madeFrom : published) : null,
    startedAt: state === 'running' && result ? result.startedAt : null,
    milliseconds: result ? result.milliseconds : null,
  };
}

function stateOf(session: Session, present: Stamped, madeFrom: Stamped, result: Result | null): CellState {
  if (result?.outcome === 'running') return 'running';
  if (isQueued(session, present.cell.id)) return 'queued';
  if (madeFrom.hash !== present.hash) return 'edited';
  if (madeFrom.stamp !== present.stamp) return 'stale';
  if (!result) return 'published';
  return result.outcome === 'stopped' ? 'stale' : result.outcome;
}

function isQueued({ run, queue }: Session, cellId: string): boolean {
  const waiting = run ? run.steps.slice(run.ended).map(({ cell }) => cell.cell.id) : [];
  return [waiting, ...queue].some((goal) => goal.includes(cellId));
}

function reason(session: Session, present: Stamped, madeFrom: Stamped): string {
  const changed = present.above.find(({ cellId, hash }) => {
    return madeFrom.above.find((entry) => entry.cellId === cellId)?.hash !== hash;
  });
  if (!changed) return 'Stopped before it ended.';
  const { cell } = stampedCell(session.present, changed.cellId);
  const name = cell.in === null ? `Cell “${cell.id}”` : `In [${cell.in}]`;
  return `${name} above has changed since this ran.`;
}

import { nameAtStart, type CellState } from './cell';
import type { Output } from './output';
import { executionCountOf } from './plan';
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
  /** What the cell shows; null if the published outputs stand. */
  outputs: readonly Output[] | null;
  /** A sentence for the reader if `state` is 'stale'. */
  staleBecause: string | null;
  /** The caller's clock, while it runs. */
  startedAt: number | null;
  /** How long the cell ran; null before it has ended. */
  milliseconds: number | null;
}

/** @throws if the notebook has no such cell */
export function cellView(session: Session, cellId: string): CellView {
  const present = stampedCell(session.present, cellId);
  const published = session.published.find(({ cell }) => cell.id === cellId);
  const result = shownResult(session, cellId);
  const madeFrom = result?.madeFrom ?? published ?? null;
  const state = stateOf(session, present, madeFrom, result);
  const publishedCount =
    published && !published.cell.slow && published.cell.role === 'course'
      ? executionCountOf(session.published, published)
      : null;
  return {
    state,
    executionCount: result ? result.executionCount : publishedCount,
    source: present.source,
    edited: published === undefined || published.source !== present.source,
    outputs: result ? result.outputs : null,
    staleBecause: state === 'stale' && madeFrom ? reason(session, present, madeFrom) : null,
    startedAt: state === 'running' && result ? result.startedAt : null,
    milliseconds: result ? result.milliseconds : null,
  };
}

function stateOf(
  session: Session,
  present: Stamped,
  madeFrom: Result['madeFrom'] | null,
  result: Result | null,
): CellState {
  if (result?.outcome === 'running') return 'running';
  if (isQueued(session, present.cell.id)) return 'queued';
  if (madeFrom?.hash !== present.hash) return 'edited';
  // An exercise that has not been tried shows nothing that could be stale.
  if (!result && present.cell.role === 'exercise') return 'published';
  if (madeFrom.stamp !== present.stamp) return 'stale';
  if (!result) return 'published';
  return result.outcome === 'stopped' ? 'stale' : result.outcome;
}

function isQueued({ run, queue }: Session, cellId: string): boolean {
  const waiting = run ? run.steps.slice(run.ended).map(({ cell }) => cell.cell.id) : [];
  return [waiting, ...queue].some((goal) => goal.includes(cellId));
}

function reason(session: Session, present: Stamped, madeFrom: Result['madeFrom']): string {
  const before = new Map(madeFrom.above.map(({ cellId, hash }) => [cellId, hash]));
  const changed = present.above.find(({ cellId, hash }) => before.get(cellId) !== hash);
  if (changed) {
    const { cell } = stampedCell(session.present, changed.cellId);
    return before.has(changed.cellId)
      ? `${nameAtStart(cell)} above has changed since this ran.`
      : `${nameAtStart(cell)} above was not there when this ran.`;
  }
  const now = new Set(present.above.map(({ cellId }) => cellId));
  const gone = madeFrom.above.some(({ cellId }) => !now.has(cellId));
  return gone ? 'A cell above is gone or empty since this ran.' : 'Stopped before it ended.';
}

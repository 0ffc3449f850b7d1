import { isPublished, nameAtStart, nameOf, type Cell, type CellState } from './cell';
import type { Output } from './output';
import { isKept } from './kept-slow';
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
  /** What it shows was made from other sources than the present ones. */
  outdated: boolean;
  /** Of what it shows from an earlier visit: what is not kept; null if it ran in this one, or shows what was published. */
  missing: NonNullable<Result['missing']> | null;
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
  const state = stateOf(session, present, result);
  const publishedCount =
    published && isPublished(published.cell) ? executionCountOf(session.published, published) : null;
  // The reader's own are counted as they stand: a store may be of a time when they were counted with the course's.
  const count = present.cell.role === 'scratch' ? executionCountOf(session.present, present) : null;
  return {
    state,
    executionCount: result ? (count ?? result.executionCount) : publishedCount,
    source: present.source,
    edited: published === undefined || published.source !== present.source,
    outputs: result ? result.outputs : null,
    outdated: isOutdated(state, present, result),
    missing: result?.missing ?? null,
    staleBecause: state === 'stale' && madeFrom ? reason(session, present, madeFrom) : null,
    startedAt: state === 'running' && result ? result.startedAt : null,
    milliseconds: result ? result.milliseconds : null,
  };
}

/** How a sentence names a cell: one of the reader's own by what its prompt says. */
export function nameAsShown(session: Session, cell: Cell): string {
  return nameOf(cell, cellView(session, cell.id).executionCount);
}

/** Since when a cell has not run as it stands: its own source was edited, or another changed; null if it has. */
export function changedSinceRun(session: Session, present: Stamped): 'edited' | 'stale' | null {
  const { id, role, after } = present.cell;
  const result = shownResult(session, id);
  const published = session.published.find(({ cell }) => cell.id === id);
  if ((result?.madeFrom ?? published)?.hash !== present.hash) return 'edited';
  if (result) return result.madeFrom.stamp === present.stamp ? null : 'stale';
  // What has not been tried shows nothing that could be stale.
  if (role === 'exercise' || after !== undefined) return null;
  // That slow cells have run since says nothing against what was published.
  return published?.plainStamp === present.plainStamp ? null : 'stale';
}

function stateOf(session: Session, present: Stamped, result: Result | null): CellState {
  if (result?.outcome === 'running') return 'running';
  if (isQueued(session, present.cell.id)) return 'queued';
  const changed = changedSinceRun(session, present);
  if (changed !== null || !result) return changed ?? 'published';
  if (present.cell.slow && result.outcome === 'done' && !isKept(session, present)) return 'stale';
  return result.outcome;
}

function isOutdated(state: CellState, present: Stamped, result: Result | null): boolean {
  if (state !== 'edited' && state !== 'stale') return false;
  return result === null || result.madeFrom.stamp !== present.stamp;
}

function isQueued({ run, queue }: Session, cellId: string): boolean {
  const steps = run?.steps.slice(run.ended).filter(({ isRecalled }) => !isRecalled) ?? [];
  const waiting = steps.map(({ cell }) => cell.cell.id);
  return [waiting, ...queue].some((goal) => goal.includes(cellId));
}

function reason(session: Session, present: Stamped, madeFrom: Result['madeFrom']): string {
  const before = new Map(madeFrom.above.map(({ cellId, hash }) => [cellId, hash]));
  const changed = present.above.find(({ cellId, hash }) => before.get(cellId) !== hash);
  if (changed) {
    const { cell } = stampedCell(session.present, changed.cellId);
    if (before.has(changed.cellId)) return `${nameAtStart(cell)} above has changed since this ran.`;
    return `${nameAtStart(cell)} above ${cell.slow ? 'has run since this did' : 'was not there when this ran'}.`;
  }
  const now = new Set(present.above.map(({ cellId }) => cellId));
  const gone = madeFrom.above.find(({ cellId }) => !now.has(cellId));
  const slow = session.present.find(({ cell }) => cell.slow && cell.id === gone?.cellId);
  if (slow) return `${nameAtStart(slow.cell)} above has to run again first: what it made is gone or stale.`;
  if (gone) return 'A cell above is gone or empty since this ran.';
  return 'What it made is gone with the kernel that it ran in: run it again to use it in the cells below.';
}

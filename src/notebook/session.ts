/**
 * The notebook's state: what the sources are, what the kernel has run, what each cell shows. Immutable:
 * every function gives the session that follows. Nothing here knows the page or the worker: the caller
 * posts the requests and hands in the events.
 */
import type { Cell } from './cell';
import { NO_CHANGES, type Changes, type Patch } from './changes';
import { withKeptSlow } from './kept-slow';
import type { Recording } from './recording';
import { joinOutput } from './join-output';
import { withDone } from './exercises-done';
import { goalsOf, planRun, runStep, type PlannedStep, type Target } from './plan';
import type { Event, Request } from './messages';
import { isBlank, stampCells, type HistoryEntry, type Stamped } from './stamp';
import type { Output } from './output';

/** What a run made of a cell. */
export interface Result {
  runId: number;
  /** Hashes of the sources that the output was made from. */
  madeFrom: Omit<Stamped, 'cell' | 'plainStamp'>;
  executionCount: number;
  outcome: 'running' | 'done' | 'error' | 'stopped';
  /** While nothing has come yet, those the cell showed before (null: the published ones), so that nothing flickers. */
  outputs: readonly Output[] | null;
  /** Whether the cell has printed or shown something in this run. */
  hasOutput: boolean;
  startedAt: number;
  milliseconds: number | null;
  /** Of a slow cell: what brings back what it has made; null if nothing does. */
  recording: Recording | null;
  /** Of a run in an earlier visit: what it showed besides, and is not kept. Left out of a run in this one. */
  missing?: 'nothing' | 'pictures' | 'networks';
}

export interface Run {
  runId: number;
  steps: readonly PlannedStep[];
  /** How many of the run's steps have ended. */
  ended: number;
}

export interface Session {
  /** Every cell of the course as its author published it, in order. */
  published: readonly Stamped[];
  /** Every cell with the reader's edits, and theirs among them. */
  present: readonly Stamped[];
  changes: Changes;
  /** Steps that lead back, the last one last; and forward again. */
  undo: readonly Patch[];
  redo: readonly Patch[];
  results: Readonly<Record<string, Result>>;
  /** Exercises that were right once, whatever became of them since. */
  done: readonly string[];
  /** What ran since the kernel's last fresh start; null if an error or a stop left it unknown. */
  history: readonly HistoryEntry[] | null;
  run: Run | null;
  /** Goals asked for while another run was going on. */
  queue: readonly (readonly string[])[];
  nextRunId: number;
}

/** A request to post, if there is one, and the session that knows of it. */
export interface Requested {
  session: Session;
  request: Extract<Request, { type: 'run' }> | null;
}

/**
 * A session in which nothing has run: every cell shows what was published.
 * @param cells all cells of all chapters, in order
 */
export function createSession(cells: readonly Cell[]): Session {
  const published = stampCells(cells);
  return {
    published,
    present: published,
    changes: NO_CHANGES,
    undo: [],
    redo: [],
    results: {},
    done: [],
    history: [],
    run: null,
    queue: [],
    nextRunId: 1,
  };
}

/**
 * Asks for cells to be run. While another run is going on they are queued, and run after it with the sources
 * they have then; an error, a stop or a restart empties the queue. Post the request, if there is one.
 * @throws if the notebook has no such cell
 */
export function requestRun(session: Session, target: Target): Requested {
  const goals = goalsOf(session.present, target);
  return nextRequest({ ...session, queue: [...session.queue, ...goals] });
}

/** The next queued run, if the kernel is free: call it after every event, and post what it gives. */
export function nextRequest(session: Session): Requested {
  const [goal, ...queue] = session.queue;
  if (session.run || !goal) return { session, request: null };
  const { fresh } = planRun(session.present, session.history, goal);
  // What a slow cell has left in the kernel alone goes with it.
  const begun = fresh ? withKeptSlow({ ...session, history: [] }) : session;
  const { steps } = planRun(begun.present, begun.history, goal);
  if (steps.length === 0) return nextRequest({ ...session, queue });
  const runId = session.nextRunId;
  return {
    session: {
      ...begun,
      run: { runId, steps, ended: 0 },
      queue,
      nextRunId: runId + 1,
    },
    request: {
      type: 'run',
      runId,
      fresh,
      steps: steps.map((step) => {
        const recalled = step.isRecalled ? begun.results[step.cell.cell.id]?.recording : null;
        return { ...runStep(step), ...(recalled && { recalled }) };
      }),
    },
  };
}

/** Whether cells run, or will without being asked for again. */
export function isBusy({ run, queue }: Session): boolean {
  return run !== null || queue.length > 0;
}

/** What waits for its turn is not run any more. What runs goes on: the kernel has to be told to stop it. */
export function emptyQueue(session: Session): Session {
  return { ...session, queue: [] };
}

/**
 * What the kernel said. What belongs to a run that is over and whose output is no longer shown is dropped.
 * @param now milliseconds, of the clock that `CellView.startedAt` is read with
 */
export function receive(session: Session, event: Event, now: number): Session {
  const after = received(session, event, now);
  return after.history === session.history && after.results === session.results ? after : withKeptSlow(after);
}

function received(session: Session, event: Event, now: number): Session {
  switch (event.type) {
    case 'cell-started':
      return event.runId === session.run?.runId ? started(session, session.run, event.cellId, now) : session;
    case 'output': {
      const result = session.results[event.cellId];
      const step = session.run?.steps[session.run.ended];
      if (
        result &&
        step?.isRecalled &&
        step.cell.cell.id === event.cellId &&
        event.runId === session.run?.runId
      ) {
        return notRecalled(session, event.cellId, result, event.output);
      }
      return result?.runId === event.runId
        ? withOutput(session, event.cellId, result, event.output)
        : session;
    }
    case 'cell-ended':
      return event.runId === session.run?.runId ? ended(session, session.run, event) : session;
    case 'run-ended':
      if (event.runId !== session.run?.runId) return session;
      if (event.outcome === 'done') return { ...session, run: null };
      return interrupted(session, { history: null, message: null });
    case 'lost':
    case 'start-failed':
      return interrupted(session, { history: null, message: event.message });
    default:
      return session;
  }
}

/**
 * The kernel is a new one (call this whenever that is so, even if nothing was running): what was running has
 * stopped, the queue is empty, nothing else is lost.
 */
export function restartSession(session: Session): Session {
  return withKeptSlow(interrupted(session, { history: [], message: null }));
}

/**
 * The kernel is a new one, as something that a cell left behind kept the old one busy. What waits is run: first the run
 * that had not begun. One that had is over, as its own cells would keep the new one busy too.
 */
export function renewSession(session: Session): Session {
  const { run, queue } = session;
  const unbegun = run === null || run.ended > 0 ? [] : [run.steps.map(({ cell }) => cell.cell.id)];
  return withKeptSlow({ ...session, history: [], run: null, queue: [...unbegun, ...queue] });
}

function started(session: Session, run: Run, cellId: string, now: number): Session {
  const step = run.steps[run.ended];
  // What a recalled cell showed still stands.
  if (step?.cell.cell.id !== cellId || step.isRecalled) return session;
  return withResult(session, cellId, {
    runId: run.runId,
    madeFrom: step.cell,
    executionCount: step.executionCount,
    outcome: 'running',
    outputs: shownResult(session, cellId)?.outputs ?? null,
    hasOutput: false,
    startedAt: now,
    milliseconds: null,
    recording: null,
  });
}

/** A recalled cell shows nothing but an error, which ends the run: what it made is gone. */
function notRecalled(session: Session, cellId: string, result: Result, output: Output): Session {
  const outputs = [...(result.outputs ?? []), output];
  return withResult(session, cellId, { ...result, outcome: 'error', outputs, recording: null });
}

function withOutput(session: Session, cellId: string, result: Result, output: Output): Session {
  const before = result.hasOutput ? (result.outputs ?? []) : [];
  const right = output.kind === 'verdict' && output.passed;
  return withResult(right ? { ...session, done: withDone(session.done, cellId) } : session, cellId, {
    ...result,
    hasOutput: true,
    outputs: joinOutput(before, output),
  });
}

function ended(session: Session, run: Run, event: Extract<Event, { type: 'cell-ended' }>): Session {
  const step = run.steps[run.ended];
  if (step?.isRecalled && step.cell.cell.id === event.cellId) {
    const ran = { cellId: event.cellId, hash: step.cell.hash };
    return {
      ...session,
      history: event.outcome === 'done' && session.history ? [...session.history, ran] : null,
      run: { ...run, ended: run.ended + 1 },
    };
  }
  const result = session.results[event.cellId];
  if (result?.runId !== run.runId) return session;
  // A cell without a word leaves the scope as it was.
  const ran = isBlank(result.madeFrom) ? [] : [{ cellId: event.cellId, hash: result.madeFrom.hash }];
  return withResult(
    {
      ...session,
      history: event.outcome === 'done' && session.history ? [...session.history, ...ran] : null,
      run: { ...run, ended: run.ended + 1 },
    },
    event.cellId,
    {
      ...result,
      outcome: event.outcome,
      hasOutput: true,
      outputs: result.hasOutput ? result.outputs : [],
      milliseconds: event.milliseconds,
      recording: event.recording ?? null,
    },
  );
}

function interrupted(
  session: Session,
  { history, message }: { history: readonly HistoryEntry[] | null; message: string | null },
): Session {
  const results = Object.fromEntries(
    Object.entries(session.results).map(([cellId, result]): [string, Result] => {
      if (result.outcome !== 'running') return [cellId, result];
      const outputs = result.hasOutput ? (result.outputs ?? []) : [];
      if (message === null) return [cellId, { ...result, outcome: 'stopped', hasOutput: true, outputs }];
      const error = { kind: 'error', name: 'Kernel', message, line: null, column: null, hint: null } as const;
      return [cellId, { ...result, outcome: 'error', hasOutput: true, outputs: [...outputs, error] }];
    }),
  );
  return { ...session, results, history, run: null, queue: [] };
}

function withResult(session: Session, cellId: string, result: Result): Session {
  return { ...session, results: { ...session.results, [cellId]: result } };
}

/**
 * The result a cell shows, null if it shows what was published. A published output shows again as soon as
 * the sources are as published, unless the cell was run with them.
 */
export function shownResult(session: Session, cellId: string): Result | null {
  const result = session.results[cellId];
  if (!result) return null;
  const present = session.present.find(({ cell }) => cell.id === cellId);
  const published = session.published.find(({ cell }) => cell.id === cellId);
  // A cell of the reader's own was never published, and one that is gone shows what it showed until it is back.
  if (!present || !published) return result;
  const superseded = present.stamp === published.stamp && result.madeFrom.stamp !== present.stamp;
  return superseded && result.outcome !== 'running' && !present.cell.slow && present.cell.after === undefined
    ? null
    : result;
}

/** @throws if the notebook has no such cell */
export function stampedCell(cells: readonly Stamped[], cellId: string): Stamped {
  const found = cells.find(({ cell }) => cell.id === cellId);
  if (!found) throw new Error(`There is no cell "${cellId}" in this notebook.`);
  return found;
}

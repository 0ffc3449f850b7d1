import type { RunStep } from './messages';
import { isBlank, type HistoryEntry, type Stamped } from './stamp';

/**
 * Ids of the cells of chapters that were put between those of the notebook. They are counted apart, so that the
 * notebook's cells keep their numbers and its layers their names.
 */
function cellsApart(cells: readonly Stamped[]): ReadonlySet<string> {
  const last = cells.findLastIndex(({ cell }) => cell.in !== null);
  const added = cells.slice(0, last + 1).filter(({ cell }) => cell.in === null && cell.role === 'course');
  return new Set(added.map(({ cell }) => cell.id));
}

/**
 * Under which a cell runs, whatever else has run: the notebook's have the numbers that they had there, the course's
 * other ones count on behind them, the reader's own are counted by themselves, but for those without a word, which do
 * not travel. An exercise has a number of its own.
 */
export function executionCountOf(cells: readonly Stamped[], { cell }: Stamped): number {
  if (cell.in !== null) return cell.in;
  if (cell.role === 'exercise') return 1;
  const alike = cells.filter(
    (other) =>
      other.cell.in === null &&
      other.cell.role === cell.role &&
      (other.cell.id === cell.id || cell.role !== 'scratch' || !isBlank(other)),
  );
  const place = alike.findIndex((other) => other.cell.id === cell.id) + 1;
  if (cell.role === 'scratch') return place;
  return Math.max(0, ...cells.map((other) => other.cell.in ?? 0)) + place;
}

export interface PlannedStep {
  cell: Stamped;
  executionCount: number;
  isApart: boolean;
  /** A slow cell that has run, and is brought back for the cells below it. */
  isRecalled: boolean;
}

export interface Plan {
  /** The kernel empties its scope first. */
  fresh: boolean;
  steps: readonly PlannedStep[];
}

/** What a reader may ask to run: a cell, every cell, those above it, or it and those below. */
export interface Target {
  scope: 'cell' | 'all' | 'above' | 'below';
  cellId: string;
}

/**
 * The cells a target names, as goals to be planned one after another; the cells of one goal can run in one go.
 * A slow cell is a goal of its own, and 'above' leaves it out. What stands after one takes part where that one does, or
 * is kept. Exercises and cells without a word run only when they are asked for themselves.
 * @throws if the notebook has no such cell
 */
export function goalsOf(cells: readonly Stamped[], target: Target): readonly (readonly string[])[] {
  const index = cells.findIndex(({ cell }) => cell.id === target.cellId);
  const own = cells[index];
  if (!own) throw new Error(`There is no cell "${target.cellId}" in this notebook.`);
  const named = {
    cell: [own],
    all: cells.filter(takesPart),
    above: cells.slice(0, index).filter((other) => takesPart(other) && !other.cell.slow),
    below: cells.slice(index).filter((other) => other === own || takesPart(other)),
  }[target.scope].filter(
    (one, _, all) =>
      one === own ||
      one.cell.after === undefined ||
      [...all.map(({ cell }) => cell.id), ...one.above.map(({ cellId }) => cellId)].includes(one.cell.after),
  );

  const goals: string[][] = [];
  let reached: Stamped | null = null;
  for (const next of named) {
    const follows = reached && !next.cell.slow && next.above.at(-1)?.cellId === reached.cell.id;
    if (follows) goals.at(-1)?.push(next.cell.id);
    else goals.push([next.cell.id]);
    reached = next;
  }
  return goals;
}

/**
 * Plans a run of the cells of one goal. The kernel's history has to be exactly the cells before the first of
 * them: if it is, only they run; if it is a shorter prefix, the missing cells run first; otherwise (or if it is
 * null: unknown after an error or a stop) everything before is replayed in an empty scope. A slow cell among the cells
 * that run first is recalled. Nothing runs if the goal's cells are gone.
 */
export function planRun(
  cells: readonly Stamped[],
  history: readonly HistoryEntry[] | null,
  goal: readonly string[],
): Plan {
  const wanted = pick(cells, goal);
  const above = wanted[0]?.above ?? [];
  const reached = history !== null && isPrefix(history, above) ? history.length : null;
  const last = wanted.at(-1);
  // By way of the last one's `above`: since the goal was set, a cell may have been put in between.
  const way = (last?.above ?? []).slice(reached ?? 0).map((entry) => entry.cellId);
  const run = pick(cells, last ? [...way, last.cell.id] : []);
  const apart = cellsApart(cells);
  return {
    fresh: reached === null,
    steps: run.map((cell) => ({
      cell,
      executionCount: executionCountOf(cells, cell),
      isApart: apart.has(cell.cell.id),
      isRecalled: cell.cell.slow && !goal.includes(cell.cell.id),
    })),
  };
}

/** A planned step as the kernel is asked for it. */
export function runStep({ cell: { cell, source }, executionCount, isApart }: PlannedStep): RunStep {
  return {
    cellId: cell.id,
    source,
    executionCount,
    ...(cell.check !== undefined && { check: cell.check }),
    ...(isApart && { isApart }),
    ...(cell.slow && { isSlow: true }),
  };
}

function takesPart(stamped: Stamped): boolean {
  return stamped.cell.role !== 'exercise' && !isBlank(stamped);
}

function pick(cells: readonly Stamped[], ids: readonly string[]): readonly Stamped[] {
  return ids.flatMap((id) => cells.find(({ cell }) => cell.id === id) ?? []);
}

function isPrefix(history: readonly HistoryEntry[], whole: readonly HistoryEntry[]): boolean {
  return (
    history.length <= whole.length &&
    history.every((ran, i) => ran.cellId === whole[i]?.cellId && ran.hash === whole[i].hash)
  );
}

/** Random visits: whatever a reader does, no cell lies about what it shows, and nothing they wrote is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  deleteCell,
  editCell,
  insertCell,
  redo,
  resetCell,
  resetCells,
  takeChanges,
  undo,
} from './change-session';
import { cellView, type CellView } from './cell-view';
import type { Changes, Patch } from './changes';
import { createSession, receive, requestRun, restartSession, type Session } from './session';
import type { Stamped } from './stamp';
import { readShared, writeShared } from './share';
import { keptFrom, restoreSession } from './kept';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';

const VISITS = 500;
const MOST_MOVES = 120;
/** On average, in all visits together. */
const LEAST_MOVES = 60;

const cells = [
  ...cellsOf('abc', 'c').map((cell) => ({ ...cell, chapter: 'one' })),
  ...cellsOf('h').map((cell) => ({ ...cell, chapter: 'one', after: 'c' })),
  ...cellsOf('d').map((cell) => ({ ...cell, chapter: 'one', role: 'exercise' as const })),
  ...cellsOf('efg', 'g').map((cell) => ({ ...cell, chapter: 'two' })),
];

/** A reader's tab. */
class Tab {
  session: Session = createSession(cells);
  kernel = new FakeKernel();
  #made = 0;

  /** A text that was never there before. */
  fresh(start: string): string {
    return `${start}${++this.#made}`;
  }
}

/** The last that was typed into each cell: what must not be lost. */
type Typed = Map<string, string>;

/** Two choices among what is there when the move is made: each counts round it. */
type Choices = readonly [number, number];

function pick<T>(of: readonly T[], choice: number): T {
  return of[choice % of.length] as T;
}

const moves: Record<string, (tab: Tab, choices: Choices, typed: Typed) => void> = {
  edit: (tab, [where, what], typed) => {
    const { cell } = pick(tab.session.present, where);
    const text = tab.fresh(cell.id);
    const source = pick([text, `${text}!`, `${text}?`, cell.source, ' '], what);
    tab.session = editCell(tab.session, cell.id, source);
    typed.set(cell.id, source);
  },
  insert: (tab, [cell, side]) => {
    const beside = pick(tab.session.present, cell).cell.id;
    const where = pick(['above', 'below'] as const, side);
    tab.session = insertCell(tab.session, { beside, where }, { id: tab.fresh('own') });
  },
  remove: (tab, [cell]) => (tab.session = deleteCell(tab.session, pick(tab.session.present, cell).cell.id)),
  reset: (tab, [cell]) => (tab.session = resetCell(tab.session, pick(cells, cell).id)),
  resetChapter: (tab, [chapter]) =>
    (tab.session = resetCells(tab.session, pick(['one', 'two', null], chapter))),
  undo: (tab) => (tab.session = undo(tab.session)),
  redo: (tab) => (tab.session = redo(tab.session)),
  run: (tab, [cell, what]) => {
    const scope = pick(['cell', 'all', 'above', 'below'] as const, what);
    const cellId = pick(tab.session.present, cell).cell.id;
    tab.session = post(requestRun(tab.session, { scope, cellId }), tab.kernel);
  },
  listen: (tab, [count]) => (tab.session = deliver(tab.session, tab.kernel, count % 12)),
  stop: (tab) => {
    const { run } = tab.session;
    if (!run) return;
    tab.session = deliver(tab.session, tab.kernel, 2);
    const stopped = { runId: run.runId, outcome: 'stopped', tensors: 0, bytes: 0 } as const;
    tab.session = receive(tab.session, { type: 'run-ended', ...stopped }, 0);
  },
  restart: (tab) => {
    const late = tab.kernel.events;
    tab.kernel = new FakeKernel();
    tab.kernel.events = late;
    tab.session = restartSession(tab.session);
  },
  reload: (tab) => {
    const kept = JSON.parse(JSON.stringify(keptFrom(tab.session))) as unknown;
    tab.kernel = new FakeKernel();
    const restored = restoreSession(createSession(cells), kept);
    tab.session = restored.session;
    expect(restored.trouble).toBeNull();
  },
  openLink: (tab, [what]) => {
    const sent: Changes = {
      edits: { a: { source: tab.fresh('theirs'), base: 'a' } },
      scratch: [{ id: 'x', chapter: 'two', after: 'e', source: tab.fresh('theirs') }],
    };
    const text = writeShared(pick([sent, tab.session.changes], what));
    const { changes } = readShared(text, tab.session.published, () => tab.fresh('own'));
    tab.session = takeChanges(tab.session, 'Open a link', changes);
  },
};

/** How much likelier than the others a move is. */
const weights: Readonly<Record<string, number>> = { edit: 3, run: 3, listen: 4 };

let moved = 0;

class Move implements fc.Command<Typed, Tab> {
  constructor(
    readonly name: string,
    readonly choices: Choices,
  ) {}

  check(): boolean {
    return true;
  }

  run(typed: Typed, tab: Tab): void {
    moved++;
    moves[this.name]?.(tab, this.choices, typed);
    for (const { cell } of tab.session.present) {
      const { state, outputs } = cellView(tab.session, cell.id);
      if (state !== 'done' && state !== 'error') continue;
      if (textOf(outputs) !== naive(tab.session, cell.id)) {
        expect.fail(`${cell.id} is ${state} and shows another notebook’s output`);
      }
    }
  }

  toString(): string {
    return `${this.name}(${this.choices.join()})`;
  }
}

const choice = fc.nat({ max: 999 });
const visits = fc.commands(
  Object.keys(moves).flatMap((name) =>
    Array.from({ length: weights[name] ?? 1 }, () =>
      fc.tuple(choice, choice).map((choices) => new Move(name, choices)),
    ),
  ),
  { maxCommands: MOST_MOVES, size: 'max' },
);

/**
 * What a cell must show, told from the sources and from which slow cells are done: the sources above it that count, and
 * its own.
 */
function naive(session: Session, cellId: string): string {
  const { present } = session;
  const place = present.findIndex(({ cell }) => cell.id === cellId);
  // What waits to run again is done until it begins.
  const isDone = (id: string) => {
    const { state, source } = cellView({ ...session, run: null, queue: [] }, id);
    return state === 'done' && source.trim() !== '';
  };
  const isKept = ({ cell }: Stamped) => cell.slow && isDone(cell.id);
  const above = present.slice(0, place).filter(({ cell, source }) => {
    if (source.trim() === '' || cell.role === 'exercise') return false;
    return cell.slow ? isDone(cell.id) : cell.after === undefined || isDone(cell.after);
  });
  const firstKept = above.findIndex(isKept);
  const mayNeedIt =
    firstKept >= 0 && above.slice(firstKept).some(({ cell }) => !cell.slow && cell.after === undefined);
  const isAlone = present[place]?.cell.slow === true && !mayNeedIt;
  const seen = above.filter(({ cell }) => !isAlone || (!cell.slow && cell.after === undefined));
  const own = present.slice(place, place + 1).filter(({ source }) => source.trim() !== '');
  return [...seen, ...own].map(({ source }) => source).join(' ');
}

function textOf(outputs: CellView['outputs']): string | undefined {
  const [first] = outputs ?? [];
  return first?.kind === 'text' ? first.text : undefined;
}

/** Every text that is in the notebook or that undo and redo lead to. */
function withinReach({ changes, undo: back, redo: forward }: Session): Set<string> {
  const of = (edits: Patch['edits'], scratch: Changes['scratch']) => [
    ...Object.values(edits).flatMap((edit) => (edit ? [edit.source] : [])),
    ...scratch.map(({ source }) => source),
  ];
  const patches = [...back, ...forward];
  return new Set([
    ...of(changes.edits, changes.scratch),
    ...patches.flatMap(({ edits, put }) =>
      of(
        edits,
        put.map(({ cell }) => cell),
      ),
    ),
    ...cells.map(({ source }) => source),
  ]);
}

/** Runs all cells once what is on its way has come. */
function runAll(session: Session, kernel: FakeKernel): Session {
  const settled = deliver(session, kernel);
  return deliver(post(requestRun(settled, { scope: 'all', cellId: 'a' }), kernel), kernel);
}

/** What the page shows of every cell with a source, but of exercises and of what stands after a cell without one. */
function page(session: Session) {
  const isBlank = ({ source }: Stamped) => source.trim() === '';
  const blank = session.present.filter(isBlank).map(({ cell }) => cell.id);
  return session.present
    .filter((stamped) => stamped.cell.role !== 'exercise' && !isBlank(stamped))
    .filter(({ cell }) => cell.after === undefined || !blank.includes(cell.after))
    .map(({ cell, source }) => {
      const { state, executionCount, outputs } = cellView(session, cell.id);
      return [cell.id, source, state, executionCount, textOf(outputs)];
    });
}

/** All has run, and a fresh notebook with the same sources shows the same. */
function expectAsFresh(tab: Tab): void {
  for (const { cell, source } of tab.session.present) {
    tab.session = editCell(tab.session, cell.id, source.replace(/[!?]/, ''));
  }
  const ended = runAll(tab.session, tab.kernel);
  const kept = { ...keptFrom(tab.session), outputs: {} };
  const fresh = runAll(restoreSession(createSession(cells), kept).session, new FakeKernel());
  expect(page(ended)).toEqual(page(fresh));
  expect(new Set(page(ended).map(([, , state]) => state))).toEqual(new Set(['done']));
}

test(
  `in ${VISITS} random visits no cell lies, nothing typed is lost, and all ends as a fresh notebook`,
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(visits, (visit) => {
        const typed: Typed = new Map();
        const tab = new Tab();
        // After each move: no cell that calls itself done or failed shows anything but its sources' output.
        fc.modelRun(() => ({ model: typed, real: tab }), visit);
        const reach = withinReach(tab.session);
        expect([...typed].filter(([, source]) => !reach.has(source))).toEqual([]);
        expectAsFresh(tab);
      }),
      { numRuns: VISITS, seed: 8 },
    );
    expect(moved).toBeGreaterThan(VISITS * LEAST_MOVES);
  },
);

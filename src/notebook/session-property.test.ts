/** Random visits: whatever a reader does, no cell lies about what it shows, and nothing they wrote is lost. */
import { describe, expect, test } from 'vitest';
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
import { cellView } from './cell-view';
import type { Changes, Patch } from './changes';
import { createSession, receive, requestRun, restartSession, type Session } from './session';
import { readShared, writeShared } from './share';
import { keptFrom, restoreSession } from './kept';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';

const VISITS = 500;
const MOVES = 60;

const cells = [
  ...cellsOf('abc', 'c').map((cell) => ({ ...cell, chapter: 'one' })),
  ...cellsOf('d').map((cell) => ({ ...cell, chapter: 'one', role: 'exercise' as const })),
  ...cellsOf('efg', 'g').map((cell) => ({ ...cell, chapter: 'two' })),
];

/** A random number generator: mulberry32's scheme of adding an odd constant and mixing. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Visit {
  session: Session = createSession(cells);
  kernel = new FakeKernel();
  /** The last that was typed into each cell: what must not be lost. */
  readonly typed = new Map<string, string>();
  readonly #random: () => number;
  #made = 0;

  constructor(seed: number) {
    this.#random = generator(seed);
  }

  move(): void {
    const { edit, run, listen } = this.moves;
    const all = Object.values(this.moves);
    this.#pick([edit, edit, run, run, listen, listen, listen, ...all])();
  }

  readonly moves = {
    edit: () => {
      const { cell } = this.#pick(this.session.present);
      const source = this.#pick([
        `${cell.id}${++this.#made}`,
        `${cell.id}${++this.#made}!`,
        cell.source,
        ' ',
      ]);
      this.session = editCell(this.session, cell.id, source);
      this.typed.set(cell.id, source);
    },
    insert: () => {
      const beside = this.#pick(this.session.present).cell.id;
      const where = this.#pick(['above', 'below'] as const);
      this.session = insertCell(this.session, { beside, where }, { id: `own${++this.#made}` });
    },
    remove: () => (this.session = deleteCell(this.session, this.#pick(this.session.present).cell.id)),
    reset: () => (this.session = resetCell(this.session, this.#pick(cells).id)),
    resetChapter: () => (this.session = resetCells(this.session, this.#pick(['one', 'two', null]))),
    undo: () => (this.session = undo(this.session)),
    redo: () => (this.session = redo(this.session)),
    run: () => {
      const scope = this.#pick(['cell', 'all', 'above', 'below'] as const);
      const cellId = this.#pick(this.session.present).cell.id;
      this.session = post(requestRun(this.session, { scope, cellId }), this.kernel);
    },
    listen: () => (this.session = deliver(this.session, this.kernel, Math.floor(this.#random() * 12))),
    stop: () => {
      const { run } = this.session;
      if (!run) return;
      this.session = deliver(this.session, this.kernel, 2);
      const stopped = { runId: run.runId, outcome: 'stopped', tensors: 0, bytes: 0 } as const;
      this.session = receive(this.session, { type: 'run-ended', ...stopped }, 0);
    },
    restart: () => {
      const late = this.kernel.events;
      this.kernel = new FakeKernel();
      this.kernel.events = late;
      this.session = restartSession(this.session);
    },
    reload: () => {
      const kept = JSON.parse(JSON.stringify(keptFrom(this.session))) as unknown;
      this.kernel = new FakeKernel();
      const restored = restoreSession(createSession(cells), kept);
      this.session = restored.session;
      expect(restored.trouble).toBeNull();
    },
    openLink: () => {
      const own = this.session.changes;
      const sent: Changes = {
        edits: { a: { source: `theirs${++this.#made}`, base: 'a' } },
        scratch: [{ id: 'x', chapter: 'two', after: 'e', source: `theirs${++this.#made}` }],
      };
      const text = writeShared(this.#pick([sent, own]));
      const nextId = () => `own${++this.#made}`;
      const { changes } = readShared(text, this.session.published, nextId);
      this.session = takeChanges(this.session, 'Open a link', changes);
    },
  };

  #pick<T>(of: readonly T[]): T {
    return of[Math.floor(this.#random() * of.length)] as T;
  }
}

/** What a cell must show, told from the sources alone: those above it that count, and its own. */
function naive({ present }: Session, cellId: string): string {
  const index = present.findIndex(({ cell }) => cell.id === cellId);
  return present
    .filter(({ cell, source }, i) => {
      if (source.trim() === '') return false;
      return i === index || (i < index && !cell.slow && cell.role !== 'exercise');
    })
    .map(({ source }) => source)
    .join(' ');
}

function shown(session: Session, cellId: string): string | undefined {
  const [first] = cellView(session, cellId).outputs ?? [];
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

describe(`${VISITS} random visits`, () => {
  test('no cell that calls itself done or failed shows anything but its sources’ output', () => {
    for (let seed = 0; seed < VISITS; seed++) {
      const visit = new Visit(seed);
      for (let i = 0; i < MOVES; i++) {
        visit.move();
        for (const { cell } of visit.session.present) {
          const { state } = cellView(visit.session, cell.id);
          if (state !== 'done' && state !== 'error') continue;
          if (shown(visit.session, cell.id) !== naive(visit.session, cell.id)) {
            expect.fail(
              `seed ${seed}, move ${i}: ${cell.id} is ${state} and shows another notebook’s output`,
            );
          }
        }
      }
    }
  });

  test('end, once all has run, as a fresh notebook with the same sources', () => {
    for (let seed = 0; seed < VISITS; seed++) {
      const visit = new Visit(seed);
      for (let i = 0; i < MOVES; i++) visit.move();
      for (const { cell, source } of visit.session.present) {
        visit.session = editCell(visit.session, cell.id, source.replace('!', ''));
      }
      const runAll = (session: Session, kernel: FakeKernel) => {
        const settled = deliver(session, kernel);
        return deliver(post(requestRun(settled, { scope: 'all', cellId: 'a' }), kernel), kernel);
      };
      const ended = runAll(visit.session, visit.kernel);
      const kept = keptFrom(visit.session);
      const fresh = runAll(
        restoreSession(createSession(cells), { ...kept, outputs: {} }).session,
        new FakeKernel(),
      );
      const page = (session: Session) =>
        session.present
          .filter(({ cell, source }) => cell.role !== 'exercise' && source.trim() !== '')
          .map(({ cell, source }) => {
            const { state, executionCount } = cellView(session, cell.id);
            return [cell.id, source, state, executionCount, shown(session, cell.id)];
          });
      expect(page(ended), `seed ${seed}`).toEqual(page(fresh));
      expect(new Set(page(ended).map(([, , state]) => state)), `seed ${seed}`).toEqual(new Set(['done']));
    }
  });

  test('lose nothing that was typed last into a cell', () => {
    for (let seed = 0; seed < VISITS; seed++) {
      const visit = new Visit(seed);
      for (let i = 0; i < MOVES; i++) visit.move();
      const reach = withinReach(visit.session);
      const lost = [...visit.typed].filter(([, source]) => !reach.has(source));
      expect(lost, `seed ${seed}`).toEqual([]);
    }
  });
});

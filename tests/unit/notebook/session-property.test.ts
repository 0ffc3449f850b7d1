import { describe, expect, test } from 'vitest';
import { cellView } from '../../../src/notebook/cell-view';
import {
  createSession,
  editCell,
  requestRun,
  resetCell,
  restartSession,
  type Session,
} from '../../../src/notebook/session';
import { cellsOf } from './cells';
import { deliver, FakeKernel, post } from './fake-kernel';

const cells = cellsOf('abcdef', 'cf');

/** What a cell must show, told from the sources alone: those above it, slow ones aside, and its own. */
function naive(sources: ReadonlyMap<string, string>, cellId: string): string {
  const index = cells.findIndex(({ id }) => id === cellId);
  return cells
    .filter(({ slow, id }, i) => (i < index && !slow) || id === cellId)
    .map(({ id }) => sources.get(id))
    .join(' ');
}

function shown(session: Session, cellId: string): string | undefined {
  const [first] = cellView(session, cellId).outputs ?? [];
  return first?.kind === 'text' ? first.text : undefined;
}

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

describe.each(Array.from({ length: 60 }, (_, seed) => seed))('a random visit, seed %i', (seed) => {
  const random = generator(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const sources = new Map(cells.map(({ id, source }) => [id, source]));
  let kernel = new FakeKernel();
  let session = createSession(cells);

  const moves = {
    edit: () => {
      const id = pick(cells).id;
      const source = pick([`${id}1`, `${id}2`, `${id}!`, id]);
      sources.set(id, source);
      session = editCell(session, id, source);
    },
    reset: () => {
      const { id, source } = pick(cells);
      sources.set(id, source);
      session = resetCell(session, id);
    },
    run: () => {
      const target = { scope: pick(['cell', 'all', 'above', 'below'] as const), cellId: pick(cells).id };
      session = post(requestRun(session, target), kernel);
    },
    listen: () => (session = deliver(session, kernel, Math.floor(random() * 12))),
    restart: () => {
      const late = kernel.events;
      kernel = new FakeKernel();
      kernel.events = late;
      session = restartSession(session);
    },
  };

  test('no cell that calls itself done or failed shows anything but its sources’ output', () => {
    for (let i = 0; i < 80; i++) {
      pick([moves.edit, moves.reset, moves.run, moves.run, moves.listen, moves.listen, moves.restart])();
      for (const { id } of cells) {
        const { state } = cellView(session, id);
        if (state === 'done' || state === 'error') {
          expect(shown(session, id), `${id} after ${i} moves`).toBe(naive(sources, id));
        }
      }
    }
  });

  test('running all of it ends as a fresh notebook with the same sources does', () => {
    for (const { id } of cells) {
      sources.set(id, (sources.get(id) ?? '').replace('!', ''));
      session = editCell(session, id, sources.get(id) ?? '');
    }
    session = deliver(session, kernel);
    session = deliver(post(requestRun(session, { scope: 'all', cellId: 'a' }), kernel), kernel);
    for (const { id } of cells) {
      const { state, executionCount } = cellView(session, id);
      const above = cells.slice(
        0,
        cells.findIndex((cell) => cell.id === id),
      );
      expect(state).toBe('done');
      expect(shown(session, id)).toBe(naive(sources, id));
      expect(executionCount).toBe(154 + above.filter(({ slow }) => !slow).length);
    }
  });
});

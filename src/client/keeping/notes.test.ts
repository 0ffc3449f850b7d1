/** Two tabs that changed the notebook at the same time: nothing either of them wrote is lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deleteCell,
  editCell,
  insertCell,
  redo,
  resetCell,
  resetCells,
  undo,
} from '../../notebook/change-session';
import { createSession, type Session } from '../../notebook/session';
import { keptFrom, restoreSession } from '../../notebook/kept';
import { mergeNotes, NO_NOTES, type Notes } from './notes';
import { cellsOf } from '../../../tests/support/notebook/cells';

const cells = cellsOf('abcd');
const fresh = createSession(cells);
const notesOf = (session: Session, rivals: Notes['rivals'] = []): Notes => ({
  kept: keptFrom(session),
  rivals,
});
const sourcesOf = ({ kept }: Notes) =>
  Object.fromEntries(
    restoreSession(fresh, kept).session.present.map(({ cell, source }) => [cell.id, source]),
  );
/** Every text that can still be reached. */
const textsOf = (notes: Notes) => {
  const { changes, undo: back, redo: forward } = notes.kept;
  return new Set([
    ...Object.values(changes.edits).map(({ source }) => source),
    ...changes.scratch.map(({ source }) => source),
    ...notes.rivals.map(({ source }) => source),
    ...[...back, ...forward].flatMap(({ edits, put }) => [
      ...Object.values(edits).map((edit) => edit?.source ?? ''),
      ...put.map(({ cell }) => cell.source),
    ]),
  ]);
};

describe('mergeNotes', () => {
  test('takes from each side what it alone changed', () => {
    const agreed = editCell(editCell(fresh, 'a', 'a1'), 'b', 'b1');
    const mine = editCell(agreed, 'a', 'mine');
    const theirs = insertCell(
      resetCell(editCell(agreed, 'c', 'theirs'), 'b'),
      { beside: 'd', where: 'below' },
      { id: 'own', source: 'new' },
    );
    const merged = mergeNotes(notesOf(agreed), notesOf(mine), notesOf(theirs));
    expect(sourcesOf(merged)).toEqual({ a: 'mine', b: 'b', c: 'theirs', d: 'd', own: 'new' });
    expect(merged.rivals).toEqual([]);
    expect(merged.kept.undo).toEqual(theirs.undo);
  });

  test('where both changed a cell, mine stays and theirs is its rival', () => {
    const agreed = editCell(fresh, 'a', 'a1');
    const merged = mergeNotes(
      notesOf(agreed),
      notesOf(editCell(agreed, 'a', 'mine')),
      notesOf(editCell(agreed, 'a', 'theirs')),
    );
    expect(sourcesOf(merged)['a']).toBe('mine');
    expect(merged.rivals).toEqual([{ cellId: 'a', source: 'theirs', base: 'a1' }]);
  });

  test('a first edit in both tabs has the published source for its base', () => {
    const merged = mergeNotes(
      NO_NOTES,
      notesOf(editCell(fresh, 'a', 'mine')),
      notesOf(editCell(fresh, 'a', 'theirs')),
    );
    expect(merged.rivals).toEqual([{ cellId: 'a', source: 'theirs', base: 'a' }]);
  });

  test('what was written in a cell stays where the other side took the cell away', () => {
    const agreed = insertCell(fresh, { beside: 'a', where: 'below' }, { id: 'own', source: 'one' });
    const wrote = editCell(agreed, 'own', 'two');
    const deleted = deleteCell(agreed, 'own');
    for (const [mine, theirs] of [
      [wrote, deleted],
      [deleted, wrote],
    ] as const) {
      const merged = mergeNotes(notesOf(agreed), notesOf(mine), notesOf(theirs));
      expect(sourcesOf(merged)['own']).toBe('two');
    }
  });

  test('a rival that one side has settled is gone, and one that is the cell’s own text is none', () => {
    const rival = { cellId: 'a', source: 'other', base: 'a' };
    const agreed = notesOf(editCell(fresh, 'a', 'mine'), [rival]);
    const settled = notesOf(editCell(fresh, 'a', 'mine'));
    expect(mergeNotes(agreed, settled, agreed).rivals).toEqual([]);
    expect(mergeNotes(agreed, notesOf(editCell(fresh, 'a', 'other'), [rival]), agreed).rivals).toEqual([]);
  });

  test('exercises done in either tab are done', () => {
    const done = (...ids: string[]): Notes => ({ ...NO_NOTES, kept: { ...NO_NOTES.kept, done: ids } });
    expect(mergeNotes(done('x'), done('x', 'y'), done('x', 'z')).kept.done).toEqual(['x', 'z', 'y']);
    expect(mergeNotes(NO_NOTES, done('y'), NO_NOTES).kept.done).toEqual(['y']);
  });

  test('both tabs take out one cell: it comes back once', () => {
    const agreed = insertCell(fresh, { beside: 'a', where: 'below' }, { id: 'own', source: 'one' });
    const other = insertCell(agreed, { beside: 'a', where: 'below' }, { id: 'new', source: 'two' });
    const merged = mergeNotes(
      notesOf(agreed),
      notesOf(deleteCell(agreed, 'own')),
      notesOf(deleteCell(other, 'own')),
    );
    let session = restoreSession(fresh, merged.kept).session;
    while (session.undo.length > 0) session = undo(session);
    const ids = session.present.map(({ cell }) => cell.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('500 random pairs of tabs lose no text, and both ways round hold the same', () => {
    const check = (before: Walk, own: Walk, other: Walk) => {
      const agreed = walk(fresh, before, 'agreed');
      const [mine, theirs] = [notesOf(walk(agreed, own, 'mine')), notesOf(walk(agreed, other, 'theirs'))];
      const merged = mergeNotes(notesOf(agreed), mine, theirs);
      const texts = textsOf(merged);
      const lost = [mine, theirs].flatMap((side) =>
        [...side.kept.changes.scratch, ...Object.values(side.kept.changes.edits)].filter(
          ({ source }) => !texts.has(source) && !textsOf(notesOf(agreed)).has(source),
        ),
      );
      expect(lost).toEqual([]);
      // It can be kept, read, taken back and done again without ever having one id twice.
      let session = restoreSession(fresh, JSON.parse(JSON.stringify(merged.kept))).session;
      for (const step of [undo, undo, redo, undo, undo, undo, redo]) {
        session = step(session);
        const ids = session.present.map(({ cell }) => cell.id);
        expect(new Set(ids).size).toBe(ids.length);
      }
      const reversed = mergeNotes(notesOf(agreed), theirs, mine);
      expect(Object.keys(sourcesOf(reversed)).sort()).toEqual(Object.keys(sourcesOf(merged)).sort());
      expect(textsOf(reversed)).toEqual(texts);
    };
    fc.assert(fc.property(walks, walks, walks, check), { numRuns: 500, seed: 1 });
  });
});

/** What a reader does, and where: a number that counts round the cells there are. */
type Walk = readonly (readonly [keyof typeof acts, number])[];

const ownCells = (session: Session) => session.changes.scratch;

const acts = {
  edit: (session: Session, id: string, text: string) => editCell(session, id, text),
  insert: (session: Session, id: string, text: string) =>
    insertCell(session, { beside: id, where: 'below' }, { id: `own-${text}`, source: text }),
  delete: (session: Session, _id: string, _text: string, where: number) => {
    const own = ownCells(session);
    return own.length > 0 ? deleteCell(session, own[where % own.length]!.id) : session;
  },
  reset: (session: Session, id: string) =>
    ownCells(session).some((cell) => cell.id === id) ? session : resetCell(session, id),
  resetAll: (session: Session) => resetCells(session, null),
  undo,
  redo,
};

const walks: fc.Arbitrary<Walk> = fc.array(
  fc.tuple(
    fc.constantFrom('edit', 'edit', 'insert', 'delete', 'reset', 'resetAll', 'undo', 'redo'),
    fc.nat({ max: 999 }),
  ),
  { maxLength: 12, size: 'max' },
);

function walk(from: Session, steps: Walk, who: string): Session {
  return steps.reduce((session, [act, where], step) => {
    const { id } = session.present[where % session.present.length]!.cell;
    return acts[act](session, id, `${who}${step}`, where);
  }, from);
}

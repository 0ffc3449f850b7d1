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
import { mergeDocuments, EMPTY_DOCUMENT, type KeptDocument } from './merge-documents';
import { cellsOf } from '../../../tests/support/notebook/cells';

const cells = cellsOf('abcd');
const fresh = createSession(cells);
const documentOf = (session: Session, pending: KeptDocument['pending'] = []): KeptDocument => ({
  kept: keptFrom(session),
  pending,
});
const sourcesOf = ({ kept }: KeptDocument) =>
  Object.fromEntries(
    restoreSession(fresh, kept).session.present.map(({ cell, source }) => [cell.id, source]),
  );
/** Every text that can still be reached. */
const textsOf = (notes: KeptDocument) => {
  const { changes, undo: back, redo: forward } = notes.kept;
  return new Set([
    ...Object.values(changes.edits).map(({ source }) => source),
    ...changes.scratch.map(({ source }) => source),
    ...notes.pending.map(({ source }) => source),
    ...[...back, ...forward].flatMap(({ edits, put }) => [
      ...Object.values(edits).map((edit) => edit?.source ?? ''),
      ...put.map(({ cell }) => cell.source),
    ]),
  ]);
};

describe('mergeDocuments', () => {
  test('takes from each side what it alone changed', () => {
    const agreed = editCell(editCell(fresh, 'a', 'a1'), 'b', 'b1');
    const mine = editCell(agreed, 'a', 'mine');
    const theirs = insertCell(
      resetCell(editCell(agreed, 'c', 'theirs'), 'b'),
      { beside: 'd', where: 'below' },
      { id: 'own', source: 'new' },
    );
    const merged = mergeDocuments(documentOf(agreed), documentOf(mine), documentOf(theirs));
    expect(sourcesOf(merged)).toEqual({ a: 'mine', b: 'b', c: 'theirs', d: 'd', own: 'new' });
    expect(merged.pending).toEqual([]);
    expect(merged.kept.undo).toEqual(theirs.undo);
  });

  test('where both changed a cell, mine stays and theirs is its rival', () => {
    const agreed = editCell(fresh, 'a', 'a1');
    const merged = mergeDocuments(
      documentOf(agreed),
      documentOf(editCell(agreed, 'a', 'mine')),
      documentOf(editCell(agreed, 'a', 'theirs')),
    );
    expect(sourcesOf(merged)['a']).toBe('mine');
    expect(merged.pending).toEqual([{ cellId: 'a', source: 'theirs', base: 'a1' }]);
  });

  test('a first edit in both tabs has the published source for its base', () => {
    const merged = mergeDocuments(
      EMPTY_DOCUMENT,
      documentOf(editCell(fresh, 'a', 'mine')),
      documentOf(editCell(fresh, 'a', 'theirs')),
    );
    expect(merged.pending).toEqual([{ cellId: 'a', source: 'theirs', base: 'a' }]);
  });

  test('what was written in a cell stays where the other side took the cell away', () => {
    const agreed = insertCell(fresh, { beside: 'a', where: 'below' }, { id: 'own', source: 'one' });
    const wrote = editCell(agreed, 'own', 'two');
    const deleted = deleteCell(agreed, 'own');
    for (const [mine, theirs] of [
      [wrote, deleted],
      [deleted, wrote],
    ] as const) {
      const merged = mergeDocuments(documentOf(agreed), documentOf(mine), documentOf(theirs));
      expect(sourcesOf(merged)['own']).toBe('two');
    }
  });

  test('a rival that one side has settled is gone, and one that is the cell’s own text is none', () => {
    const rival = { cellId: 'a', source: 'other', base: 'a' };
    const agreed = documentOf(editCell(fresh, 'a', 'mine'), [rival]);
    const settled = documentOf(editCell(fresh, 'a', 'mine'));
    expect(mergeDocuments(agreed, settled, agreed).pending).toEqual([]);
    expect(
      mergeDocuments(agreed, documentOf(editCell(fresh, 'a', 'other'), [rival]), agreed).pending,
    ).toEqual([]);
  });

  test('exercises done in either tab are done', () => {
    const done = (...ids: string[]): KeptDocument => ({
      ...EMPTY_DOCUMENT,
      kept: { ...EMPTY_DOCUMENT.kept, done: ids },
    });
    expect(mergeDocuments(done('x'), done('x', 'y'), done('x', 'z')).kept.done).toEqual(['x', 'z', 'y']);
    expect(mergeDocuments(EMPTY_DOCUMENT, done('y'), EMPTY_DOCUMENT).kept.done).toEqual(['y']);
  });

  test('both tabs take out one cell: it comes back once', () => {
    const agreed = insertCell(fresh, { beside: 'a', where: 'below' }, { id: 'own', source: 'one' });
    const other = insertCell(agreed, { beside: 'a', where: 'below' }, { id: 'new', source: 'two' });
    const merged = mergeDocuments(
      documentOf(agreed),
      documentOf(deleteCell(agreed, 'own')),
      documentOf(deleteCell(other, 'own')),
    );
    let session = restoreSession(fresh, merged.kept).session;
    while (session.undo.length > 0) session = undo(session);
    const ids = session.present.map(({ cell }) => cell.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('500 random pairs of tabs lose no text, and both ways round hold the same', () => {
    const check = (before: Walk, own: Walk, other: Walk) => {
      const agreed = walk(fresh, before, 'agreed');
      const [mine, theirs] = [
        documentOf(walk(agreed, own, 'mine')),
        documentOf(walk(agreed, other, 'theirs')),
      ];
      const merged = mergeDocuments(documentOf(agreed), mine, theirs);
      const texts = textsOf(merged);
      const lost = [mine, theirs].flatMap((side) =>
        [...side.kept.changes.scratch, ...Object.values(side.kept.changes.edits)].filter(
          ({ source }) => !texts.has(source) && !textsOf(documentOf(agreed)).has(source),
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
      const reversed = mergeDocuments(documentOf(agreed), theirs, mine);
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

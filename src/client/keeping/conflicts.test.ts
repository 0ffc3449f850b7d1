/** Two versions of one source: what differs, and the two merged. */
import { describe, expect, test } from 'vitest';
import { diffLines } from '../../ui/diff/diff-lines';
import { mergeSources } from './merge-sources';
import { adoptOrphan, conflictAt, orphansOf, resolveConflict } from './conflicts';
import { editCell, undo } from '../../notebook/change-session';
import { createSession, type Session } from '../../notebook/session';
import { keptFrom, restoreSession } from '../../notebook/kept';
import { cellsOf } from '../../../tests/support/notebook/cells';

const names = { local: 'local', remote: 'remote' };
const source = (session: Session, id: string) => session.present.find(({ cell }) => cell.id === id)?.source;

describe('mergeSources', () => {
  test('takes what each side changed elsewhere', () => {
    const merged = mergeSources({ base: 'a\nb\nc\nd', local: 'A\nb\nc\nd', remote: 'a\nb\nc\nD' }, names);
    expect(merged).toEqual({ text: 'A\nb\nc\nD', conflicts: 0 });
  });

  test('where both changed one line both stand, each under a comment', () => {
    const merged = mergeSources({ base: 'a\nb\nc', local: 'a\nx\nc', remote: 'a\ny\nc' }, names);
    expect(merged).toEqual({ text: 'a\n// local:\nx\n// remote:\ny\nc', conflicts: 1 });
  });

  test('the same change on both sides is no conflict', () => {
    expect(mergeSources({ base: 'a\nb', local: 'a\nx', remote: 'a\nx' }, names)).toEqual({
      text: 'a\nx',
      conflicts: 0,
    });
  });
});

describe('diffLines', () => {
  const side = (before: string, after: string, other: 'gone' | 'new') =>
    diffLines(before, after)
      .filter(({ kind }) => kind !== other)
      .map(({ parts }) => parts.map(({ text }) => text).join(''))
      .join('\n');

  test('marks the words that changed', () => {
    expect(diffLines('let a = 1;\nrun();', 'let a = 25;\nrun();')).toEqual([
      {
        kind: 'gone',
        parts: [
          { text: 'let a = ', changed: false },
          { text: '1', changed: true },
          { text: ';', changed: false },
        ],
      },
      {
        kind: 'new',
        parts: [
          { text: 'let a = ', changed: false },
          { text: '25', changed: true },
          { text: ';', changed: false },
        ],
      },
      { kind: 'same', parts: [{ text: 'run();', changed: false }] },
    ]);
  });

  test('holds both texts, whatever they are', () => {
    const words = ['a', 'b', '', 'let x = 1;', 'const layer = 5', '\t}', 'a b c'];
    for (let seed = 0; seed < 300; seed += 1) {
      const text = (salt: number) =>
        Array.from(
          { length: (seed * salt) % 7 },
          (_, line) => words[(seed * salt + line * line * salt) % 7]!,
        ).join('\n');
      const [before, after] = [text(3), text(5)];
      expect(side(before, after, 'new')).toBe(before);
      expect(side(before, after, 'gone')).toBe(after);
    }
  });
});

describe('an author’s change of a cell that the reader edited', () => {
  const edited = editCell(createSession(cellsOf('abc')), 'b', 'mine');
  const revised = cellsOf('abc').map((cell) => (cell.id === 'b' ? { ...cell, source: 'revised' } : cell));
  const { session } = restoreSession(createSession(revised), keptFrom(edited));
  const held = { session, pending: [] };

  test('is offered with all three versions, and the reader’s stays until they choose', () => {
    expect(source(session, 'b')).toBe('mine');
    expect(conflictAt(held, 'b')).toEqual({
      cellId: 'b',
      from: 'author',
      base: 'b',
      local: 'mine',
      remote: 'revised',
    });
    expect(conflictAt(held, 'a')).toBeNull();
  });

  test.each([['mine'], ['revised'], ['both']])(
    'is settled by choosing %s, and can be taken back',
    (choice) => {
      const after = resolveConflict(held, conflictAt(held, 'b')!, choice);
      expect(source(after.session, 'b')).toBe(choice);
      expect(conflictAt(after, 'b')).toBeNull();
      const back = { ...after, session: undo(after.session) };
      expect(source(back.session, 'b')).toBe('mine');
      expect(conflictAt(back, 'b')).not.toBeNull();
    },
  );
});

describe('a version of another tab', () => {
  const session = editCell(createSession(cellsOf('abc')), 'b', 'mine');
  const held = { session, pending: [{ cellId: 'b', source: 'theirs', base: 'b' }] };

  test.each([['mine'], ['theirs'], ['both']])(
    'is settled by choosing %s; all versions stay within reach',
    (choice) => {
      const after = resolveConflict(held, conflictAt(held, 'b')!, choice);
      expect(source(after.session, 'b')).toBe(choice);
      expect(conflictAt(after, 'b')).toBeNull();
      const reached = new Set<string | undefined>();
      for (let at = after.session; ; at = undo(at)) {
        reached.add(source(at, 'b'));
        if (at.undo.length === 0) break;
      }
      expect([...reached]).toEqual(expect.arrayContaining(['mine', 'theirs']));
    },
  );
});

test('an edit of a cell that the author took out becomes a cell of the reader’s', () => {
  const edited = editCell(createSession(cellsOf('abc')), 'b', 'mine');
  const { session } = restoreSession(createSession(cellsOf('ac')), keptFrom(edited));
  const held = { session, pending: [] };
  const [orphan] = orphansOf(held);
  expect(orphan).toEqual({ cellId: 'b', source: 'mine' });
  const after = adoptOrphan(held, orphan!, 'own');
  expect(orphansOf(after)).toEqual([]);
  expect(after.session.present.map(({ cell, source: text }) => [cell.id, text])).toEqual([
    ['a', 'a'],
    ['c', 'c'],
    ['own', 'mine'],
  ]);
});

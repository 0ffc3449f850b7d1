import { beforeEach, describe, expect, test } from 'vitest';
import { cellView } from './cell-view';
import { deleteCell, editCell, insertCell, undo } from './change-session';
import { createSession, requestRun, type Session } from './session';
import { KEPT_VERSION, keptFrom, restoreSession, type Kept } from './kept';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';

const cells = cellsOf('abc');
let session: Session;

beforeEach(() => {
  session = insertCell(createSession(cells), { beside: 'a', where: 'below' }, { id: '1', source: 'mine' });
  session = editCell(session, 'c', 'other');
  const kernel = new FakeKernel();
  session = deliver(post(requestRun(session, { scope: 'all', cellId: 'a' }), kernel), kernel);
});

const plain = (kept: Kept) => JSON.parse(JSON.stringify(kept)) as Record<string, unknown>;
const restore = (kept: unknown) => restoreSession(createSession(cells), kept);

describe('what is kept', () => {
  test('comes back: edits, cells, what they printed, and what can be undone', () => {
    session = deleteCell(session, '1');
    const { session: back, trouble } = restore(plain(keptFrom(session)));
    expect(trouble).toBeNull();
    expect(back.present).toEqual(session.present);
    expect(cellView(back, 'c')).toMatchObject({ state: 'stale', outputs: [{ text: 'a mine b other' }] });
    const again = undo(back);
    expect(again.present.map(({ source }) => source)).toEqual(['a', 'mine', 'b', 'other']);
    expect(cellView(again, 'c').state).toBe('done');
  });

  test('is nothing where the published output shows', () => {
    expect(Object.keys(keptFrom(session).outputs)).toEqual(['1', 'b', 'c']);
    expect(keptFrom(createSession(cells)).outputs).toEqual({});
  });

  test.each([
    ['a slow cell', { slow: true }],
    ['an exercise', { role: 'exercise' as const }],
  ])('of %s that ran as published is what it printed: nothing is published there', (_, kind) => {
    const course = cells.map((cell) => (cell.id === 'c' ? { ...cell, ...kind } : cell));
    const kernel = new FakeKernel();
    const asked = requestRun(createSession(course), { scope: 'cell', cellId: 'c' });
    const kept = plain(keptFrom(deliver(post(asked, kernel), kernel)));
    const { session: back } = restoreSession(createSession(course), kept);
    expect(cellView(back, 'c')).toMatchObject({ state: 'done', outputs: [{ text: 'a b c' }] });
    expect(cellView(back, 'b').outputs).toBeNull();
  });

  test('of a cell that ran when the page was left says that it was stopped', () => {
    const kernel = new FakeKernel();
    session = post(requestRun(editCell(session, 'c', 'third'), { scope: 'cell', cellId: 'c' }), kernel);
    session = deliver(session, kernel, 10);
    expect(cellView(session, 'c').state).toBe('running');
    const { session: back } = restore(plain(keptFrom(session)));
    expect(cellView(back, 'c')).toMatchObject({ state: 'stale', staleBecause: 'Stopped before it ended.' });
  });

  test('nothing at all is a fresh notebook', () => {
    expect(restore(undefined)).toEqual({ session: createSession(cells), trouble: null });
  });
});

describe('what cannot be read', () => {
  test.for([
    ['an older version', { version: 0 }, /older version/],
    ['a newer version', { version: KEPT_VERSION + 1, edits: [] }, /newer version/],
    ['text', 'damaged', /cannot be read/],
    ['nothing in it', {}, /cannot be read/],
    ['edits that are none', { changes: { edits: { a: 1 }, scratch: [] } }, /cannot be read/],
    ['scratch cells that are none', { changes: { edits: {}, scratch: [{ id: 1 }] } }, /cannot be read/],
    ['undo steps that are none', { undo: [{ label: 'x' }] }, /cannot be read/],
    ['outputs that are none', { outputs: { a: { outputs: 'x' } } }, /cannot be read/],
  ] as const)('%s is told, and the course is there as published', ([, damage, message]) => {
    const kept =
      typeof damage === 'string'
        ? damage
        : 'version' in damage || Object.keys(damage).length === 0
          ? damage
          : { ...plain(keptFrom(session)), ...damage };
    const { session: back, trouble } = restore(kept);
    expect(trouble).toMatch(message);
    expect(trouble).toMatch(/set aside/);
    expect(back).toEqual(createSession(cells));
  });
});

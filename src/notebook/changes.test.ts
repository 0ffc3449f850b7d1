import { beforeEach, describe, expect, test } from 'vitest';
import { cellView } from './cell-view';
import {
  deleteCell,
  editCell,
  insertCell,
  orphanedEdits,
  outdatedCells,
  redo,
  resetCell,
  resetCells,
  settleCell,
  takeChanges,
  undo,
  withChanges,
} from './change-session';
import { createSession, requestRun, type Session } from './session';
import { cellsOf } from '../../tests/support/notebook/cells';
import { deliver, FakeKernel, post } from '../../tests/support/notebook/fake-kernel';

const cells = [
  ...cellsOf('ab').map((cell) => ({ ...cell, chapter: 'one' })),
  ...cellsOf('cde', 'e').map((cell) => ({ ...cell, chapter: 'two' })),
];
let session: Session;
let kernel: FakeKernel;

beforeEach(() => {
  session = createSession(cells);
  kernel = new FakeKernel();
});

const order = () => session.present.map(({ cell }) => cell.id).join('');
const sources = () => session.present.map(({ source }) => source).join(' ');
const state = (id: string) => cellView(session, id).state;
function runAll(): void {
  session = deliver(post(requestRun(session, { scope: 'all', cellId: 'a' }), kernel), kernel);
}

describe('cells of the reader’s own', () => {
  test('go in above and below published cells and each other', () => {
    session = insertCell(session, { beside: 'a', where: 'below' }, { id: '1' });
    session = insertCell(session, { beside: 'a', where: 'below' }, { id: '2' });
    session = insertCell(session, { beside: '2', where: 'below' }, { id: '3' });
    session = insertCell(session, { beside: '1', where: 'above' }, { id: '4' });
    expect(order()).toBe('a2341bcde');
    session = insertCell(session, { beside: 'b', where: 'above' }, { id: '5' });
    expect(order()).toBe('a23415bcde');
  });

  test('stay in the chapter of the cell they were put beside', () => {
    session = insertCell(session, { beside: 'c', where: 'above' }, { id: '1' });
    session = insertCell(session, { beside: 'b', where: 'below' }, { id: '2' });
    expect(order()).toBe('ab21cde');
    expect(session.present.map(({ cell }) => cell.chapter)).toEqual([
      'one',
      'one',
      'one',
      'two',
      'two',
      'two',
      'two',
    ]);
  });

  test('make nothing stale while there is no word in them, and those below when there is', () => {
    runAll();
    session = insertCell(session, { beside: 'a', where: 'below' }, { id: '1' });
    expect(state('b')).toBe('done');
    expect(state('1')).toBe('edited');
    session = editCell(session, '1', 'mine');
    expect(state('b')).toBe('stale');
    expect(cellView(session, 'b').staleBecause).toBe('A cell of yours above was not there when this ran.');
    runAll();
    expect(state('1')).toBe('done');
    expect(cellView(session, 'b').outputs).toMatchObject([{ text: 'a mine b' }]);
    expect(cellView(session, 'b').executionCount).toBe(155);
    expect(cellView(session, '1').executionCount).toBe(1);
    session = deleteCell(session, '1');
    expect(state('a')).toBe('done');
    expect(state('b')).toBe('published');
    session = editCell(session, 'a', 'other');
    session = undo(session);
    expect(sources()).toBe('other mine b c d e');
  });

  test('run without a word in them, and the next cell need not be replayed', () => {
    session = insertCell(session, { beside: 'a', where: 'below' }, { id: '1' });
    session = deliver(post(requestRun(session, { scope: 'cell', cellId: '1' }), kernel), kernel);
    expect(state('1')).toBe('done');
    const { request } = requestRun(session, { scope: 'cell', cellId: 'b' });
    expect(request).toMatchObject({ fresh: false, steps: [{ cellId: 'b', executionCount: 155 }] });
  });

  test('that are deleted while they wait do no harm', () => {
    session = insertCell(session, { beside: 'a', where: 'below' }, { id: '1', source: 'mine' });
    session = post(requestRun(session, { scope: 'cell', cellId: 'b' }), kernel);
    session = deleteCell(session, '1');
    session = deliver(session, kernel);
    expect(session.run).toBeNull();
    expect(state('b')).toBe('published');
  });
});

describe('undo', () => {
  test('brings a deleted cell back with its text, at its place, and redo takes it away again', () => {
    for (const id of ['1', '2', '3']) {
      session = insertCell(session, { beside: 'b', where: 'above' }, { id, source: id });
    }
    session = deleteCell(session, '2');
    expect(order()).toBe('a13bcde');
    session = undo(session);
    expect(order()).toBe('a123bcde');
    session = redo(session);
    expect(order()).toBe('a13bcde');
  });

  test('of an insertion keeps what was typed since, for redo', () => {
    session = insertCell(session, { beside: 'b', where: 'below' }, { id: '1' });
    session = editCell(session, '1', 'typed');
    session = undo(session);
    expect(order()).toBe('abcde');
    session = redo(session);
    expect(sources()).toBe('a b typed c d e');
  });

  test('of a reset of a chapter, or of everything, brings edits and cells back', () => {
    session = editCell(session, 'a', 'A');
    session = editCell(session, 'c', 'C');
    session = insertCell(session, { beside: 'd', where: 'below' }, { id: '1', source: 'mine' });
    session = resetCells(session, 'two');
    expect(sources()).toBe('A b c d e');
    session = resetCells(session, null);
    expect(sources()).toBe('a b c d e');
    session = undo(session);
    expect(sources()).toBe('A b c d e');
    session = undo(session);
    expect(sources()).toBe('A b C d mine e');
    session = undo(session);
    expect(sources()).toBe('A b C d e');
  });

  test('of a reset does not lose what was typed after it: redo has it', () => {
    session = editCell(session, 'a', 'before');
    session = resetCell(session, 'a');
    session = editCell(session, 'a', 'after');
    session = undo(session);
    expect(sources()).toBe('before b c d e');
    session = redo(session);
    expect(sources()).toBe('after b c d e');
  });

  test('a step after it leaves what was taken back within reach', () => {
    session = insertCell(session, { beside: 'b', where: 'below' }, { id: '1' });
    session = editCell(session, '1', 'typed');
    session = undo(session);
    session = insertCell(session, { beside: 'a', where: 'below' }, { id: '2', source: 'other' });
    expect(sources()).toBe('a other b c d e');
    session = undo(session);
    session = undo(session);
    expect(sources()).toBe('a b typed c d e');
    session = undo(undo(session));
    expect(sources()).toBe('a b c d e');
    session = redo(redo(redo(redo(session))));
    expect(sources()).toBe('a other b c d e');
  });

  test('of a link that was taken brings the reader’s own back', () => {
    session = editCell(session, 'a', 'mine');
    session = insertCell(session, { beside: 'b', where: 'below' }, { id: '1', source: 'own' });
    session = takeChanges(session, 'Open a link', {
      edits: { b: { source: 'theirs', base: 'b' } },
      scratch: [{ id: '2', chapter: 'two', after: 'c', source: 'of theirs' }],
    });
    expect(sources()).toBe('a theirs c of theirs d e');
    session = undo(session);
    expect(sources()).toBe('mine b own c d e');
  });
});

describe('a course that has changed since', () => {
  const later = cells
    .filter(({ id }) => id !== 'd')
    .map((cell) => ({ ...cell, source: cell.id === 'b' ? 'better b' : cell.source }));

  test('names the edits to merge and those without a cell, and keeps both', () => {
    session = editCell(session, 'b', 'my b');
    session = editCell(session, 'd', 'my d');
    session = insertCell(session, { beside: 'd', where: 'below' }, { id: '1', source: 'mine' });
    session = withChanges(createSession(later), session.changes);
    expect(outdatedCells(session)).toEqual([
      { id: 'b', edit: { source: 'my b', base: 'b' }, published: 'better b' },
    ]);
    expect(orphanedEdits(session)).toEqual([{ id: 'd', edit: { source: 'my d', base: 'd' } }]);
    expect(sources()).toBe('a my b mine c e');
    session = editCell(session, 'b', 'my b, further');
    expect(outdatedCells(session)).toHaveLength(1);
    session = settleCell(session, 'b', 'both b');
    expect(outdatedCells(session)).toEqual([]);
    expect(sources()).toBe('a both b mine c e');
  });

  test('keeps a text without a cell through a link that is taken and what follows it', () => {
    session = editCell(editCell(session, 'a', 'my a'), 'd', 'my d');
    session = withChanges(createSession(later), session.changes);
    const orphans = orphanedEdits(session);
    session = takeChanges(session, 'Open a link', { edits: {}, scratch: [] });
    expect(session.changes.edits).toEqual({ d: { source: 'my d', base: 'd' } });
    expect(orphanedEdits(undo(session))).toEqual(orphans);
    expect(orphanedEdits(redo(undo(session)))).toEqual(orphans);
  });
});

describe('a course whose cells were moved since: cells of the reader’s own', () => {
  const moved = (...chapters: string[]) =>
    cells.map((cell, index) => ({ ...cell, chapter: chapters[index]! }));
  const standing = () =>
    session.present.filter(({ cell }) => cell.role === 'scratch').map(({ cell }) => [cell.id, cell.chapter]);

  beforeEach(() => {
    for (const id of ['1', '2']) {
      session = insertCell(session, { beside: 'b', where: 'below' }, { id, source: id });
    }
    session = insertCell(session, { beside: 'c', where: 'above' }, { id: '3', source: '3' });
  });

  test('stay in their chapter, at its top, when the one above them is in another', () => {
    session = withChanges(createSession(moved('one', 'two', 'two', 'two', 'two')), session.changes);
    expect(order()).toBe('21a3bcde');
    expect(standing()).toEqual([
      ['2', 'one'],
      ['1', 'one'],
      ['3', 'two'],
    ]);
  });

  test('are at the end of the course when their chapter is gone, and are cells like others there', () => {
    session = withChanges(createSession(moved('two', 'two', 'two', 'three', 'three')), session.changes);
    expect(order()).toBe('3abcde21');
    expect(standing()).toEqual([
      ['3', 'two'],
      ['2', 'three'],
      ['1', 'three'],
    ]);
    session = insertCell(session, { beside: 'e', where: 'below' }, { id: '4' });
    session = insertCell(session, { beside: '2', where: 'below' }, { id: '5' });
    session = insertCell(session, { beside: '2', where: 'above' }, { id: '6' });
    expect(order()).toBe('3abcde46251');
    session = resetCells(session, 'three');
    expect(order()).toBe('3abcde');
    session = undo(session);
    expect(order()).toBe('3abcde46251');
  });
});

describe('an exercise', () => {
  const withTask = [
    ...cellsOf('ab'),
    { ...cellsOf('x')[0]!, in: null, role: 'exercise' as const },
    ...cellsOf('c'),
  ];

  test('runs after the cells above it, and those below run as if it had not', () => {
    session = createSession(withTask);
    expect(state('x')).toBe('published');
    expect(cellView(editCell(session, 'a', 'A'), 'x').state).toBe('published');
    session = deliver(post(requestRun(session, { scope: 'cell', cellId: 'x' }), kernel), kernel);
    expect(cellView(session, 'x').outputs).toMatchObject([{ text: 'a b x' }]);
    session = deliver(post(requestRun(session, { scope: 'cell', cellId: 'c' }), kernel), kernel);
    expect(cellView(session, 'c').outputs).toMatchObject([{ text: 'a b c' }]);
    session = editCell(session, 'x', 'tried');
    expect([state('x'), state('c')]).toEqual(['edited', 'done']);
    runAll();
    expect(state('x')).toBe('edited');
  });
});

test('the text that a cell has already is no change: an editor tells what a step has put into it', () => {
  const session = editCell(createSession(cellsOf('ab')), 'a', 'other');
  expect(editCell(session, 'a', 'other')).toBe(session);
});

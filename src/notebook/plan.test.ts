import { describe, expect, test } from 'vitest';
import { executionCountOf, goalsOf, planRun, type Target } from './plan';
import { stampCells, type HistoryEntry } from './stamp';
import { cellsOf } from '../../tests/support/notebook/cells';

const cells = stampCells(cellsOf('abcde', 'cf'));

function ran(ids: string, edits: Record<string, { source: string }> = {}): HistoryEntry[] {
  const stamped = stampCells(cellsOf('abcde', 'cf'), edits);
  return [...ids].map((id) => {
    const found = stamped.find(({ cell }) => cell.id === id);
    return { cellId: id, hash: found?.hash ?? '' };
  });
}

function told(history: HistoryEntry[] | null, goal: string): string {
  const { fresh, steps } = planRun(cells, history, [...goal]);
  const runs = steps.map(({ cell, executionCount }) => `${cell.cell.id}${executionCount}`);
  return [...(fresh ? ['fresh'] : []), ...runs].join(' ');
}

describe('cells of a chapter put between the notebook’s', () => {
  const numbered = new Map([
    ['a', 154],
    ['d', 155],
    ['e', 156],
  ]);
  // b and c were put in, f comes after the notebook.
  const course = stampCells(
    cellsOf('abcdef').map((cell) => ({ ...cell, in: numbered.get(cell.id) ?? null })),
  );

  test('are counted behind the notebook’s, which keep their numbers', () => {
    const { steps } = planRun(course, [], ['f']);
    expect(steps.map(({ cell, executionCount, isApart }) => [cell.cell.id, executionCount, isApart])).toEqual(
      [
        ['a', 154, false],
        ['b', 157, true],
        ['c', 158, true],
        ['d', 155, false],
        ['e', 156, false],
        ['f', 159, false],
      ],
    );
  });
});

test('nothing takes a number of the notebook’s: the reader’s own cells count by themselves, an exercise not at all', () => {
  const [a, b, c] = cellsOf('abc');
  const own = { in: null, role: 'scratch' } as const;
  const course = stampCells([
    a!,
    { ...a!, id: 'mine', ...own },
    { ...a!, id: 'try', in: null, role: 'exercise' },
    b!,
    { ...a!, id: 'more', ...own },
    { ...c!, in: null },
  ]);
  expect(course.map((cell) => executionCountOf(course, cell))).toEqual([154, 1, 1, 155, 2, 156]);
});

describe('planRun(cells, history, goal)', () => {
  test('runs only the cell if exactly the cells before it have run', () => {
    expect(told(ran('a'), 'b')).toBe('b155');
  });
  test('completes a shorter history first', () => {
    expect(told([], 'b')).toBe('a154 b155');
    expect(told(ran('a'), 'd')).toBe('b155 d157');
  });
  test('replays everything for a cell that has run already', () => {
    expect(told(ran('abd'), 'd')).toBe('fresh a154 b155 d157');
    expect(told(ran('abde'), 'b')).toBe('fresh a154 b155');
  });
  test('replays everything if a cell before ran with another source', () => {
    expect(told(ran('ab', { a: { source: 'other' } }), 'd')).toBe('fresh a154 b155 d157');
  });
  test('replays everything after an error or a stop', () => {
    expect(told(null, 'a')).toBe('fresh a154');
  });
  test('never runs a slow cell for a later one, and never builds on one', () => {
    expect(told(ran('ab'), 'd')).toBe('d157');
    expect(told(ran('abc'), 'd')).toBe('fresh a154 b155 d157');
  });
  test('runs a slow cell if it is wanted itself', () => {
    expect(told(ran('ab'), 'c')).toBe('c156');
  });
});

describe('goalsOf(cells, target)', () => {
  const of = (scope: Target['scope'], cellId: string): string =>
    goalsOf(cells, { scope, cellId })
      .map((goal) => goal.join(''))
      .join(' ');
  test('a cell', () => expect(of('cell', 'c')).toBe('c'));
  test('all: in order, slow ones by themselves', () => expect(of('all', 'a')).toBe('ab c de'));
  test('above: not the cell, no slow one', () => expect(of('above', 'd')).toBe('ab'));
  test('below: the cell too', () => expect(of('below', 'b')).toBe('b c de'));
  test('a slow cell that follows directly still runs for itself, so that what is before it can be drawn', () => {
    const last = stampCells(cellsOf('abc', 'c'));
    expect(goalsOf(last, { scope: 'all', cellId: 'a' })).toEqual([['a', 'b'], ['c']]);
  });
  test('nothing above the first', () => expect(of('above', 'a')).toBe(''));
  test('an unknown cell is an error', () => expect(() => of('cell', 'z')).toThrow('no cell "z"'));
});

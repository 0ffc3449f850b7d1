import { expect, test } from 'vitest';
import type { Cell } from './cell';
import { cellsDeclaring } from './declared-in';
import { courseCells } from '../../tests/support/kernel-under-test';

const cell = (source: string): { cell: Cell; source: string } => ({
  cell: { id: source, in: null, chapter: 'c', slow: false, role: 'course', source },
  source,
});

test.each([
  ['const x = 1', true],
  ['let x: number', true],
  ['function x() {}', true],
  ['async function x() {}', true],
  ['function* x() {}', true],
  ['class x {}', true],
  ['const { a, x } = f()', true],
  ['const {\n  a,\n  b: x,\n} = f()', true],
  ['const [a, x] = f()', true],
  ["import * as x from 'y'", true],
  ["import { a,\n  x } from 'y'", true],
  ['1;\nconst x = 1', true],
  ['const xs = 1', false],
  ['const $x = 1', false],
  ['const a = x', false],
  ['const { a } = x', false],
  ['function f() {\n  const x = 1\n}', false],
  ["import { a } from 'x'", false],
  ['x = 1', false],
])('%s', (source, expected) => {
  expect(cellsDeclaring('x', [cell(source)])).toHaveLength(expected ? 1 : 0);
});

test('a name with a sign in it is taken as it is', () => {
  expect(cellsDeclaring('$a', [cell('const $a = 1'), cell('const ba = 1')])).toHaveLength(1);
});

test('the course declares its model once', () => {
  const sources = courseCells().map((found) => ({ cell: found, source: found.source }));
  expect(cellsDeclaring('model', sources).map(({ id }) => id)).toEqual(['model']);
  expect(cellsDeclaring('tf', sources).map(({ id }) => id)).toEqual(['imports']);
});

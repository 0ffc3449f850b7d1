import { expect, test } from 'vitest';
import { placeAfterKey, placeAtPoint } from './place';

const size = { height: 14, width: 6 };

test.for([
  ['ArrowUp', 6, 3],
  ['ArrowDown', 8, 3],
  ['ArrowLeft', 7, 2],
  ['ArrowRight', 7, 4],
  ['PageUp', 0, 3],
  ['PageDown', 13, 3],
  ['Home', 7, 0],
  ['End', 7, 5],
] as const)('%s leads to %i, %i', ([key, row, column]) => {
  expect(placeAfterKey(key, { row: 7, column: 3 }, size)).toEqual({ row, column });
});

test('no key leads off the plane, and others lead nowhere', () => {
  expect(placeAfterKey('ArrowUp', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
  expect(placeAfterKey('a', { row: 0, column: 0 }, size)).toBeNull();
});

test('the cell under a point', () => {
  const box = { left: 10, top: 20, width: 60, height: 140 };
  expect(placeAtPoint({ clientX: 10, clientY: 20 }, box, size)).toEqual({ row: 0, column: 0 });
  expect(placeAtPoint({ clientX: 45, clientY: 159 }, box, size)).toEqual({ row: 13, column: 3 });
  expect(placeAtPoint({ clientX: 70, clientY: 160 }, box, size)).toEqual({ row: 13, column: 5 });
});

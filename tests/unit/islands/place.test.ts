import { expect, test } from 'vitest';
import { placeAfterKey, placeAtPoint } from '../../../src/islands/widgets/plane/place';

const size = { height: 4, width: 6 };

test.for([
  ['ArrowUp', 0, 3],
  ['ArrowDown', 2, 3],
  ['ArrowLeft', 1, 2],
  ['ArrowRight', 1, 4],
  ['PageDown', 3, 3],
  ['Home', 1, 0],
  ['End', 1, 5],
] as const)('%s leads to %i, %i', ([key, row, column]) => {
  expect(placeAfterKey(key, { row: 1, column: 3 }, size)).toEqual({ row, column });
});

test('no key leads off the plane, and others lead nowhere', () => {
  expect(placeAfterKey('ArrowUp', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
  expect(placeAfterKey('a', { row: 0, column: 0 }, size)).toBeNull();
});

test('the cell under a point', () => {
  const box = { left: 10, top: 20, width: 60, height: 40 };
  expect(placeAtPoint({ clientX: 10, clientY: 20 }, box, size)).toEqual({ row: 0, column: 0 });
  expect(placeAtPoint({ clientX: 45, clientY: 59 }, box, size)).toEqual({ row: 3, column: 3 });
  expect(placeAtPoint({ clientX: 70, clientY: 60 }, box, size)).toEqual({ row: 3, column: 5 });
});

import { expect, test } from 'vitest';
import { cut, numberOf, pieces, starts } from './crops';

test('each of the 1,800 pieces has a number of its own', () => {
  expect([starts, pieces]).toEqual([30, 1800]);
  const numbers = [false, true].flatMap((mirrored) =>
    Array.from({ length: 900 }, (_, at) => numberOf({ row: Math.floor(at / 30), column: at % 30, mirrored })),
  );
  expect(numbers).toEqual(Array.from({ length: 1800 }, (_, index) => index + 1));
});

test('a piece begins at its row and column, and is turned round if it is mirrored', () => {
  const pixels = new Uint8ClampedArray(4 * 256 * 256);
  for (let at = 0; at < 256 * 256; at++) pixels.set([at >> 8, at & 255, 7, 255], 4 * at);
  const read = (piece: Uint8ClampedArray, y: number, x: number) => [
    ...piece.slice(4 * (y * 227 + x), 4 * (y * 227 + x) + 4),
  ];
  const straight = cut(pixels, { row: 3, column: 29, mirrored: false });
  expect(read(straight, 0, 0)).toEqual([3, 29, 7, 255]);
  expect(read(straight, 226, 226)).toEqual([229, 255, 7, 255]);
  const mirrored = cut(pixels, { row: 3, column: 29, mirrored: true });
  expect(read(mirrored, 0, 0)).toEqual([3, 255, 7, 255]);
  expect(read(mirrored, 226, 226)).toEqual([229, 29, 7, 255]);
});

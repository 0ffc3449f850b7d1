import { expect, test } from 'vitest';
import { cut, pixelAt, placesIn, squareAround } from './pixels';

/** Each pixel says where it is: red its row, green its column. */
const map = Uint8ClampedArray.from({ length: 4 * 256 * 256 }, (_, index) => {
  const pixel = Math.floor(index / 4);
  return [Math.floor(pixel / 256), pixel % 256, 7, 255][index % 4]!;
});

test('a pixel is the three numbers at its row and column', () => {
  expect(pixelAt(map, { row: 12, column: 200 })).toEqual([12, 200, 7]);
  expect(pixelAt(map, { row: 255, column: 255 })).toEqual([255, 255, 7]);
});

test.each([
  [{ row: 100, column: 50 }, 8, { top: 96, left: 46, side: 8 }],
  [{ row: 0, column: 255 }, 8, { top: 0, left: 248, side: 8 }],
  [{ row: 130, column: 3 }, 256, { top: 0, left: 0, side: 256 }],
])('the square around %o, %i wide', (place, side, square) => {
  expect(squareAround(place, side)).toEqual(square);
});

test('a square that is cut out has the pixels of its places', () => {
  const square = { top: 3, left: 250, side: 4 };
  const picture = cut(map, square);
  expect(picture).toHaveLength(4 * 4 * 4);
  placesIn(square).forEach(({ row, column }, index) => {
    expect([...picture.slice(4 * index, 4 * index + 4)]).toEqual([row, column, 7, 255]);
  });
});

import { expect, test } from 'vitest';
import { featureDistance, nearest, pixelDistance } from './nearest';

test('the others come in order, without the one itself', () => {
  const all = [
    [0, 0],
    [3, 4],
    [0, 1],
    [1, 0],
  ];
  const [first = []] = all;
  expect(nearest(first, all, featureDistance)).toEqual([
    { index: 2, distance: 1 },
    { index: 3, distance: 1 },
    { index: 1, distance: 5 },
  ]);
});

test('pixels are compared within the network’s input, in three colours', () => {
  const black = new Uint8ClampedArray(4 * 256 * 256);
  const grey = black.map((_, at) => (at % 4 === 3 ? 255 : 2));
  expect(pixelDistance(black, grey)).toBeCloseTo(2 * Math.sqrt(227 * 227 * 3), 8);
  const corner = black.slice();
  corner.fill(255, 0, 4 * 14 * 256);
  expect(pixelDistance(black, corner)).toBe(0);
});

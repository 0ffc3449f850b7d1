import { expect, test } from 'vitest';
import { activationScale } from './colour-scale';
import { faceOf } from './layer-face';

test('the face of an image is its most varied channel, on a scale of its own', () => {
  const values = Float32Array.from([5, 5, 5, 5, 0, 4, 0, 4, 9, 9, 9, 8]);
  const maps = { shape: [3, 2, 2], values };
  const { height, width, pixels } = faceOf(maps, 'light');
  expect([height, width]).toEqual([2, 2]);
  const [zero, four] = [0, 4].map((value) => activationScale(0).light(value, 0, 4).map(Math.round));
  expect([0, 1, 2, 3].map((at) => [...pixels.slice(4 * at, 4 * at + 3)])).toEqual([zero, four, zero, four]);
});

test('the face of a vector is a column of the largest of each few numbers', () => {
  const values = new Float32Array(130);
  values[5] = 2;
  const { height, width, pixels } = faceOf({ shape: [130], values }, 'dark');
  // Three numbers a pixel.
  expect([height, width]).toEqual([44, 1]);
  const rows = Array.from({ length: height }, (_, row) => pixels[4 * row]!);
  expect(rows.indexOf(Math.max(...rows))).toBe(1);
  expect(faceOf({ shape: [100], values: new Float32Array(100) }, 'dark').height).toBe(50);
  expect(faceOf({ shape: [64], values: new Float32Array(64) }, 'dark').height).toBe(64);
});

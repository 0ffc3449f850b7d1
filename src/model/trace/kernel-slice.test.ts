import { expect, test } from 'vitest';
import { kernelSlice } from './kernel-slice';

test('a slice is one filter at one channel, row by row', () => {
  /** The weight at [row, column, channel, filter] of a kernel of 2 × 3 over 3 channels, 4 filters. */
  const weightAt = (y: number, x: number, c: number, k: number) => 1000 * y + 100 * x + 10 * c + k;
  const kernel: number[] = [];
  for (let y = 0; y < 2; y++)
    for (let x = 0; x < 3; x++)
      for (let c = 0; c < 3; c++) for (let k = 0; k < 4; k++) kernel.push(weightAt(y, x, c, k));
  expect(kernelSlice({ kernelShape: [2, 3, 3, 4], kernel: Float32Array.from(kernel) }, 2, 3)).toEqual({
    height: 2,
    width: 3,
    values: Float32Array.of(23, 123, 223, 1023, 1123, 1223),
  });
});

test('of weights that were read for one filter, that is filter 0', () => {
  const weights = { kernelShape: [1, 2, 3, 1], kernel: Float32Array.of(1, 2, 3, 4, 5, 6) };
  expect(kernelSlice(weights, 0, 0).values).toEqual(Float32Array.of(1, 4));
});

import { describe, expect, test } from 'vitest';
import { kernelReach, paintColourKernel, paintSlice } from './kernel-pictures';
import { kernelSlice } from '../../../model/trace/kernel-slice';
import type { LayerWeights } from '../../../notebook/output';

/** The weight at [row, column, channel, filter] of a kernel of 2 × 3 over 3 channels, 4 filters. */
const weightAt = (y: number, x: number, c: number, k: number) => (k + 1) * (y * 9 + x * 3 + c - 8);

const kernel: number[] = [];
for (let y = 0; y < 2; y++)
  for (let x = 0; x < 3; x++)
    for (let c = 0; c < 3; c++) for (let k = 0; k < 4; k++) kernel.push(weightAt(y, x, c, k));

const weights: LayerWeights = {
  layer: 'Conv1',
  unit: null,
  kernelShape: [2, 3, 3, 4],
  kernel: Float32Array.from(kernel),
  bias: null,
};

test('the reach is the filter’s own', () => {
  // From -8 to 9, times the filter's factor.
  expect([0, 1, 2, 3].map((filter) => kernelReach(weights, filter))).toEqual([9, 18, 27, 36]);
});

describe('in colour', () => {
  test('zero is grey, and the largest weight full light', () => {
    const pixels = paintColourKernel(weights, 1);
    expect(pixels).toHaveLength(2 * 3 * 4);
    // Weight 0 stands at [0, 2, 2], the largest at [1, 2, 2].
    expect(pixels[(0 * 3 + 2) * 4 + 2]).toBe(128);
    expect(pixels[(1 * 3 + 2) * 4 + 2]).toBe(255);
    // The smallest, -8 of a reach of 9, at [0, 0, 0].
    expect(pixels[0]).toBe(Math.round(127.5 - (127.5 * 8) / 9));
  });

  test('other than three channels have none', () => {
    expect(() => paintColourKernel({ ...weights, kernelShape: [2, 3, 6, 2] }, 0)).toThrow(RangeError);
  });

  test('a kernel of zeros is grey all over', () => {
    const zeros = { ...weights, kernel: new Float32Array(kernel.length) };
    expect(new Set(paintColourKernel(zeros, 0))).toEqual(new Set([128, 255]));
  });
});

test('a slice has the page where its weight is zero', () => {
  const pixels = paintSlice(kernelSlice(weights, 2, 0), 9, 'dark');
  const zero = Array.from(pixels.slice(8, 11));
  expect(Math.max(...zero)).toBeLessThan(25);
  expect(Math.max(...pixels.slice(20, 23)) - Math.min(...pixels.slice(20, 23))).toBeGreaterThan(40);
});

import { describe, expect, test } from 'vitest';
import { kernelReach, kernelSlice, paintColourKernel, paintSlice } from './kernel-pictures';
import { diverging, sequential } from '../../../drawing/colour-scale';
import { paper } from '../../../drawing/ink';
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

test('a slice is one filter at one channel, row by row', () => {
  const { height, width, values } = kernelSlice(weights, 2, 3);
  expect([height, width]).toEqual([2, 3]);
  expect(Array.from(values)).toEqual(
    [0, 1, 2].map((x) => weightAt(0, x, 2, 3)).concat([0, 1, 2].map((x) => weightAt(1, x, 2, 3))),
  );
});

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

test('a slice has white where its weight is zero', () => {
  const pixels = paintSlice(kernelSlice(weights, 2, 0), 9);
  const zero = Array.from(pixels.slice(8, 11));
  expect(Math.min(...zero)).toBeGreaterThan(235);
  expect(Math.max(...pixels.slice(20, 23)) - Math.min(...pixels.slice(20, 23))).toBeGreaterThan(40);
});

test('on light paper the ink is black, on dark paper white', () => {
  expect(paper([250, 250, 240])).toContain('color: #000');
  expect(paper([20, 30, 90])).toContain('color: #fff');
});

test('each colour of a scale has an ink that is read on it: 4.5 to 1', () => {
  // As axe has it, with the older threshold.
  const luminance = (colour: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = colour.map((component) => {
      const share = component / 255;
      return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    });
    return red * 0.2126 + green * 0.7152 + blue * 0.0722;
  };
  for (const scale of [sequential, diverging]) {
    for (let value = -1; value <= 1; value += 1 / 64) {
      const colour = scale(value, -1, 1);
      const ink = paper(colour).endsWith('#000') ? 0 : 1;
      const [dark, light] = [luminance(colour), ink].sort((a, b) => a - b) as [number, number];
      expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
  }
});

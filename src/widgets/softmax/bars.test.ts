import { describe, expect, test } from 'vitest';
import { axisOf, type BarFrame, barsPath, columnOf, heightAt, middleOf } from './bars';
import { logitGradient } from './softmax';

describe('columns', () => {
  const frame: BarFrame = { left: 10, width: 100, height: 50, low: -1, high: 4 };

  test('heights from head to foot, and what lies beyond is cut off', () => {
    expect([4, -1, 0, 99, -99].map((value) => heightAt(frame, value))).toEqual([0, 50, 40, 0, 50]);
  });

  test('a column for each value but 0, at its place', () => {
    expect(barsPath(frame, [4, 0]).match(/M/g)).toHaveLength(1);
    expect(barsPath(frame, [4, 0])).toMatch(/^M15\.00 40\.0h40\.00V0\.00/);
    expect(middleOf(frame, 1, 2)).toBe(85);
  });
});

test.for([3, 10, 100, 1000])(
  'of %i classes the right one has the longest column, as long as its gradient, and wide enough to be seen',
  (count) => {
    // The right class is the last, and badly wrong.
    const logits = Array.from({ length: count }, (_, index) => 4 - (7 * index) / (count - 1));
    const gradient = [...logitGradient(logits, { relu: false, dropout: null }, count - 1)];
    const frame: BarFrame = { left: 58, width: 538, height: 100, ...axisOf(gradient) };
    const columns = gradient.map((_, index) => columnOf(frame, gradient, index));
    const right = columns.at(-1);
    const pixels = frame.height / (frame.high - frame.low);
    expect(right?.height).toBeCloseTo(pixels * Math.abs(gradient.at(-1) ?? 0), 6);
    for (const { height } of columns.slice(0, -1)) expect(height).toBeLessThan(right?.height ?? 0);
    expect(right?.width).toBeGreaterThanOrEqual(3);
    expect((right?.y ?? NaN) + (right?.height ?? NaN)).toBeLessThanOrEqual(frame.height);
  },
);

test('an axis holds its values and 0, also where there is nothing else', () => {
  expect(axisOf([-0.9, 0.3])).toEqual({ low: -0.9, high: 0.3 });
  expect(axisOf([2, 3])).toEqual({ low: 0, high: 3 });
  expect(axisOf([0, 0])).toEqual({ low: 0, high: 1 });
});

import { describe, expect, test } from 'vitest';
import { type BarFrame, barsPath, heightAt, middleOf } from './bars';

describe('columns', () => {
  const frame: BarFrame = { left: 10, width: 100, height: 50, low: -1, high: 4 };

  test('heights from head to foot, and what lies beyond is cut off', () => {
    expect([4, -1, 0, 99, -99].map((value) => heightAt(frame, value))).toEqual([0, 50, 40, 0, 50]);
  });

  test('a column for each value but 0, at its place', () => {
    expect(barsPath(frame, [4, 0]).match(/M/g)).toHaveLength(1);
    expect(barsPath(frame, [4, 0])).toMatch(/^M10\.00 40\.0h40\.00V0\.00/);
    expect(middleOf(frame, 1, 2)).toBe(85);
  });
});

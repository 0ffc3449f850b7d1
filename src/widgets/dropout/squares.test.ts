import { describe, expect, test } from 'vitest';
import { almostLargest, gridOf, squares } from './squares';

describe('squares', () => {
  /** The area of each square of a path. */
  const areas = (path: string) => [...path.matchAll(/h([\d.]+)v/g)].map(([, side]) => Number(side) ** 2);

  test('areas are in proportion to the values; 0 has none', () => {
    const found = areas(squares([1, 0, 4, 2], gridOf(4), 4, () => true));
    [0.25, 1, 0.5].forEach((area, index) => expect(found[index]).toBeCloseTo(area, 2));
    expect(found).toHaveLength(3);
  });

  test('only those that are wanted', () => {
    expect(areas(squares([1, 1, 1], gridOf(3), 1, (unit) => unit === 1))).toEqual([1]);
  });

  test('4,096 units are 64 by 64, and 10 have room in 4 by 3', () => {
    expect(gridOf(4096)).toEqual({ columns: 64, rows: 64 });
    expect(gridOf(10)).toEqual({ columns: 4, rows: 3 });
  });

  test('the scale: what one in a hundred exceeds, whatever the sign, and never 0', () => {
    expect(almostLargest(Array.from({ length: 101 }, (_, index) => -index))).toBe(99);
    expect(almostLargest([0, 0])).toBe(1);
    expect(almostLargest([])).toBe(1);
  });
});

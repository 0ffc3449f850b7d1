import { describe, expect, test } from 'vitest';
import { bars, barsPath } from './bars';

describe('a vector as bars', () => {
  /** Left edge, zero line and height of each bar; heights grow upwards. */
  const read = (path: string) =>
    [...path.matchAll(/M(\S+) (\S+)h\S+v(\S+)h\S+z/g)].map(([, left, zero, down]) => ({
      left: Number(left),
      zero: Number(zero),
      height: 0 - Number(down),
    }));

  test('stand on zero, and the largest reach the edges', () => {
    const drawn = read(barsPath(Float32Array.of(3, -1, 0, 1.5), { minimum: -1, maximum: 3 }));
    expect(drawn.map(({ left }) => left)).toEqual([0, 256, 512, 768]);
    expect(drawn.map(({ zero }) => zero)).toEqual([72, 72, 72, 72]);
    expect(drawn.map(({ height }) => height)).toEqual([72, -24, 0, 36]);
  });

  test('a column shows the value farthest from zero of those it stands for', () => {
    const values = new Float32Array(2 * bars.width);
    values[7] = -2;
    values[6] = 1;
    const drawn = read(barsPath(values, { minimum: -2, maximum: 1 }));
    expect(drawn).toHaveLength(bars.width);
    expect(drawn[3]?.height).toBe(-64);
  });

  test('a vector of zeros is drawn flat', () => {
    expect(
      read(barsPath(new Float32Array(2), { minimum: 0, maximum: 0 })).map(({ height }) => height),
    ).toEqual([0, 0]);
  });
});

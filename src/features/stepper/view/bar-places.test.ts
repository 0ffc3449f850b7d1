import { describe, expect, test } from 'vitest';
import { barScale } from './bar-places';

describe('the bars of a vector', () => {
  test('begin at the left where nothing is negative', () => {
    const { zero, at } = barScale([8, 2, 0]);
    expect([zero, at(8), at(2)]).toEqual([0, 1, 0.25]);
  });

  test('go to both sides of zero, none further than the scale', () => {
    const { zero, at } = barScale([2, 0, -6]);
    expect([zero, at(2), at(-6)]).toEqual([0.75, 1, 0]);
    expect(barScale([-1, -4])).toMatchObject({ zero: 1 });
    expect(barScale([-1, -4]).at(-1)).toBe(0.75);
  });

  test('of zeros alone, or of nothing, have no length', () => {
    for (const values of [[0, 0], []]) expect(barScale(values).at(0)).toBe(barScale(values).zero);
  });
});

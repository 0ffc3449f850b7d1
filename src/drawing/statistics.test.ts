import { describe, expect, test } from 'vitest';
import { histogram, largest, statistics } from './statistics';
import { generator } from '../../tests/support/random';

/** Numbers of a layer after ReLU: half of them 0, the others spread unevenly. */
function activations(count: number): Float32Array {
  const random = generator(7);
  return Float32Array.from({ length: count }, () => Math.max(0, (random() - 0.5) * random() * 100));
}

describe('statistics(values)', () => {
  test('of a few numbers', () => {
    expect(statistics([3, 0, -1, 0])).toEqual({
      count: 4,
      nans: 0,
      minimum: -1,
      maximum: 3,
      mean: 0.5,
      zeros: 0.5,
    });
  });

  test('counts what is not a number, and leaves it out of the rest', () => {
    expect(statistics([NaN, 2, NaN, 4])).toEqual({
      count: 4,
      nans: 2,
      minimum: 2,
      maximum: 4,
      mean: 3,
      zeros: 0,
    });
  });

  test('infinities are seen', () => {
    expect(statistics([Infinity, 1])).toMatchObject({ maximum: Infinity, mean: Infinity, nans: 0 });
  });

  test('minus zero is dead as well', () => {
    expect(statistics([-0, 0]).zeros).toBe(1);
  });

  test.for([[[]], [[NaN]]])('of %o there is nothing to say', ([values]) => {
    const { minimum, maximum, mean } = statistics(values ?? []);
    expect([minimum, maximum, mean]).toEqual([NaN, NaN, NaN]);
  });

  test('of a whole layer, against sorting it', () => {
    const values = activations(290_400);
    const sorted = values.toSorted();
    const { minimum, maximum, mean, zeros } = statistics(values);
    expect([minimum, maximum]).toEqual([sorted[0], sorted.at(-1)]);
    expect(zeros).toBe((sorted.lastIndexOf(0) + 1) / sorted.length);
    // In pairs, so that the oracle rounds in another order.
    expect(mean).toBeCloseTo(pairwise(sorted) / sorted.length, 9);
  });
});

function pairwise(values: Float32Array): number {
  if (values.length < 3) return values.reduce((a, b) => a + b, 0);
  const middle = values.length >> 1;
  return pairwise(values.subarray(0, middle)) + pairwise(values.subarray(middle));
}

describe('histogram(values, bins)', () => {
  test('a bin has its left edge, the last its right one too', () => {
    expect(histogram([0, 1, 1.999, 2, 4], { minimum: 0, maximum: 4, bins: 4 })).toEqual([1, 2, 1, 1]);
  });

  test('what is outside or not a number is in none', () => {
    const bins = histogram([-1, NaN, 0.5, 9, Infinity], { minimum: 0, maximum: 1, bins: 2 });
    expect(bins).toEqual([0, 1]);
  });

  test('exact zeros can be left out', () => {
    const scale = { minimum: -1, maximum: 1, bins: 2 };
    expect(histogram([-1, 0, -0, 0.1, 1], scale)).toEqual([1, 4]);
    expect(histogram([-1, 0, -0, 0.1, 1], { ...scale, countsZeros: false })).toEqual([1, 2]);
  });

  test('of a constant', () => {
    expect(histogram([3, 3, 4], { minimum: 3, maximum: 3, bins: 3 })).toEqual([2, 0, 0]);
  });

  test('of a whole layer every number is in one bin, the one between whose edges it lies', () => {
    const values = activations(290_400);
    const { minimum, maximum } = statistics(values);
    const bins = 40;
    const counts = histogram(values, { minimum, maximum, bins });
    expect(counts.reduce((a, b) => a + b)).toBe(values.length);
    const sorted = values.toSorted();
    const upTo = (edge: number) => sorted.findIndex((value) => value >= edge);
    for (const bin of [1, 7, 20]) {
      const edge = (index: number) => minimum + ((maximum - minimum) * index) / bins;
      expect(counts[bin]).toBe(upTo(edge(bin + 1)) - upTo(edge(bin)));
    }
  });

  test.for([0, -1, 2.5, NaN])('%d bins are refused', (bins) => {
    expect(() => histogram([1], { minimum: 0, maximum: 1, bins })).toThrow(
      new RangeError(`A histogram needs a whole number of bins, 1 or more, but was asked for ${bins}`),
    );
  });

  test.for([
    [1, 0],
    [NaN, 1],
    [0, Infinity],
  ] as const)('a range from %d to %d is refused', ([minimum, maximum]) => {
    expect(() => histogram([1], { minimum, maximum, bins: 2 })).toThrow(RangeError);
  });
});

describe('largest(values, n)', () => {
  test('the largest first, of equal ones the first', () => {
    expect(largest([5, 9, 5, 9, 1], 3)).toEqual([1, 3, 0]);
  });

  test('fewer if there are fewer, none of them NaN', () => {
    expect(largest([NaN, -2, NaN, -Infinity], 5)).toEqual([1, 3]);
    expect(largest([1, 2], 0)).toEqual([]);
  });

  test('of a thousand logits, against sorting them', () => {
    const random = generator(3);
    const values = Float32Array.from({ length: 1000 }, () => Math.round(random() * 300));
    const sorted = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
    expect(largest(values, 25)).toEqual(sorted.slice(0, 25));
  });

  test.for([-1, 0.5])('%d of them are refused', (n) => {
    expect(() => largest([1], n)).toThrow(RangeError);
  });
});

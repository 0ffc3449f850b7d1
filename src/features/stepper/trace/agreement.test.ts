import { describe, expect, test } from 'vitest';
import { agreement } from './agreement';

describe('two numbers', () => {
  test.for([
    [1.5, 1.5, 10, 'They are the same number.'],
    [0, 0, 10, 'They are the same number.'],
    [1.0000005, 1, 10, 'They agree to 6 digits.'],
    [-2.0009, -2, 10, 'They agree to 3 digits.'],
    [
      1e-7,
      -1e-7,
      10,
      'The terms nearly cancel. Measured by the largest value of the layer, the two agree to 7 digits.',
    ],
    [1.1, 1, 1.1, 'They differ by 9.091\u00a0%.'],
    [NaN, 1, 1, 'One of the two is not a number.'],
  ] as const)('%d and %d in a layer up to %d', ([recomputed, given, reach, words]) => {
    expect(agreement(recomputed, given, reach).words).toBe(words);
  });
});

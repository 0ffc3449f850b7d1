import { describe, expect, test } from 'vitest';
import { describeSize } from './describe-slide';

describe('the slow convolution says', () => {
  test('how large the output is', () => {
    expect(describeSize({ size: 27, window: 3, output: 13, stride: 2, padding: 0 })).toBe(
      '(27 − 3 + 2 · 0)/2 + 1 = 13: 27 by 27 pixels become 13 by 13 numbers.',
    );
  });

  test('what does not fit', () => {
    expect(describeSize({ size: 27, window: 3, output: 5, stride: 5, padding: 0 })).toBe(
      '(27 − 3 + 2 · 0)/5 + 1 is 5.8, so there are 5 by 5 positions, and the last 4 rows and columns are never looked at.',
    );
    expect(describeSize({ size: 5, window: 7, output: 0, stride: 1, padding: 0 })).toMatch(/fits nowhere/);
  });
});

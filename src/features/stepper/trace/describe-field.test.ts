import { describe, expect, test } from 'vitest';
import { describeField } from './describe-field';

describe('a field', () => {
  const rectangle = (top: number, left: number, height: number, width: number) => ({
    top,
    left,
    height,
    width,
  });

  test('is told by its rows and columns', () => {
    const field = rectangle(40, 80, 11, 11);
    expect(describeField({ whole: field, clipped: field }, 227, 227)).toBe(
      '11 × 11: rows 40 to 50, columns 80 to 90.',
    );
  });

  test('says what lies beyond the edge', () => {
    const words = describeField({ whole: rectangle(-1, -1, 3, 3), clipped: rectangle(0, 0, 2, 1) }, 9, 9);
    expect(words).toBe(
      'a field of 3 × 3, of which 2 × 1 lie on it: rows 0 to 1, column 0. The rest is padding.',
    );
    expect(describeField({ whole: rectangle(-1, -1, 1, 1), clipped: null }, 9, 9)).toBe(
      'nothing but padding.',
    );
  });
});

import { expect, test } from 'vitest';
import { filledAt, progressAt } from './pace';

test.each([1, 3, 9, 169, 3025, 50_176])('%i numbers fill from none to all, ever faster', (count) => {
  expect(filledAt(0, count)).toBe(0);
  expect(filledAt(1, count)).toBe(count);
  const filled = Array.from({ length: 101 }, (_, at) => filledAt(at / 100, count));
  const steps = filled.slice(1).map((value, at) => value - filled[at]!);
  for (const [at, step] of steps.entries()) {
    expect(step).toBeGreaterThan(0);
    if (at > 0) expect(step).toBeGreaterThan(steps[at - 1]! * 0.999_999);
  }
});

test('the first of many takes about a fifth of the time', () => {
  for (const count of [169, 3025, 50_176]) expect(filledAt(0.22, count)).toBeCloseTo(1, 6);
});

test('a pause is found again', () => {
  for (const count of [1, 4, 3025]) {
    for (const filled of [0, 0.5, 1, count / 2, count]) {
      expect(filledAt(progressAt(filled, count), count)).toBeCloseTo(Math.min(filled, count), 6);
    }
  }
});

import { expect, test } from 'vitest';
import { lossOf, predict, signposts, slopeOf, stepFrom, stepsFrom } from './one-weight';

/** By hand: (2w − 3)² + (3w − 5)² + (5w − 8)² over 3. */
const byHand = (w: number) => (38 * w * w - 122 * w + 98) / 3;

test.each([0, 0.5, 1.6, 3])('the loss at a weight of %f', (weight) => {
  expect(lossOf(weight)).toBeCloseTo(byHand(weight), 12);
});

test.each([0, 1, 1.7, 3])('the slope at %f is the central difference of the loss', (weight) => {
  const step = 1e-4;
  expect(slopeOf(weight)).toBeCloseTo((lossOf(weight + step) - lossOf(weight - step)) / (2 * step), 6);
});

test('the signposts are right: a mile is 1.609344 km', () => {
  for (const { miles, kilometres } of signposts) expect(Math.round(1.609344 * miles)).toBe(kilometres);
  expect(predict(2, 3)).toBe(6);
});

test('gradient descent comes to the best weight, and with too high a rate never', () => {
  const best = 122 / 76;
  expect(stepFrom(0, 0.01)).toBeCloseTo(0.01 * (122 / 3), 12);
  expect(stepsFrom(0.5, 0.02, 40).at(-1)).toBeCloseTo(best, 6);
  expect(stepsFrom(0.5, 0.004, 5)).toHaveLength(5);
  const far = stepsFrom(0.5, 0.085, 10).map((weight) => Math.abs(weight - best));
  expect(far).toEqual(far.toSorted((a, b) => a - b));
});

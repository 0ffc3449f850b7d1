import { afterEach, expect, it } from 'vitest';
import { ownRandom, type OwnedRandom } from './math-random';

let owned: OwnedRandom | null = null;
afterEach(() => {
  owned?.giveBack();
});

function draw(): number[] {
  return Array.from({ length: 1000 }, Math.random);
}

it('makes Math.random begin again where it is told to', () => {
  owned = ownRandom(5);
  const first = draw();
  expect(draw()).not.toEqual(first);
  owned.restart();
  expect(draw()).toEqual(first);
  expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...first)).toBeLessThan(1);
  expect(first.reduce((sum, value) => sum + value) / 1000).toBeCloseTo(0.5, 1);
});

it('gives Math.random back', () => {
  const original = Math.random;
  owned = ownRandom(5);
  expect(Math.random).not.toBe(original);
  owned.giveBack();
  expect(Math.random).toBe(original);
});

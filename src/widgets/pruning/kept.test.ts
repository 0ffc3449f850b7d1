import { expect, test } from 'vitest';
import { firstAnswers, joined, shares } from './kept';

test('each picture’s first answer is its most probable class', () => {
  const probabilities = joined([Float32Array.of(0.25, 0.5, 0.25), Float32Array.of(0.75, 0, 0.25)]);
  expect(firstAnswers(probabilities, 3)).toEqual([
    { index: 1, probability: 0.5 },
    { index: 0, probability: 0.75 },
  ]);
});

test('the shares begin with what was trained and fall', () => {
  expect(shares[0]).toBe(0.08);
  expect(shares).toEqual([...shares].sort((a, b) => b - a));
});

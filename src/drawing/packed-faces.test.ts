import { expect, test } from 'vitest';
import { packValues, unpackValues } from './packed-faces';

test('what was packed comes back, to a half of a step', () => {
  const values = Float32Array.from({ length: 3025 }, (_, at) => Math.sin(at) * 7 - 2);
  const [minimum, maximum] = [Math.min(...values), Math.max(...values)];
  const back = unpackValues({ steps: packValues({ values, minimum, maximum }), minimum, maximum });
  expect(back).toHaveLength(values.length);
  const farthest = Math.max(...values.map((value, at) => Math.abs(value - (back[at] ?? NaN))));
  expect(farthest).toBeLessThanOrEqual((maximum - minimum) / 510 + 1e-6);
});

test('numbers that are all the same come back', () => {
  const range = { minimum: 3, maximum: 3 };
  expect([...unpackValues({ steps: packValues({ values: [3, 3], ...range }), ...range })]).toEqual([3, 3]);
});

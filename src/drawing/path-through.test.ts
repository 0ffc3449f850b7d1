import { expect, test } from 'vitest';
import { pathThrough } from './path-through';

test('a path begins at its first point and goes straight to the next ones', () => {
  expect(
    pathThrough([
      [0, 1],
      [2.04, 3],
      [-4, 5.55],
    ]),
  ).toBe('M0.0 1.0L2.0 3.0L-4.0 5.5');
  expect(pathThrough([])).toBe('');
});

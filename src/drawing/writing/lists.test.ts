import { expect, test } from 'vitest';
import { listed } from './lists';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j is listed as "%s"', (parts, written) => {
  expect(listed(parts)).toBe(written);
});

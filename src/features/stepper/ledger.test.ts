import { expect, test } from 'vitest';
import { shares } from './ledger';

test('shares follow each other and end at the whole', () => {
  expect(shares([1, 0, 3])).toEqual([
    { value: 1, share: 0.25, before: 0 },
    { value: 0, share: 0, before: 0.25 },
    { value: 3, share: 0.75, before: 0.25 },
  ]);
  expect(shares([0, 0])).toEqual([
    { value: 0, share: 0, before: 0 },
    { value: 0, share: 0, before: 0 },
  ]);
});

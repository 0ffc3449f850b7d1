import { expect, test } from 'vitest';
import { ReaderError } from '../../../notebook/reader-error';
import { Descents } from './descents.svelte';

const one = { index: 3, unit: [7] };
const other = { index: 3, unit: [8] };

test('a failure is told where the way down began, and nowhere else; the next try takes it back', async () => {
  const descents = new Descents();
  await descents.go(one, () => Promise.reject(new ReaderError('A run has begun.')));
  expect(descents.isUnderWay(one)).toBe(false);
  expect(descents.failure({ ...one })).toBe('A run has begun.');
  expect(descents.failure(other)).toBe('');
  const again = descents.go(one, () => Promise.resolve());
  expect(descents.failure(one)).toBe('');
  expect(descents.isUnderWay(one)).toBe(true);
  await again;
  expect(descents.isUnderWay(one)).toBe(false);
});

test.for(['ends', 'fails'])('what was asked for first and %s ends nothing of the second', async (how) => {
  const descents = new Descents();
  const [first, second] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const gone = descents.go(one, () => first.promise);
  const going = descents.go(other, () => second.promise);
  if (how === 'ends') first.resolve(undefined);
  else first.reject(new ReaderError('Too late.'));
  await gone;
  expect(descents.isUnderWay(other)).toBe(true);
  expect(descents.failure(other)).toBe('');
  second.resolve(undefined);
  await going;
  expect(descents.isUnderWay(other)).toBe(false);
});

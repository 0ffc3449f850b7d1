import { expect, test } from 'vitest';
import { ReaderError } from '../../../notebook/reader-error';
import { Descents } from './descents.svelte';
import type { UnitPlace } from './trail';

const one = { index: 3, unit: [7] };
const other = { index: 3, unit: [8] };

function deferred() {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}

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

test.for(['ends', 'fails'])('what was asked for first and %s late counts no more', async (how) => {
  const descents = new Descents();
  const [first, second] = [deferred(), deferred()];
  const arrived: UnitPlace[] = [];
  const go = (from: UnitPlace, { promise }: typeof first) =>
    descents.go(from, async (isLast) => {
      await promise;
      if (isLast()) arrived.push(from);
    });
  const gone = go(one, first);
  const going = go(other, second);
  if (how === 'ends') first.resolve();
  else first.reject(new ReaderError('Too late.'));
  await gone;
  expect(descents.isUnderWay(other)).toBe(true);
  expect(descents.failure(other)).toBe('');
  expect(descents.failure(one)).toBe('');
  second.resolve();
  await going;
  expect(descents.isUnderWay(other)).toBe(false);
  expect(arrived).toEqual([other]);
});

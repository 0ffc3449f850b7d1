import { expect, test } from 'vitest';
import { winners } from '../../model/trace/maps';
import { countWinners, uncovered, writeUnused, writeWinners } from './windows';

/** By marking what every window sees. */
function unseen(size: number, poolSize: number, strides: number): number[] {
  const seen = new Set<number>();
  for (let start = 0; start + poolSize <= size; start += strides)
    for (let offset = 0; offset < poolSize; offset++) seen.add(start + offset);
  return Array.from({ length: size }, (_, pixel) => pixel).filter((pixel) => !seen.has(pixel));
}

test('the pixels that no window covers are those that none marks', () => {
  for (let size = 1; size <= 30; size++) {
    for (let poolSize = 1; poolSize <= Math.min(6, size); poolSize++) {
      for (let strides = 1; strides <= 6; strides++) {
        const found = uncovered(size, poolSize, strides).flatMap(({ start, length }) =>
          Array.from({ length }, (_, index) => start + index),
        );
        expect(found, `${size}, ${poolSize}, ${strides}`).toEqual(unseen(size, poolSize, strides));
      }
    }
  }
});

test('winners are counted once each, and their windows', () => {
  expect(countWinners([4, 4, 7, 4, 9, 9])).toEqual({ pixels: 3, most: 3 });
});

test('windows that overlap are never told not to', () => {
  const overlapping = { poolSize: 3, strides: 2 };
  const flat = { height: 5, width: 5, values: new Float32Array(25) };
  expect(writeWinners(winners(flat, overlapping), overlapping)).toContain(
    'although the windows overlap: of equal numbers the first',
  );
  expect(writeWinners([4, 4, 7, 4], overlapping)).toBe(
    'They are those of only 2 pixels: the windows overlap, and one pixel wins in up to 3.',
  );
  expect(writeWinners([0, 3, 6, 9], { poolSize: 2, strides: 2 })).toContain('the windows do not overlap');
});

test.for([
  [55, 3, 2, 'No pixel is left over.'],
  [55, 2, 2, 'Outside every window: one row and one column (hatched).'],
  [13, 5, 3, 'Outside every window: 2 rows and 2 columns (hatched).'],
  [11, 2, 3, 'Outside every window: 3 rows and 3 columns (hatched), as the step is longer than the window.'],
] as const)('%i under windows of %i by %i: %s', ([size, poolSize, strides, sentence]) => {
  const lost = uncovered(size, poolSize, strides);
  expect(writeUnused(lost, lost)).toBe(sentence);
});

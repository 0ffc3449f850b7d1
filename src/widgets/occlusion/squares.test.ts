import { expect, test } from 'vitest';
import { covered, INPUT_SIDE, placeOf, PLACES, SQUARE, squareAt, summarise } from './squares';

test('fifteen squares a side cover every pixel, as much beyond one rim as beyond the other', () => {
  const lefts = Array.from({ length: PLACES }, (_, column) => squareAt({ row: 0, column }).left);
  const reach = new Uint8Array(INPUT_SIDE);
  for (const left of lefts) reach.fill(1, Math.max(0, left), left + SQUARE);
  expect(reach.every(Boolean)).toBe(true);
  const [first = NaN, last = NaN] = [lefts[0], lefts.at(-1)];
  expect(Math.abs(first + (last + SQUARE - INPUT_SIDE))).toBeLessThanOrEqual(1);
  expect(squareAt({ row: 7, column: 7 })).toEqual({ top: 91, left: 91, height: 45, width: 45 });
  expect(squareAt(placeOf(16))).toEqual(squareAt({ row: 1, column: 1 }));
});

test('the square is painted where it stands, and nowhere else', () => {
  const input = new Uint8ClampedArray(4 * INPUT_SIDE * INPUT_SIDE).fill(255);
  const painted = covered(input, { top: -3, left: 220, height: 5, width: 10 }, [1, 2, 3]);
  const changed = Array.from({ length: INPUT_SIDE * INPUT_SIDE }, (_, at) => at).filter(
    (at) => painted[4 * at] === 1,
  );
  expect(changed).toHaveLength(2 * 7);
  expect([...painted.subarray(4 * 226, 4 * 227)]).toEqual([1, 2, 3, 255]);
  expect(input.every((value) => value === 255)).toBe(true);
});

test('the summary tells the lowest place and how often the answer changes', () => {
  const answers = [0.9, 0.4, 0.1, 0.7].map((probability) => ({
    probability,
    first: probability < 0.5 ? 3 : 8,
  }));
  expect(summarise(answers, 8)).toEqual({
    lowest: { place: { row: 0, column: 2 }, probability: 0.1 },
    changed: 2,
  });
  expect(summarise([], 8)).toBeNull();
});

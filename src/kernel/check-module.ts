import * as tf from '@tensorflow/tfjs';
import { inspect } from './inspect';
import type { Exports } from './modules';

/** What a check finds not right yet. The message is for the reader. */
export class NotYet extends Error {
  override name = 'NotYet';
}

/** Where two tensors of one shape differ most. */
interface Difference {
  /** Where the numbers differ most: one index for each axis. */
  place: readonly number[];
  own: number;
  expected: number;
  /** Of the difference there to the largest of the expected numbers. */
  relative: number;
}

/** What checks import from './check'. */
export const checkModule = {
  /** @throws {NotYet} always: the exercise is not right yet, for this reason */
  fail(reason: string): never {
    throw new NotYet(reason);
  },
  written,
  farthest,
} satisfies Exports;

/** A number, or the sizes of a shape, as the course writes them: 34,944; 0.0345; 256 × 13 × 13. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(' × ');
  if (value === undefined) return 'nothing';
  if (typeof value !== 'number') return inspect(value);
  if (!Number.isFinite(value)) return String(value);
  return value
    .toLocaleString('en', Number.isInteger(value) ? {} : { maximumSignificantDigits: 4 })
    .replace('-', '−');
}

/**
 * Compares what a reader's code gave with what is right.
 *
 * @param own anything
 * @throws {NotYet} if it is no tensor of the expected shape
 */
async function farthest(own: unknown, expected: tf.Tensor): Promise<Difference> {
  if (!isTensor(own)) {
    throw new NotYet(`A tensor of ${written(expected.shape)} is wanted, not ${written(own)}.`);
  }
  if (own.shape.join() !== expected.shape.join()) {
    throw new NotYet(
      `The shape is ${written(own.shape)}, and should be ${written(expected.shape)}, as the input’s.`,
    );
  }
  const mine = await own.data();
  const right = Array.from(await expected.data());
  const size = right.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const gaps = right.map((value, i) => {
    const gap = Math.abs((mine[i] ?? NaN) - value);
    return Number.isNaN(gap) ? Infinity : gap;
  });
  const at = gaps.indexOf(gaps.reduce((largest, gap) => Math.max(largest, gap), 0));
  return {
    place: placeOf(at, expected.shape),
    own: mine[at] ?? NaN,
    expected: right[at] ?? NaN,
    relative: (gaps[at] ?? 0) / (size || 1),
  };
}

function isTensor(value: unknown): value is tf.Tensor {
  return value instanceof tf.Tensor;
}

function placeOf(index: number, shape: readonly number[]): readonly number[] {
  let rest = index;
  return shape
    .toReversed()
    .map((size) => {
      const place = rest % size;
      rest = Math.floor(rest / size);
      return place;
    })
    .toReversed();
}

/** What a few hundred thousand numbers are like. NaN is never hidden: it is counted, and left out of the rest. */

export interface Statistics {
  /** How many numbers there are, those that are NaN included. */
  count: number;
  /** How many are not numbers; above 0 something went wrong in the network. */
  nans: number;
  /** Of those that are numbers; NaN if there is none. Infinities count as numbers. */
  minimum: number;
  maximum: number;
  mean: number;
  /** Share of all that is exactly 0, from 0 to 1; NaN if there is nothing. */
  zeros: number;
}

/** Minimum, maximum, mean and deviation of some numbers, in one pass over them. */
export function statistics(values: ArrayLike<number>): Statistics {
  let nans = 0;
  let zeros = 0;
  let sum = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) {
      nans++;
      continue;
    }
    if (value === 0) zeros++;
    sum += value;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const count = values.length;
  const numbers = count - nans;
  return {
    count,
    nans,
    minimum: numbers > 0 ? minimum : NaN,
    maximum: numbers > 0 ? maximum : NaN,
    mean: sum / numbers,
    zeros: zeros / count,
  };
}

export interface Bins {
  /** The left edge of the first bin and the right edge of the last. */
  minimum: number;
  maximum: number;
  /** How many, each as wide as the other. */
  bins: number;
  /** Whether exact zeros count, which after a ReLU outnumber all else; they do unless told otherwise. */
  countsZeros?: boolean;
}

/**
 * How many values fall into each bin. A bin has its left edge, the last one its right edge too. If minimum and maximum
 * are the same, all that equal it are in the first bin. Values outside, and NaN, are in none.
 *
 * @throws {RangeError} if the bins are not a whole number, 1 or more, or the range is not one.
 */
export function histogram(
  values: ArrayLike<number>,
  { minimum, maximum, bins, countsZeros = true }: Bins,
): number[] {
  if (!Number.isInteger(bins) || bins < 1) {
    throw new RangeError(`A histogram needs a whole number of bins, 1 or more, but was asked for ${bins}`);
  }
  if (!(Number.isFinite(minimum) && Number.isFinite(maximum) && minimum <= maximum)) {
    throw new RangeError(
      `A histogram needs a range from low to high, but was given ${minimum} to ${maximum}`,
    );
  }
  const counts = new Array<number>(bins).fill(0);
  const perUnit = maximum > minimum ? bins / (maximum - minimum) : 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!(value >= minimum && value <= maximum) || (value === 0 && !countsZeros)) continue;
    const bin = Math.min(bins - 1, Math.floor((value - minimum) * perUnit));
    counts[bin]!++;
  }
  return counts;
}

/**
 * Where the n largest values stand, the largest first; of equal ones the first. NaN is left out.
 *
 * @throws {RangeError} if n is not a whole number, 0 or more.
 */
export function largest(values: ArrayLike<number>, n: number): number[] {
  if (!Number.isInteger(n) || n < 0) {
    throw new RangeError(`The largest values are a whole number of them, 0 or more, but ${n} were asked for`);
  }
  const found: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value) || (found.length === n && !(value > values[found[n - 1]!]!))) continue;
    let place = found.length;
    while (place > 0 && value > values[found[place - 1]!]!) place--;
    found.splice(place, 0, index);
    if (found.length > n) found.pop();
  }
  return found;
}

import { scramble } from './scramble';

/**
 * Inverted: Keras and TensorFlow.js, the survivors are multiplied by 1 / (1 - rate) in training. Halving: the paper,
 * section 4.2, all outputs are multiplied by 1 - rate when the network is used.
 */
export type DropoutConvention = 'inverted' | 'halving';

/** By what a unit's output is multiplied, where it is not dropped. */
export function dropoutScale(convention: DropoutConvention, phase: 'training' | 'use', rate: number): number {
  if (convention === 'inverted') return phase === 'training' ? 1 / (1 - rate) : 1;
  return phase === 'training' ? 1 : 1 - rate;
}

/**
 * One toss of the coin for each unit; the same seed gives the same tosses, and a unit that survives at a rate also
 * survives at a lower one.
 *
 * @param rate the probability of being dropped, 0 to 1
 * @param seed a whole number; 32 bits of it count
 * @returns 1 for a unit that stays, 0 for one that is dropped
 */
export function dropoutMask(count: number, rate: number, seed: number): Uint8Array {
  const mask = new Uint8Array(count);
  const key = scramble(seed);
  for (let unit = 0; unit < count; unit++) {
    mask[unit] = Number((scramble(scramble(unit) ^ key) >>> 8) * 2 ** -24 >= rate);
  }
  return mask;
}

/** What is left of the sum of `values` under a mask, unscaled. */
export function maskedSum(values: ArrayLike<number>, mask: ArrayLike<number>): number {
  let sum = 0;
  for (let unit = 0; unit < values.length; unit++) sum += values[unit]! * mask[unit]!;
  return sum;
}

/**
 * The standard deviation of the masked sum over all masks. Each value is there or not: a variance of rate (1 - rate)
 * times its square.
 */
export function maskedSumDeviation(values: ArrayLike<number>, rate: number): number {
  let squares = 0;
  for (let unit = 0; unit < values.length; unit++) squares += values[unit]! ** 2;
  return Math.sqrt(rate * (1 - rate) * squares);
}

/** What a photograph makes of two networks with the same weights, where their numbers stand in the same places. */
import type { Network } from '../model/layer';

/** The network of the learned weights, and the same with a switch on, by its id: those that make another one. */
export interface ComparedNetworks {
  off: Network;
  on: Readonly<Record<string, Network>>;
}

interface Given {
  readonly layer: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

export interface Difference {
  layer: string;
  /** Numbers that the layer gives, and how many of them differ by more than rounding. */
  numbers: number;
  changed: number;
  /** Of one number. */
  largest: number;
  /** The largest magnitude before: what the change is to be measured by. */
  scale: number;
}

/** Of the layer's largest magnitude: sums in another order differ by less. */
const ROUNDING = 1e-5;

/**
 * The first layer that both have, and in which something has changed, and the last that both have.
 *
 * @param before what each layer gave, in order
 * @returns null if no layer of the one has its twin in the other
 */
export function compareOutputs(
  before: readonly Given[],
  after: readonly Given[],
): { first: Difference | null; last: Difference } | null {
  const found = before.flatMap((one) => {
    const other = after.find(({ layer, shape }) => layer === one.layer && shape.join() === one.shape.join());
    return other ? [difference(one, other)] : [];
  });
  const last = found.at(-1);
  return last ? { first: found.find(({ changed }) => changed > 0) ?? null, last } : null;
}

function difference(one: Given, other: Given): Difference {
  let [scale, largest, changed] = [0, 0, 0];
  for (let at = 0; at < one.values.length; at++) scale = Math.max(scale, Math.abs(one.values[at] ?? 0));
  for (let at = 0; at < one.values.length; at++) {
    const change = Math.abs((one.values[at] ?? 0) - (other.values[at] ?? 0));
    largest = Math.max(largest, change);
    if (change > ROUNDING * scale) changed++;
  }
  return { layer: one.layer, numbers: one.values.length, changed, largest, scale };
}

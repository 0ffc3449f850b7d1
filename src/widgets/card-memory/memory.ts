/** What training keeps in a graphics card's memory, counted from the network's rows. */
import { rows, type Row } from '../../model/rows';
import type { Network } from '../../model/layer';

/** Of one kind of numbers that training keeps. */
export interface Part {
  name: 'weights' | 'their gradients' | 'their velocities' | 'outputs' | 'gradients of outputs';
  bytes: number;
}

/** Bytes that do not depend on the batch, and bytes for each photograph. */
export interface Needs {
  weights: number;
  outputs: number;
}

/** A graphics card's gigabyte. */
export const GIGABYTE = 2 ** 30;

/** Of a network on one card. Each layer's output is counted once, in 32 bits a number, with nothing reused. */
export function needsOf(network: Network): Needs {
  return sum(rows(network), () => 1);
}

/** Of the fuller one of two cards: half of every layer, but all of the scores (fc1000 lies on one card in layers-145.cfg). */
export function needsOfHalf(network: Network): Needs {
  const table = rows(network);
  const scores = table.findLastIndex(({ parameters }) => parameters > 0);
  return sum(table, (index) => (index < scores ? 1 / 2 : 1));
}

function sum(table: readonly Row[], share: (index: number) => number): Needs {
  let [weights, outputs] = [0, 0];
  for (const [index, row] of table.entries()) {
    weights += share(index) * row.weightBytes;
    outputs += share(index) * row.activationBytes;
  }
  return { weights, outputs };
}

export function partsOf({ weights, outputs }: Needs, batch: number): readonly Part[] {
  return [
    { name: 'weights', bytes: weights },
    { name: 'their gradients', bytes: weights },
    { name: 'their velocities', bytes: weights },
    { name: 'outputs', bytes: batch * outputs },
    { name: 'gradients of outputs', bytes: batch * outputs },
  ];
}

export function totalOf(needs: Needs, batch: number): number {
  return partsOf(needs, batch).reduce((total, { bytes }) => total + bytes, 0);
}

/** The smallest batch whose outputs take more than the weights do. */
export function crossingOf({ weights, outputs }: Needs): number {
  return Math.floor(weights / outputs) + 1;
}

/** The largest batch that a memory of so many bytes holds; 0 if not even the weights fit. */
export function largestBatch({ weights, outputs }: Needs, bytes: number): number {
  return Math.max(0, Math.floor((bytes - 3 * weights) / (2 * outputs)));
}

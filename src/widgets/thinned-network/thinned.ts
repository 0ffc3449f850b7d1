/** A small network with dropout behind two of its layers: what one toss of the coins leaves of it. */
import { dropoutMask } from '../../model/dropout-mask';

/** Units in each layer: what comes in, two hidden layers with dropout, as FC6 and FC7, and the scores. */
export const sizes = [5, 8, 8, 3] as const;
/** Those whose units are dropped. */
export const dropped = [1, 2] as const;

export interface Line {
  /** Of the layer that is read, and of the one that reads. */
  from: number;
  to: number;
  /** Of the layer that reads, from 1. */
  layer: number;
  stays: boolean;
}

export interface Thinned {
  /** Of each layer, whether a unit stays. */
  units: readonly (readonly boolean[])[];
  lines: readonly Line[];
}

/** @param toss the same gives the same coins */
export function thinned(rate: number, toss: number): Thinned {
  const coins = [...dropoutMask(sizes[1] + sizes[2], rate, toss)].map((coin) => coin === 1);
  const all = (count: number) => Array.from({ length: count }, () => true);
  const units = [all(sizes[0]), coins.slice(0, sizes[1]), coins.slice(sizes[1]), all(sizes[3])];
  const lines = units
    .slice(1)
    .flatMap((readers, index) =>
      readers.flatMap((reads, to) =>
        (units[index] ?? []).map((gives, from) => ({ from, to, layer: index + 1, stays: reads && gives })),
      ),
    );
  return { units, lines };
}

/** How many lines are left on average over all tosses: each needs the units at both of its ends. */
export function expectedLines(rate: number): number {
  const stays = 1 - rate;
  return sizes[0] * sizes[1] * stays + sizes[1] * sizes[2] * stays ** 2 + sizes[2] * sizes[3] * stays;
}

/** What a unit above gets in training from the last hidden layer if each of its units puts out `value`. */
export function sumAbove(units: readonly boolean[], value: number, rate: number): number {
  return units.filter(Boolean).length * (value / (1 - rate));
}

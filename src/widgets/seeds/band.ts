/** Several trainings of one network, as a band: how far they lie apart after each epoch. */

export interface Measured {
  /** Hash of the source of the cell that was trained. */
  cell: string;
  /** By seed: the share of the test that was right after each epoch. */
  seeds: Readonly<Record<string, readonly number[]>>;
}

export interface BandPoint {
  /** From 1. */
  epoch: number;
  lowest: number;
  mean: number;
  highest: number;
}

export function bandOf({ seeds }: Measured): readonly BandPoint[] {
  const runs = Object.values(seeds);
  const epochs = Math.min(...runs.map(({ length }) => length));
  return Array.from({ length: epochs }, (_, index) => {
    const values = runs.map((run) => run[index] ?? 0);
    return {
      epoch: index + 1,
      lowest: Math.min(...values),
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      highest: Math.max(...values),
    };
  });
}

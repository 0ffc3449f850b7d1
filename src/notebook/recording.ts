/**
 * What the trainings of a slow cell made. With it the cell can run again in an empty scope as it ran, without training:
 * what `fit` would do is put in its place.
 */
export interface Recording {
  /** In the order in which they began. */
  fits: readonly RecordedFit[];
}

/** What one call of `model.fit` has left. */
export interface RecordedFit {
  /** Of the model, in the order of its layers, then of the optimiser: the number of its updates and what it remembers. */
  tensors: readonly RecordedTensor[];
  /** How many of the tensors are the model's. */
  weights: number;
  /** All numbers, one tensor after another: a browser may keep them on disk. */
  values: Blob;
  /** As `fit` gave it. */
  history: { epochs: readonly number[]; logs: Readonly<Record<string, readonly number[]>> };
  /** Where `Math.random` then was in its sequence; null where it has none. */
  random: number | null;
}

export interface RecordedTensor {
  name: string;
  shape: readonly number[];
  dtype: 'float32' | 'int32';
}

import * as tf from '@tensorflow/tfjs';
import { readBack } from './read-back';

/** What TensorFlow.js hands to the callbacks of `fit`: losses and metrics may still be on the GPU. */
export type Logs = Record<string, number | tf.Scalar>;

/** Logs whose scalars stay on the GPU until all are read at once: each read waits for the GPU and lets it wait. */
export class KeptLogs {
  #kept: Logs[] = [];

  /** The tensors stay TensorFlow.js's own, which disposes of them after the callbacks. */
  keep(logs: Logs): void {
    this.#kept.push(withValues(logs, (value) => (typeof value === 'number' ? value : value.clone())));
  }

  /** Hands over the logs kept since the last time, in numbers and in their order. The kept ones are gone. */
  async take(): Promise<Record<string, number>[]> {
    const taken = this.#kept;
    this.#kept = [];
    const read = await readTogether(scalarsOf(taken));
    let next = 0;
    return taken.map((logs) =>
      withValues(logs, (value) => (typeof value === 'number' ? value : read[next++]!)),
    );
  }

  dispose(): void {
    tf.dispose(scalarsOf(this.#kept));
    this.#kept = [];
  }
}

function withValues<From, To>(
  logs: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(logs).map(([name, value]) => [name, change(value)]));
}

function scalarsOf(kept: readonly Logs[]): tf.Scalar[] {
  return kept.flatMap((logs) => Object.values(logs)).filter((value) => typeof value !== 'number');
}

/** The numbers of scalars, which are disposed of. */
async function readTogether(scalars: tf.Scalar[]): Promise<ArrayLike<number>> {
  const last = scalars.at(-1);
  if (!last) return [];
  // Filled up to a power of two: the GPU compiles a program for each number of inputs, and it is always another.
  const filled = 2 ** Math.ceil(Math.log2(scalars.length)) - scalars.length;
  const joined = tf.tidy(() => tf.stack([...scalars, ...Array<tf.Scalar>(filled).fill(last)]));
  tf.dispose(scalars);
  return readBack(joined);
}

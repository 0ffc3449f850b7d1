/** What the pictures' answers are before and after weights were left out. */
import { largest } from '../../drawing/statistics';

export interface Answer {
  readonly index: number;
  readonly probability: number;
}

/** The most probable class. */
export function firstAnswer(probabilities: ArrayLike<number>): Answer {
  const [index = 0] = largest(probabilities, 1);
  return { index, probability: probabilities[index] ?? NaN };
}

/** The first answer to each of several pictures, whose probabilities stand one after the other. */
export function firstAnswers(probabilities: Float32Array, classes: number): Answer[] {
  return Array.from({ length: probabilities.length / classes }, (_, picture) =>
    firstAnswer(probabilities.subarray(picture * classes, (picture + 1) * classes)),
  );
}

/** The share of FC6's and FC7's weights that are left, from what was trained to next to nothing. */
export const shares: readonly number[] = [
  0.08, 0.06, 0.05, 0.04, 0.03, 0.02, 0.015, 0.01, 0.005, 0.002, 0.001,
];

/** One list after the other. */
export function joined(lists: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

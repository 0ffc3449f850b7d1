/** The last layer of a network, learned for the reader's classes: a softmax over their scores. */
import { largest } from '../../drawing/statistics';

export interface Head {
  classes: number;
  /** [features, classes], row by row: it takes the features as the network gives them. */
  kernel: Float32Array<ArrayBuffer>;
  /** [classes] */
  bias: Float32Array<ArrayBuffer>;
}

/** The probability of each class. */
export function answersOf({ classes, kernel, bias }: Head, features: ArrayLike<number>): Float64Array {
  const scores = Float64Array.from(bias);
  for (let feature = 0; feature < features.length; feature++) {
    const value = features[feature]!;
    // Most features are 0, behind a ReLU.
    if (value === 0) continue;
    for (let each = 0; each < classes; each++) scores[each]! += value * kernel[feature * classes + each]!;
  }
  return softmax(scores);
}

/** Turns scores into probabilities, in their place. */
export function softmax(scores: Float64Array): Float64Array {
  // What all scores have in common takes no part, and large ones would overflow.
  const highest = Math.max(...scores);
  let sum = 0;
  for (let each = 0; each < scores.length; each++) {
    scores[each] = Math.exp(scores[each]! - highest);
    sum += scores[each]!;
  }
  for (let each = 0; each < scores.length; each++) scores[each]! /= sum;
  return scores;
}

/** The class with the highest probability; the first of several. */
export function likeliest(probabilities: ArrayLike<number>): number {
  const [best = 0] = largest(probabilities, 1);
  return best;
}

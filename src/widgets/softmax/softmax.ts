import { highestOf, softmax } from '../../model/softmax';

/** What stands between the last dense layer and the softmax. */
export interface LogitPath {
  /** Whether a ReLU makes negative scores 0 before the softmax. */
  relu: boolean;
  /** In training: 1 for a score that stays, 0 for one that is dropped; survivors are multiplied by 1 / (1 - rate). */
  dropout: { mask: ArrayLike<number>; rate: number } | null;
}

/** The scores that reach the softmax. */
export function scoresAfter(logits: ArrayLike<number>, path: LogitPath): Float64Array {
  return Float64Array.from(
    logits,
    (logit, unit) => (path.relu ? Math.max(0, logit) : logit) * gain(path, unit),
  );
}

/** Cross-entropy for one image: -ln of the right class's probability, also where that is too small for a number. */
export function crossEntropy(scores: ArrayLike<number>, rightClass: number): number {
  const highest = highestOf(scores);
  let sum = 0;
  for (let unit = 0; unit < scores.length; unit++) sum += Math.exp(scores[unit]! - highest);
  return Math.log(sum) + highest - scores[rightClass]!;
}

/**
 * How the loss changes with each logit: p - y at the softmax, passed back through dropout and ReLU. Where the path is
 * flat nothing passes; the slope of ReLU at 0 is taken as 0, as TensorFlow does.
 */
export function logitGradient(logits: ArrayLike<number>, path: LogitPath, rightClass: number): Float64Array {
  const probabilities = softmax(scoresAfter(logits, path));
  return probabilities.map((probability, unit) => {
    const atSoftmax = probability - Number(unit === rightClass);
    const slope = path.relu && logits[unit]! <= 0 ? 0 : gain(path, unit);
    return slope === 0 ? 0 : atSoftmax * slope;
  });
}

function gain({ dropout }: LogitPath, unit: number): number {
  return dropout === null ? 1 : dropout.mask[unit]! / (1 - dropout.rate);
}

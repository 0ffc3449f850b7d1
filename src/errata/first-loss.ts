/** What a photograph costs before anything has been learned, whatever its class is. */
export interface FirstLoss {
  /** Over all classes: what is to be expected of a photograph of any. */
  mean: number;
  /** If its class is the one that gets the highest probability, and the one that gets the lowest. */
  least: number;
  most: number;
}

/** Keras's least probability: the loss ends at 16.118. */
const LEAST = 1e-7;

/** @param probabilities of one photograph, as the softmax gives them */
export function firstLoss(probabilities: ArrayLike<number>): FirstLoss {
  const losses = Array.from(probabilities, (p) => -Math.log(Math.min(Math.max(p, LEAST), 1 - LEAST)));
  const sum = losses.reduce((total, loss) => total + loss, 0);
  return {
    mean: sum / losses.length,
    least: Math.min(...losses),
    most: Math.max(...losses),
  };
}

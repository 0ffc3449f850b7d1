import type { Activation } from '@tensorflow/tfjs-layers/dist/activations';

/** Whether an activation takes each number by itself; softmax and its logarithm take those of the last axis together. */
export function isElementwise(activation: Activation): boolean {
  return !['softmax', 'logSoftmax'].includes(activation.getClassName());
}

import type * as tf from '@tensorflow/tfjs';
import type { Activation as ActivationFunction } from '@tensorflow/tfjs-layers/dist/activations';
import { callElementwise, type Inputs, type LayoutLayer } from './layout';
import { StockActivation } from './stock';

/** TensorFlow.js's activation layer, in whatever layout its input has. */
export class Activation extends StockActivation implements LayoutLayer {
  get takesInside(): boolean {
    return isElementwise(this.activation);
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    return callElementwise(this, inputs, (x) => super.call(x, kwargs) as tf.Tensor);
  }
}

/** Whether an activation takes each number by itself; softmax and its logarithm take those of the last axis together. */
export function isElementwise(activation: ActivationFunction): boolean {
  return !['softmax', 'logSoftmax'].includes(activation.getClassName());
}

import type * as tf from '@tensorflow/tfjs';
import { callElementwise, type Inputs, type LayoutLayer } from './layout';
import { StockActivation } from './stock';
import { isElementwise } from './elementwise';

/** TensorFlow.js's activation layer, in whatever layout its input has. */
export class Activation extends StockActivation implements LayoutLayer {
  get takesInside(): boolean {
    return isElementwise(this.activation);
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    return callElementwise(this, inputs, (x) => super.call(x, kwargs) as tf.Tensor);
  }
}

import type * as tf from '@tensorflow/tfjs';
import { callElementwise, type Inputs, type LayoutLayer } from './layout';
import { StockDropout } from './stock';

/** TensorFlow.js's dropout layer, in whatever layout its input has. */
export class Dropout extends StockDropout implements LayoutLayer {
  get takesInside(): boolean {
    // The shape of the noise is given in the network's order.
    return this.getConfig()['noiseShape'] == null;
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    return callElementwise(this, inputs, (x) => super.call(x, kwargs) as tf.Tensor);
  }
}

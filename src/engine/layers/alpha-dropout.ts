import * as tf from '@tensorflow/tfjs';
import { type Inputs, oneTensor } from './layout';
import { StockAlphaDropout } from './stock';

/** Where selu ends for numbers far below 0. */
const LOWEST = -1.6732632423543772 * 1.0507009873554805;

/** TensorFlow.js's alphaDropout layer; its own sets what it drops to the negative of where selu ends. */
export class AlphaDropout extends StockAlphaDropout {
  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    const { rate } = this;
    if (kwargs['training'] !== true || rate <= 0 || rate >= 1) return inputs;
    return tf.tidy(() => {
      const x = oneTensor(inputs);
      const kept = tf
        .randomUniform(this._getNoiseShape(inputs) as number[])
        .greaterEqual(rate)
        .cast('float32');
      const dropped = x.mul(kept).add(tf.sub(1, kept).mul(LOWEST));
      // Mean 0 and variance 1 stay as they are.
      const scale = ((1 - rate) * (1 + rate * LOWEST ** 2)) ** -0.5;
      return dropped.mul(scale).sub(scale * LOWEST * rate);
    });
  }
}

import * as tf from '@tensorflow/tfjs';
import type { SoftmaxLayerArgs } from '@tensorflow/tfjs-layers/dist/layers/advanced_activations';
import { type Inputs, oneTensor } from './layout';
import { StockSoftmax } from './stock';

/** TensorFlow.js's softmax layer, over any axis, and as in Keras over the last by default. */
export class Softmax extends StockSoftmax {
  constructor(args: SoftmaxLayerArgs = {}) {
    super({ ...args, axis: args.axis ?? -1 });
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    const x = oneTensor(inputs);
    const [axis = -1, ...others] = [this.axis].flat();
    if (others.length > 0 || axis === -1 || axis === x.rank - 1) return super.call(inputs, kwargs);
    return tf.tidy(() => x.sub(x.logSumExp(axis, true)).exp());
  }
}

import * as tf from '@tensorflow/tfjs';
import { type Inputs, isInside, type LayoutLayer, oneTensor } from './layout';
import { StockFlatten } from './stock';

/** TensorFlow.js's flatten layer. Channels first, Keras flattens in channels-last order: that of an inside tensor. */
export class Flatten extends StockFlatten implements LayoutLayer {
  get takesInside(): boolean {
    return this.getConfig()['dataFormat'] === 'channelsFirst';
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    if (!isInside(inputs)) return super.call(inputs, kwargs);
    const x = oneTensor(inputs);
    const [batch = 1] = x.shape;
    return tf.reshape(x, [batch, -1]);
  }
}

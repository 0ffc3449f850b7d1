import type * as tf from '@tensorflow/tfjs';
import { callChannelsLast, type Inputs, type LayoutLayer } from './layout';
import { StockAveragePooling2D, StockMaxPooling2D } from './stock';

/** TensorFlow.js's maxPooling2d layer, computing channels last. */
export class MaxPooling2D extends StockMaxPooling2D implements LayoutLayer {
  get takesInside(): boolean {
    return this.dataFormat === 'channelsFirst';
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    if (!this.takesInside) return super.call(inputs, kwargs);
    const pool = (x: tf.Tensor4D) =>
      this.poolingFunction(x, this.poolSize, this.strides, this.padding, 'channelsLast') as tf.Tensor4D;
    return callChannelsLast(this, inputs, pool);
  }
}

/** TensorFlow.js's averagePooling2d layer, computing channels last. */
export class AveragePooling2D extends StockAveragePooling2D implements LayoutLayer {
  get takesInside(): boolean {
    return this.dataFormat === 'channelsFirst';
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    if (!this.takesInside) return super.call(inputs, kwargs);
    const pool = (x: tf.Tensor4D) =>
      this.poolingFunction(x, this.poolSize, this.strides, this.padding, 'channelsLast') as tf.Tensor4D;
    return callChannelsLast(this, inputs, pool);
  }
}

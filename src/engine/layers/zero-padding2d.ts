import * as tf from '@tensorflow/tfjs';
import { callChannelsLast, type Inputs, type LayoutLayer } from './layout';
import { StockZeroPadding2D } from './stock';

/** TensorFlow.js's zeroPadding2d layer, computing channels last. */
export class ZeroPadding2D extends StockZeroPadding2D implements LayoutLayer {
  get takesInside(): boolean {
    return this.dataFormat === 'channelsFirst';
  }

  override call(inputs: Inputs, kwargs: Record<string, unknown>): tf.Tensor | tf.Tensor[] {
    if (!this.takesInside) return super.call(inputs, kwargs);
    const [rows, columns] = this.padding;
    return callChannelsLast(this, inputs, (x) => tf.pad4d(x, [[0, 0], rows, columns, [0, 0]]));
  }
}

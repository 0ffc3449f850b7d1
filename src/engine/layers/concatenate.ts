import * as tf from '@tensorflow/tfjs';
import type { Kwargs } from '@tensorflow/tfjs-layers/dist/types';
import { callOnInside, type Inputs, isInside, type LayoutLayer } from './layout';
import { StockConcatenate } from './stock';

/** Where the axes of a channels-first tensor are when it is inside. */
const AXES_INSIDE = [0, 3, 1, 2] as const;

/**
 * TensorFlow.js's layer, which joins along the last axis whatever negative one it is given: here -2 is the one before
 * it. Inside tensors stay so.
 */
export class Concatenate extends StockConcatenate implements LayoutLayer {
  get takesInside(): boolean {
    return true;
  }

  override call(inputs: Inputs, kwargs: Kwargs): tf.Tensor | tf.Tensor[] {
    const tensors = [inputs].flat();
    if (!isInside(tensors)) return super.call(tensors, kwargs);
    const axis = AXES_INSIDE[this.#axisOf(tensors)] ?? 3;
    return callOnInside(this, tensors, (inside) => tf.concat(inside, axis));
  }

  protected override mergeFunction(inputs: tf.Tensor[]): tf.Tensor {
    return tf.concat(inputs, this.#axisOf(inputs));
  }

  #axisOf(inputs: readonly tf.Tensor[]): number {
    const axis = Number(this.getConfig()['axis']);
    return axis < 0 ? axis + (inputs[0]?.rank ?? 0) : axis;
  }
}

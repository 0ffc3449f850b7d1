import * as tf from '@tensorflow/tfjs';
import { StockConcatenate } from './stock';

/** TensorFlow.js's layer, which joins along the last axis whatever negative one it is given: here -2 is the one before it. */
export class Concatenate extends StockConcatenate {
  protected override mergeFunction(inputs: tf.Tensor[]): tf.Tensor {
    const axis = Number(this.getConfig()['axis']);
    return tf.concat(inputs, axis < 0 ? axis + (inputs[0]?.rank ?? 0) : axis);
  }
}

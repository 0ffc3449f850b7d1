import type * as tf from '@tensorflow/tfjs';
import { outputShape } from '../../model/shapes';
import { describeLayer } from './describe-layer';

/**
 * Refuses an input that a layer cannot take, in the words that a sequential model has for it.
 *
 * @throws {ShapeError} if it cannot; never where the input leaves a size open
 */
export function refuseMisfit(layer: tf.layers.Layer, inputShape: tf.Shape | tf.Shape[]): void {
  const shape = Array.isArray(inputShape[0]) ? inputShape[0] : (inputShape as tf.Shape);
  const sizes = shape.slice(1).filter((size) => size !== null);
  const description = describeLayer(layer);
  if (description && sizes.length === shape.length - 1) outputShape(description, sizes);
}

import type * as tf from '@tensorflow/tfjs';
import { outputShape, ShapeError } from '../../model/shapes';
import { describeLayer } from './describe-layer';

/** A height or width that is left open is taken to be large enough. */
const OPEN = 10_000;

/**
 * Refuses an input that a layer cannot take, in the words that a sequential model has for it.
 *
 * @throws {ShapeError} if it cannot, or leaves the channels open that the layer is to split into groups
 */
export function refuseMisfit(layer: tf.layers.Layer, inputShape: tf.Shape | tf.Shape[]): void {
  const shape = Array.isArray(inputShape[0]) ? inputShape[0] : (inputShape as tf.Shape);
  const description = describeLayer(layer);
  if (!description || !('dataFormat' in description)) return;
  if (shape[description.dataFormat === 'channelsFirst' ? 1 : shape.length - 1] === null) {
    const groups = 'groups' in description ? (description.groups ?? 1) : 1;
    if (groups === 1) return;
    throw new ShapeError(
      `${layer.name} splits its input into ${groups} groups of channels, and how many there are is left open: give inputShape a number for them`,
    );
  }
  outputShape(
    description,
    shape.slice(1).map((size) => size ?? OPEN),
  );
}

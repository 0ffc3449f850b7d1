import * as tf from '@tensorflow/tfjs';
import type { Photograph } from '../notebook/messages';
import { forward } from './forward';
import { readBack } from './read-back';

/**
 * What one layer of a model gives for a photograph, as in a prediction.
 *
 * @throws if the model has no such layer
 */
export async function layerOutput(
  model: tf.LayersModel,
  photograph: Photograph,
  layer: string,
): Promise<Float32Array<ArrayBuffer>> {
  const output = tf.tidy(
    () => forward(model, photograph).layers.find((run) => run.layer.name === layer)?.output,
  );
  if (output === undefined) throw new Error(`The model has no layer ${layer}.`);
  return readBack(output);
}

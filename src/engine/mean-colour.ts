/** Which colour is subtracted from a photograph before a network sees it, where a file of weights said another than the course's. */
import type * as tf from '@tensorflow/tfjs';

/** Red, green, blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** Of the layer that takes the photograph. */
const ofLayers = new WeakMap<tf.layers.Layer, Colour>();

/** @param mean null for the course's own */
export function noteMeanColour(first: tf.layers.Layer, mean: Colour | null): void {
  if (mean === null) ofLayers.delete(first);
  else ofLayers.set(first, mean);
}

/** Null: the course's own. */
export function meanColourOf(model: tf.LayersModel): Colour | null {
  for (const layer of model.layers) {
    const mean = ofLayers.get(layer);
    if (mean) return mean;
  }
  return null;
}

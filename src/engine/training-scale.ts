/** By what factor the photographs were multiplied that a model was trained on: to train it elsewhere on the same numbers. */
import type * as tf from '@tensorflow/tfjs';

/** Of data that the course's library has made. */
const ofData = new WeakMap<object, number>();
/** Of the last training of each layer; null if its data came from elsewhere. */
const ofLayers = new WeakMap<tf.layers.Layer, number | null>();

export function noteScaleOfData(data: tf.Tensor, scale: number): void {
  ofData.set(data, scale);
}

/** Null of data that the course's library has not made. */
export function scaleOfData(data: tf.Tensor): number | null {
  return ofData.get(data) ?? null;
}

/** A sequential model trains by another one, private to it, with the same layers: so the layers remember. */
export function noteTraining(layers: readonly tf.layers.Layer[], data: object): void {
  const scale = ofData.get(data) ?? null;
  for (const layer of layers) ofLayers.set(layer, scale);
}

/** 1 if the model was not trained; null if nothing is known of the data it was trained on. */
export function trainingScale(model: tf.LayersModel): number | null {
  const last = model.layers.at(-1);
  const scale = last && ofLayers.get(last);
  return scale === undefined ? 1 : scale;
}

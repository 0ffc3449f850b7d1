import * as tf from '@tensorflow/tfjs';
import { isLearnedName, readLearned, type LearnedName } from '../learned/format';
import { misfit } from '../learned/network';
import { weightNamed } from './weights';
import { described } from './arguments/check-options';

/**
 * Puts the learned weights into those layers of a model that have the name and the shape of a trained one. The other
 * layers stay as they are, and so do all if a file does not come.
 *
 * @param file gives the file of a layer
 * @returns what became of each layer with weights, in sentences; the first says which have the learned ones
 * @throws {RangeError} if no layer fits
 */
export async function loadLearned(
  model: tf.LayersModel,
  file: (layer: LearnedName) => Promise<ArrayBuffer>,
): Promise<readonly string[]> {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(
      `loadLearned takes a model, as alexnet() or tf.sequential() makes one, but got ${described(model)}.`,
    );
  }
  if (model.layers.length === 0 || model.layers.some((layer) => !layer.built)) {
    throw new RangeError(
      'The model has no weights yet, as its input is not known: give its first layer an inputShape.',
    );
  }
  const fits: { layer: tf.layers.Layer; name: LearnedName }[] = [];
  const misfits: string[] = [];
  for (const layer of model.layers) {
    if (layer.weights.length === 0) continue;
    const kernel = shapeOf(layer, 'kernel');
    const reason = misfit(layer.name, kernel, shapeOf(layer, 'bias') !== null);
    if (reason === null && isLearnedName(layer.name)) fits.push({ layer, name: layer.name });
    else if (reason !== null) misfits.push(reason);
  }
  if (fits.length === 0) {
    throw new RangeError(['No layer of this model can have learned weights.', ...misfits].join('\n'));
  }
  const files = await Promise.all(fits.map(({ name }) => file(name)));
  for (const [index, { layer }] of fits.entries()) {
    const { kernel, kernelShape, bias } = await readLearned(
      new Uint8Array(files[index] ?? new ArrayBuffer()),
    );
    tf.tidy(() => layer.setWeights([tf.tensor(kernel, [...kernelShape]), tf.tensor(bias)]));
  }
  const all = fits.length + misfits.length;
  const names = fits.map(({ name }) => name).join(', ');
  return [`${fits.length} of ${all} layers have the learned weights: ${names}.`, ...misfits];
}

/** Null if the layer has no such weight. */
function shapeOf(layer: tf.layers.Layer, weight: 'kernel' | 'bias'): readonly number[] | null {
  const found = weightNamed(layer, weight);
  return found ? found.shape.map((size) => size ?? 0) : null;
}

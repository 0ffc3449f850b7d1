import * as tf from '@tensorflow/tfjs';
import { readImageShape, sizeOf, type ImageShape } from '../model/image-shape';
import type { Network } from '../model/layer';
import { rows } from '../model/rows';
import { placeInKerasOrder, type KernelSizes } from '../model/weights-file/keras-order';
import { describeMatch, matchWeights, type Fit, type WeightMatch } from '../model/weights-file/match-weights';
import type { ByteSource, NamedTensor } from '../model/weights-file/named-tensor';
import type { NetworkWeight } from '../model/weights-file/network-weights';
import { openWeights } from '../model/weights-file/open-weights';
import { publishedInput, type PublishedInput } from '../model/weights-file/published';
import { described } from './arguments/check-options';
import { describe } from './describe';
import { exportedModel } from './export-weights';
import { noteMeanColour } from './mean-colour';
import { MemoryError, memoryErrorFrom } from './memory';
import { weightNamed } from './weights';

/**
 * Puts a file's numbers into the weights of a model that they belong to. The others stay as they are. Beside the
 * network itself one layer's weights are held at most.
 *
 * @throws {WeightsFileError} if the file cannot be read; nothing is changed then
 * @throws RangeError if nothing of it fits, or some numbers are none; nothing is changed then
 */
export async function loadWeights(model: tf.LayersModel, source: ByteSource): Promise<WeightMatch> {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(
      `loadWeights takes a model, as tf.sequential() makes one, but got ${described(model)}.`,
    );
  }
  const { weights } = exportedModel(model);
  const match = matchWeights(weights, await openWeights(source, [weights]));
  if (match.fits.length === 0) throw new RangeError(describeMatch(match).join('\n'));
  // All are read twice, as a network's weights are too many to hold a second time: first to see whether they are numbers.
  for (const { tensor } of match.fits) {
    for await (const part of partsOf(tensor)) {
      if (!areFinite(part)) {
        throw new RangeError(
          `${tensor.name} has numbers that are not finite: the training that made it has failed.`,
        );
      }
    }
  }
  const network = describe(model);
  const input = match.published === null ? null : publishedInput(match.published);
  const first = match.fits.find(({ weight }) => weight.weight === 'kernel');
  for (const fit of match.fits) {
    try {
      const values = await inKerasOrder(fit, network, fit === first ? input : null);
      const tensor = tf.tensor(values, [...fit.weight.shape]);
      variableOf(model, fit).write(tensor);
      tensor.dispose();
    } catch (error) {
      if (memoryErrorFrom(error) === null) throw error;
      throw new MemoryError(tooLarge(weights, fit));
    }
  }
  if (first) noteMeanColour(layerOf(model, first), input?.mean ?? null);
  return match;
}

function areFinite(numbers: Float32Array): boolean {
  // A loop: `every` with a function takes ten times as long, and these are tens of millions.
  for (let index = 0; index < numbers.length; index++) if (!Number.isFinite(numbers[index])) return false;
  return true;
}

/** The words for a weight that found no room. */
function tooLarge(weights: readonly NetworkWeight[], { weight }: Fit): string {
  const megabytes = (numbers: number) => `${Math.ceil((4 * numbers) / 1e6)} MB`;
  const all = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return (
    `This device has no room for these weights: the network takes ${megabytes(all)}, and ${weight.layer}.${weight.weight} ${megabytes(sizeOf(weight.shape))} more while it is loaded. ` +
    'Take out cells that build other networks, or close other tabs, and run this cell again. Until then the network has a part of them.'
  );
}

function partsOf({ name, parts }: NamedTensor): AsyncIterable<Float32Array> {
  if (parts === null) throw new Error(`${name} cannot be read.`);
  return parts();
}

function layerOf(model: tf.LayersModel, { weight: { layer } }: Fit): tf.layers.Layer {
  const found = model.layers.find(({ name }) => name === layer);
  if (!found) throw new Error(`The model has no layer ${layer}.`);
  return found;
}

function variableOf(model: tf.LayersModel, fit: Fit): tf.LayerVariable {
  const found = weightNamed(layerOf(model, fit), fit.weight.weight);
  if (!found) throw new Error(`The model has no weight ${fit.weight.layer}.${fit.weight.weight}.`);
  return found;
}

async function inKerasOrder(
  { weight: { layer, shape }, tensor, layout }: Fit,
  network: Network,
  input: PublishedInput | null,
): Promise<Float32Array> {
  const values = new Float32Array(sizeOf(shape));
  const sizes = layout === 'torch' && shape.length > 1 ? kernelSizes(network, layer, shape) : null;
  let from = 0;
  for await (const part of partsOf(tensor)) {
    if (sizes === null) values.set(part, from);
    else placeInKerasOrder(values, { part, from }, sizes, input?.changes);
    from += part.length;
  }
  return values;
}

function kernelSizes(network: Network, layer: string, shape: readonly number[]): KernelSizes {
  const outputs = shape.at(-1) ?? 0;
  if (shape.length === 2) {
    // PyTorch and Caffe flatten channel by channel, the network place by place.
    const image = flattenedBefore(network, layer);
    return { outputs, ...(image ?? { channels: shape[0] ?? 0, height: 1, width: 1 }) };
  }
  // Of three axes the first is the only place.
  const [height = 1, width = 1] = shape.slice(0, -2);
  return { outputs, channels: shape.at(-2) ?? 0, height, width };
}

/** The maps that a dense layer gets flattened place by place, all channels of a place together; null if it gets none so. */
function flattenedBefore(network: Network, dense: string): ImageShape | null {
  if (network.undrawn !== undefined) return null;
  const byName = new Map(rows(network).map((row) => [row.layer.name, row]));
  const taken = (name: string) => byName.get(byName.get(name)?.takes[0] ?? '');
  let before = taken(dense);
  while (before?.layer.type === 'activation' || before?.layer.type === 'dropout') {
    before = taken(before.layer.name);
  }
  if (before?.layer.type !== 'flatten') return null;
  // A flatten layer that is not told of channels first takes the numbers as they stand.
  const asTheyStand = before.layer.dataFormat === 'channelsLast' && before.inputFormat === 'channelsFirst';
  return asTheyStand ? null : readImageShape(before.input, before.inputFormat);
}

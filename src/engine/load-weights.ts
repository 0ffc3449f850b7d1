import * as tf from '@tensorflow/tfjs';
import { readImageShape, type ImageShape } from '../model/image-shape';
import type { Network } from '../model/layer';
import { describeMatch, matchWeights, torchOrder, type Fit, type WeightMatch } from '../model/match-weights';
import { readNumbers, readTensorTable, type ReadPart } from '../model/read-safetensors';
import { rows } from '../model/rows';
import { described } from './arguments/check-options';
import { describe } from './describe';
import { exportedModel } from './export-weights';
import { weightNamed } from './weights';

/**
 * Puts a file's numbers into the weights of a model that have their names and shapes. The others stay as they are.
 *
 * @throws {WeightsFileError} if the file is no safetensors file; nothing is changed then
 * @throws RangeError if nothing of it fits, or some numbers are none; nothing is changed then
 */
export async function loadWeights(model: tf.LayersModel, read: ReadPart): Promise<WeightMatch> {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(
      `loadWeights takes a model, as tf.sequential() makes one, but got ${described(model)}.`,
    );
  }
  const match = matchWeights(exportedModel(model).weights, await readTensorTable(read));
  if (match.fits.length === 0) throw new RangeError(describeMatch(match).join('\n'));
  // All are read twice, as a network's weights are too many to hold a second time: first to see whether they are numbers.
  for (const { tensor } of match.fits) {
    if (!(await readNumbers(read, tensor)).every(Number.isFinite)) {
      throw new RangeError(
        `${tensor.name} has numbers that are not finite: the training that made it has failed.`,
      );
    }
  }
  const network = describe(model);
  for (const fit of match.fits) {
    const values = await readNumbers(read, fit.tensor);
    const tensor = tf.tidy(() => inKerasOrder(values, fit, network));
    variableOf(model, fit).write(tensor);
    tensor.dispose();
  }
  return match;
}

function variableOf(model: tf.LayersModel, { weight: { layer, weight } }: Fit): tf.LayerVariable {
  const of = model.layers.find(({ name }) => name === layer);
  const found = of && weightNamed(of, weight);
  if (!found) throw new Error(`The model has no weight ${layer}.${weight}.`);
  return found;
}

function inKerasOrder(
  values: Float32Array,
  { weight: { layer, weight, shape }, tensor, layout }: Fit,
  network: Network,
): tf.Tensor {
  const read = tf.tensor(values, [...tensor.shape]);
  if (layout === 'keras' || shape.length < 2) return read;
  const order = torchOrder(shape.length);
  const turned = tf.transpose(
    read,
    order.map((_, axis) => order.indexOf(axis)),
  );
  const image = weight === 'kernel' ? flattenedBefore(network, layer) : null;
  if (image === null) return turned;
  // PyTorch flattens channel by channel, the network place by place.
  const { channels, height, width } = image;
  return turned
    .reshape([channels, height, width, -1])
    .transpose([1, 2, 0, 3])
    .reshape([...shape]);
}

/** The maps that a dense layer gets flattened place by place, all channels of a place together; null if it gets none so. */
function flattenedBefore(network: Network, dense: string): ImageShape | null {
  if (network.undrawn !== undefined) return null;
  const table = new Map(rows(network).map((row) => [row.layer.name, row]));
  const behind = (name: string) => table.get(table.get(name)?.takes[0] ?? '');
  let before = behind(dense);
  while (before?.layer.type === 'activation' || before?.layer.type === 'dropout')
    before = behind(before.layer.name);
  if (before?.layer.type !== 'flatten') return null;
  // A flatten layer that is not told of channels first takes the numbers as they stand.
  const asTheyStand = before.layer.dataFormat === 'channelsLast' && before.inputFormat === 'channelsFirst';
  return asTheyStand ? null : readImageShape(before.input, before.inputFormat);
}

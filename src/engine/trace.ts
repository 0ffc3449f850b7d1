import * as tf from '@tensorflow/tfjs';
import type { DataFormat } from '../model/layer';
import { networkDataFormat } from '../model/rows';
import type { LayerActivation } from '../notebook/output';
import type { Photograph } from '../notebook/protocol';
import { describe } from './describe';
import { isInside, runInside } from './layout';
import { photographInput } from './photograph-input';

export interface TraceOptions {
  /** How many channels of each layer to keep. */
  channels: number;
}

/** Vectors longer than this are kept in part. */
const MOST_UNITS = 4096;

/** What is kept of one layer's output, still where it was computed. */
interface Kept {
  layer: string;
  shape: readonly number[];
  /** [channels, height, width], [1, units], or null if it is neither image nor vector. */
  values: tf.Tensor | null;
  /** [minimum, maximum] of the whole layer. */
  range: tf.Tensor1D;
}

/**
 * Runs a photograph through the layers that the model has, as in a prediction. Only what is kept is read back, and
 * each layer's output is disposed of as soon as the next have it.
 *
 * @throws RangeError if the model does not take a photograph
 */
export async function traceModel(
  model: tf.LayersModel,
  photograph: Photograph,
  { channels }: TraceOptions,
): Promise<LayerActivation[]> {
  if (model.layers.length === 0) return [];
  const kept: Kept[] = [];
  const tensors = tf.tidy(() => {
    kept.push(...keepOfLayers(model, photograph, channels));
    return kept.flatMap(({ values, range }) => (values ? [values, range] : [range]));
  });
  try {
    return await Promise.all(kept.map(read));
  } finally {
    tf.dispose(tensors);
  }
}

function keepOfLayers(model: tf.LayersModel, photograph: Photograph, channels: number): Kept[] {
  const [input] = model.inputs;
  if (!input || model.inputs.length > 1) {
    throw new RangeError(`A photograph is one input, but this model takes ${model.inputs.length}.`);
  }
  const network = describe(model);
  let dataFormat = networkDataFormat(network);
  const outputs = new Map<number, tf.Tensor>([
    [input.id, photographInput(photograph, network.inputShape ?? [], dataFormat)],
  ]);
  const layers = model.layers.filter((layer) => layer.getClassName() !== 'InputLayer');
  const waiting = new Map<number, number>();
  for (const { id } of layers.flatMap(inputsOf)) waiting.set(id, (waiting.get(id) ?? 0) + 1);

  return runInside(model, () =>
    layers.map((layer) => {
      const inputs = inputsOf(layer);
      const y = layer.apply(inputs.map(({ id }) => outputs.get(id) as tf.Tensor)) as tf.Tensor;
      for (const { id } of inputs) {
        const left = (waiting.get(id) ?? 1) - 1;
        waiting.set(id, left);
        if (left === 0) outputs.get(id)?.dispose();
      }
      outputs.set((layer.output as tf.SymbolicTensor).id, y);
      dataFormat = (layer.getConfig()['dataFormat'] as DataFormat | undefined) ?? dataFormat;
      return keep(layer.name, y, isInside(y) ? 'channelsLast' : dataFormat, channels);
    }),
  );
}

function inputsOf(layer: tf.layers.Layer): tf.SymbolicTensor[] {
  return layer.inboundNodes[0]?.inputTensors ?? [];
}

/** @param dataFormat the order in which the tensor is, whatever its layer says */
function keep(layer: string, y: tf.Tensor, dataFormat: DataFormat, channels: number): Kept {
  const range = tf.stack([y.min(), y.max()]) as tf.Tensor1D;
  if (y.rank === 2) {
    const values = y.slice([0, 0], [1, Math.min(y.shape[1] ?? 0, MOST_UNITS)]);
    return { layer, shape: y.shape.slice(1), values, range };
  }
  if (y.rank !== 4) return { layer, shape: y.shape.slice(1), values: null, range };
  const [, a = 0, b = 0, c = 0] = y.shape;
  const [count, height, width] = dataFormat === 'channelsFirst' ? [a, b, c] : [c, a, b];
  const first = Math.min(channels, count);
  const values =
    dataFormat === 'channelsFirst'
      ? y.slice([0, 0, 0, 0], [1, first, height, width]).squeeze([0])
      : y.slice([0, 0, 0, 0], [1, height, width, first]).squeeze([0]).transpose([2, 0, 1]);
  return { layer, shape: [count, height, width], values, range };
}

async function read({ layer, shape, values, range }: Kept): Promise<LayerActivation> {
  const [[minimum = NaN, maximum = NaN], numbers] = await Promise.all([
    range.data<'float32'>(),
    values?.data<'float32'>() ?? new Float32Array(),
  ]);
  const count = values?.shape[0] ?? 0;
  const size = numbers.length / count;
  return {
    layer,
    shape,
    minimum,
    maximum,
    channels: Array.from(
      { length: count },
      (_, i) => new Float32Array(numbers.subarray(i * size, (i + 1) * size)),
    ),
  };
}

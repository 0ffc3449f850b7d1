import * as tf from '@tensorflow/tfjs';
import { sizeOf } from '../model/image-shape';
import type { DataFormat } from '../model/layer';
import type { LayerActivation } from '../notebook/output';
import type { Photograph } from '../notebook/messages';
import { outputShapeOf } from './describe';
import { forward } from './forward';
import { usesIn } from './layer-uses';
import { UnanswerableError } from './unanswerable';
import { compileAhead } from './webgpu/compile-ahead';

/** What went into the first layer, and what came out of each. */
export interface Trace {
  /** Null if the model has no layers. */
  input: LayerActivation | null;
  activations: LayerActivation[];
}

/** Numbers that all layers together may give: 160 MB, and the notebook's network gives 1.7 million. */
const MOST_NUMBERS = 40e6;

/**
 * Runs a photograph through the layers that the model has, as in a prediction, and reads all they give.
 *
 * @throws {UnanswerableError} if the model does not take a photograph, or its layers give more than a page should hold
 */
export async function traceModel(model: tf.LayersModel, photograph: Photograph): Promise<Trace> {
  if (model.layers.length === 0) return { input: null, activations: [] };
  refuseFlood(model);
  await compileFirst(model, photograph);
  const kept: Kept[] = [];
  const tensors = tf.tidy(() => {
    const { input, inputFormat, layers } = forward(model, photograph);
    kept.push({ layer: 'input', y: input, dataFormat: inputFormat });
    for (const { layer, output, dataFormat } of layers)
      kept.push({ layer: layer.name, y: output, dataFormat });
    return kept.map(({ y }) => y);
  });
  try {
    const [input = null, ...activations] = await Promise.all(kept.map(read));
    return { input, activations };
  } finally {
    tf.dispose(tensors);
  }
}

/** With how many layers a model's shaders were compiled. */
const compiled = new WeakMap<tf.LayersModel, number>();

async function compileFirst(model: tf.LayersModel, photograph: Photograph): Promise<void> {
  if (tf.getBackend() !== 'webgpu' || compiled.get(model) === model.layers.length) return;
  await compileAhead(() => void forward(model, photograph));
  compiled.set(model, model.layers.length);
}

/** One layer's output, still where it was computed. */
interface Kept {
  layer: string;
  y: tf.Tensor;
  dataFormat: DataFormat;
}

function refuseFlood(model: tf.LayersModel): void {
  const numbers = [...usesIn(model)].map(([{ name }, [use]]) => ({ name, size: sizeOf(outputShapeOf(use)) }));
  const all = numbers.reduce((sum, { size }) => sum + size, 0);
  if (all <= MOST_NUMBERS) return;
  const { name, size } = numbers.reduce((most, each) => (each.size > most.size ? each : most));
  throw new UnanswerableError(
    `The layers give ${millions(all)} million numbers for one photograph, ${millions(size)} million of them in ${name}: more than the ${millions(MOST_NUMBERS)} million that the page can show.`,
  );
}

function millions(count: number): string {
  return (count / 1e6).toFixed(0);
}

async function read({ layer, y, dataFormat }: Kept): Promise<LayerActivation> {
  const numbers = await y.data();
  const shape = y.shape.slice(1);
  const [height, width, channels] = shape;
  const last = dataFormat === 'channelsLast' && shape.length === 3;
  const values = last
    ? channelsFirst(numbers, (height ?? 0) * (width ?? 0), channels ?? 0)
    : Float32Array.from(numbers);
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const value of values) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  return {
    layer,
    shape: last ? [channels ?? 0, height ?? 0, width ?? 0] : shape,
    minimum,
    maximum,
    values,
  };
}

/** Puts numbers that are channels last channels first: the `size` numbers of one channel after those of the other. */
function channelsFirst(
  numbers: ArrayLike<number>,
  size: number,
  channels: number,
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(numbers.length);
  for (let channel = 0; channel < channels; channel++) {
    for (let at = 0; at < size; at++) values[channel * size + at] = numbers[at * channels + channel] ?? NaN;
  }
  return values;
}

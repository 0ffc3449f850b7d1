/** The kernels of a network's first convolution as they were before it was trained: to be seen beside what became of them. */
import * as tf from '@tensorflow/tfjs';
import type { KernelPair } from '../notebook/examination';

/** Numbers of a first convolution; wider ones are no pictures any more. */
const MOST_NUMBERS = 2 ** 20;

/** By layer; of its first training. */
const before = new WeakMap<tf.layers.Layer, Float32Array<ArrayBuffer>>();

/** Call it before a training. */
export async function noteKernels(model: tf.LayersModel): Promise<void> {
  const first = firstConvolution(model);
  if (first && !before.has(first.layer)) before.set(first.layer, await read(first.kernel));
}

/** Null if the model has no convolution that looks at a picture, or was not trained. */
export async function firstKernels(model: tf.LayersModel): Promise<KernelPair | null> {
  const first = firstConvolution(model);
  const start = first && before.get(first.layer);
  if (!first || !start) return null;
  const [height = 0, width = 0, channels = 0, count = 0] = first.kernel.shape;
  return {
    layer: first.layer.name,
    shape: [height, width, channels, count],
    before: start.slice(),
    after: await read(first.kernel),
  };
}

function firstConvolution(model: tf.LayersModel): { layer: tf.layers.Layer; kernel: tf.Tensor } | null {
  const layer = model.layers.find(({ weights }) => weights.length > 0);
  const kernel = layer?.weights[0]?.read();
  if (!layer || kernel?.rank !== 4 || kernel.size > MOST_NUMBERS) return null;
  const channels = kernel.shape[2];
  return channels === 1 || channels === 3 ? { layer, kernel } : null;
}

async function read(kernel: tf.Tensor): Promise<Float32Array<ArrayBuffer>> {
  return Float32Array.from(await kernel.data());
}

import * as tf from '@tensorflow/tfjs';
import type { PrunedAnswers } from '../notebook/insight';
import { readBack } from './read-back';
import { weightNamed } from './weights';
import { UnanswerableError } from './unanswerable';

/** The layers of which weights are left out. */
const PRUNED = ['FC6', 'FC7'];

/**
 * A dense layer's weights that are not zero, one in twelve: as a list, they take a tenth of the time and of the memory
 * that another kernel would for each share that a reader tries.
 */
interface Sparse {
  /** Of the kernel, zeros and all. */
  readonly size: number;
  readonly inputs: number;
  readonly units: number;
  /** Where the weights of each input begin, and where the last ones end. */
  readonly starts: Uint32Array;
  readonly unitOf: Uint16Array;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  /** The smallest first. */
  readonly magnitudes: Float32Array;
}

const known = new WeakMap<tf.layers.Layer, Sparse>();

/**
 * What the network answers when only the largest weights of FC6 and FC7 are left.
 *
 * @param model the whole learned network, which stays as it is
 * @param flat what goes into FC6, picture by picture
 * @param share of the weights of each of the two layers that are left, 0 to 1; fewer if fewer were not zero before
 */
export async function answersPruned(
  model: tf.LayersModel,
  flat: Float32Array,
  share: number,
): Promise<PrunedAnswers> {
  let [left, all] = [0, 0];
  let x: ArrayLike<number> = flat;
  let width = 0;
  for (const layer of model.layers.slice(model.layers.findIndex(({ name }) => name === PRUNED[0]))) {
    if (PRUNED.includes(layer.name)) {
      const sparse = known.get(layer) ?? (await sparseOf(layer));
      known.set(layer, sparse);
      const keep = Math.min(sparse.weights.length, Math.round(share * sparse.size));
      const limit = sparse.magnitudes[sparse.weights.length - keep] ?? Infinity;
      left += sparse.weights.length - firstAtLeast(sparse.magnitudes, limit);
      all += sparse.size;
      x = multiply(x, sparse, limit);
      width = sparse.units;
    } else {
      const y = tf.tidy(
        () => layer.apply(tf.tensor2d(Float32Array.from(x), [x.length / width, width])) as tf.Tensor2D,
      );
      width = y.shape[1];
      x = await readBack(y);
    }
  }
  return { left, all, probabilities: Float32Array.from(x) };
}

async function sparseOf(layer: tf.layers.Layer): Promise<Sparse> {
  const kernel = await read(layer, 'kernel');
  const bias = await read(layer, 'bias');
  const units = bias.length;
  const inputs = kernel.length / units;
  const count = kernel.reduce((sum, weight) => sum + Number(weight !== 0), 0);
  const starts = new Uint32Array(inputs + 1);
  const unitOf = new Uint16Array(count);
  const weights = new Float32Array(count);
  let to = 0;
  for (let at = 0; at < kernel.length; at++) {
    if (at % units === 0) starts[at / units] = to;
    const weight = kernel[at] ?? 0;
    if (weight === 0) continue;
    unitOf[to] = at % units;
    weights[to++] = weight;
  }
  starts[inputs] = to;
  const magnitudes = weights.map(Math.abs).sort();
  return { size: kernel.length, inputs, units, starts, unitOf, weights, bias, magnitudes };
}

/** Never of the weight itself: on WebGL a tensor that has been read keeps a copy of its numbers outside the GPU too. */
async function read(layer: tf.layers.Layer, which: 'kernel' | 'bias'): Promise<Float32Array> {
  const weight = weightNamed(layer, which)?.read();
  if (!weight) throw new UnanswerableError(`${layer.name} has no ${which}.`);
  return readBack(weight.slice(weight.shape.map(() => 0)));
}

/** The index of the first number that is not below a limit. */
function firstAtLeast(sorted: Float32Array, limit: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? Infinity) < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** What the layer gives, picture by picture, with its weights of at least this magnitude alone. */
function multiply(x: ArrayLike<number>, sparse: Sparse, limit: number): Float32Array {
  const { inputs, units, starts, unitOf, weights, bias } = sparse;
  const pictures = x.length / inputs;
  const y = new Float32Array(pictures * units);
  for (let picture = 0; picture < pictures; picture++) y.set(bias, picture * units);
  for (let input = 0; input < inputs; input++) {
    const [from, to] = [starts[input] ?? 0, starts[input + 1] ?? 0];
    for (let picture = 0; picture < pictures; picture++) {
      const value = x[picture * inputs + input] ?? NaN;
      if (value === 0) continue;
      for (let at = from; at < to; at++) {
        const weight = weights[at] ?? NaN;
        if (Math.abs(weight) < limit) continue;
        const unit = picture * units + (unitOf[at] ?? 0);
        y[unit] = (y[unit] ?? NaN) + value * weight;
      }
    }
  }
  return y;
}

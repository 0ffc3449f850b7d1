import * as tf from '@tensorflow/tfjs';
import { sizeOf } from '../model/image-shape';
import type { LayerWeights } from '../notebook/output';
import { UnanswerableError } from './unanswerable';

/** Most weights that are read at once: 16 MB. Of the notebook's layers only FC6 and FC7 have more. */
const MOST_WEIGHTS = 4_194_304;
/** Layers whose kernel's last axis counts their units. */
const WITH_UNITS = ['Conv2D', 'Dense'];

/**
 * Reads a layer's kernel and biases, all or those of one unit, which is cut out before anything is read back.
 *
 * @param unit a filter of a convolution or a unit of a dense layer, from 0; null for all
 * @throws {UnanswerableError} if there is no such layer or unit, the layer has no kernel of units, or all its weights
 *   are too many to read at once
 */
export async function readWeights(
  model: tf.LayersModel,
  layerName: string,
  unit: number | null,
): Promise<LayerWeights> {
  const layer = model.layers.find(({ name }) => name === layerName);
  if (!layer) throw new UnanswerableError(`The network has no layer ${layerName}.`);
  const kernel = weightOf(layer, 'kernel');
  if (!kernel) throw new UnanswerableError(`${layerName} has no kernel: there are no weights to show.`);
  const units = kernel.shape.at(-1) ?? 0;
  if (unit !== null && (!Number.isInteger(unit) || unit < 0 || unit >= units)) {
    throw new UnanswerableError(`${layerName} has units 0 to ${units - 1}, and no unit ${unit}.`);
  }
  const size = sizeOf(kernel.shape);
  if (unit === null && size > MOST_WEIGHTS) {
    throw new UnanswerableError(
      `${layerName} has ${size.toLocaleString('en-US')} weights, too many to read at once: ask for those of one unit.`,
    );
  }
  const bias = weightOf(layer, 'bias');
  const kernelPart = cut(kernel, unit);
  const biasPart = bias && cut(bias, unit);
  try {
    const [kernelValues, biasValues] = await Promise.all([read(kernelPart), biasPart && read(biasPart)]);
    return { layer: layerName, unit, kernelShape: kernelPart.shape, kernel: kernelValues, bias: biasValues };
  } finally {
    tf.dispose([kernelPart, ...(biasPart ? [biasPart] : [])]);
  }
}

function weightOf(layer: tf.layers.Layer, name: 'kernel' | 'bias'): tf.Tensor | null {
  if (!WITH_UNITS.includes(layer.getClassName())) return null;
  return weightNamed(layer, name)?.read() ?? null;
}

/** The variable of a layer that Keras calls so: kernel, bias, gamma. */
export function weightNamed(layer: tf.layers.Layer, name: string): tf.LayerVariable | undefined {
  return layer.weights.find(({ originalName }) => originalName.split('/').at(-1) === name);
}

/** Never the weight itself: on WebGL a tensor that has been read keeps a copy of its numbers outside the GPU too. */
function cut(weight: tf.Tensor, unit: number | null): tf.Tensor {
  if (unit === null) return weight.slice(weight.shape.map(() => 0));
  const begin = weight.shape.map((_, axis) => (axis === weight.rank - 1 ? unit : 0));
  return weight.slice(begin, [...weight.shape.slice(0, -1), 1]);
}

async function read(tensor: tf.Tensor): Promise<Float32Array<ArrayBuffer>> {
  return Float32Array.from(await tensor.data());
}

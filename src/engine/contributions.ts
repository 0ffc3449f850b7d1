import * as tf from '@tensorflow/tfjs';
import { indexOf, type Unit } from '../model/feature-maps';
import { sizeOf } from '../model/image-shape';
import type { Contributions } from '../notebook/contributions';
import type { Photograph } from '../notebook/messages';
import { forward, type RunLayer } from './forward';
import { runInside } from './layers/layout';
import { LocalResponseNormalization } from './layers/lrn';
import { readBack } from './read-back';
import { UnanswerableError } from './unanswerable';

/**
 * Gradient times input, layer by layer from the number down, in one forward pass as in a prediction. A response
 * normalisation's divisors and a softmax's sum are held as they are on this photograph. Then what adds up and what ReLU
 * and pooling let through is linear: the contributions and those of the biases add up to the number exactly. Of other
 * bends it is the gradient alone.
 *
 * @param unit [channel, row, column], or [unit]
 * @throws {UnanswerableError} if the model has no such layer or unit, or takes no photograph
 */
export async function contributionsTo(
  model: tf.LayersModel,
  photograph: Photograph,
  layer: string,
  unit: Unit,
): Promise<Contributions> {
  const [map, number] = tf.tidy((): [tf.Tensor, tf.Tensor] => {
    const { input, inputFormat, layers } = forward(model, photograph);
    const last = layers.findIndex((run) => run.layer.name === layer);
    const run = layers[last];
    if (!run) throw new UnanswerableError(`The network has no layer ${layer}.`);
    const isScore = isSoftmax(run.layer);
    const from = isScore ? run.inputs[0]! : run.output;
    const one = oneAt(from, run.dataFormat === 'channelsLast', unit);
    const gradients = new Map([[from.id, one]]);
    for (const below of layers.slice(0, isScore ? last : last + 1).reverse()) {
      const gradient = gradients.get(below.output.id);
      if (gradient) add(gradients, below.inputs, backward(model, below, gradient));
    }
    const weights = gradients.get(input.id) ?? tf.zerosLike(input);
    const channels = inputFormat === 'channelsLast' ? 3 : 1;
    return [tf.sum(tf.mul(weights, input), channels), tf.sum(tf.mul(one, from))];
  });
  const [, height = 0, width = 0] = map.shape;
  const [values, [of = NaN]] = await Promise.all([readBack(map), readBack(number)]);
  return { layer, unit, height, width, values, of };
}

/** 1 where the unit stands in the tensor, 0 elsewhere. */
function oneAt(tensor: tf.Tensor, isChannelsLast: boolean, unit: Unit): tf.Tensor {
  const shape = tensor.shape.slice(1);
  const physical = isChannelsLast && unit.length === 3 ? [...unit.slice(1), ...unit.slice(0, 1)] : unit;
  if (physical.length !== shape.length || physical.some((at, axis) => at >= (shape[axis] ?? 0))) {
    throw new UnanswerableError(`There is no unit [${unit.join(', ')}].`);
  }
  const values = new Float32Array(sizeOf(shape));
  values[indexOf({ shape }, physical)] = 1;
  return tf.tensor(values, tensor.shape);
}

function backward(
  model: tf.LayersModel,
  { layer, inputs, output }: RunLayer,
  gradient: tf.Tensor,
): tf.Tensor[] {
  const [x] = inputs;
  if (layer instanceof LocalResponseNormalization && x) {
    return [tf.mul(gradient, tf.divNoNan(output, x))];
  }
  const apply = (...given: tf.Tensor[]) => [layer.apply(given) as tf.Tensor | tf.Tensor[]].flat()[0]!;
  return runInside(model, () => tf.grads(apply)(inputs, gradient));
}

function add(
  gradients: Map<number, tf.Tensor>,
  inputs: readonly tf.Tensor[],
  more: readonly tf.Tensor[],
): void {
  for (const [index, { id }] of inputs.entries()) {
    const [known, next] = [gradients.get(id), more[index]];
    if (next) gradients.set(id, known ? tf.add(known, next) : next);
  }
}

function isSoftmax(layer: tf.layers.Layer): boolean {
  const name = layer.getClassName();
  return name === 'Softmax' || (name === 'Activation' && layer.getConfig()['activation'] === 'softmax');
}

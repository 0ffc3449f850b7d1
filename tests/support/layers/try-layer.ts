import * as tf from '@tensorflow/tfjs';
import { makeLocalResponseNormalization, makeSliceChannels } from '../../../src/engine/course-tf';
import type { EngineSession } from '../../../src/engine/session';
import { type Expected, expected } from './expected';
import { FIRST, type LayerCase } from './layer-case';
import { type Numbers, transpose } from './numbers';

export type Layout = 'channels last' | 'channels first' | 'channels first, computed channels last';

/** How far a layer is from what plain loops give, relative to the largest number. */
export interface Difference {
  forward: number;
  /** Of the inputs and the weights that are trained, the largest. */
  gradient: number;
}

/** What the plain loops say, once a case: it is the same on every backend and in every layout. */
const known = new Map<LayerCase, Expected>();

/** The layouts that a layer is tried in. */
export function layoutsOf({ first, inputs }: LayerCase): Layout[] {
  if (first === null) return ['channels last'];
  const both: Layout[] = ['channels last', 'channels first'];
  return inputs[0]?.length === 4 ? [...both, 'channels first, computed channels last'] : both;
}

/** Computes a layer in a network of its own, as `predict` does and as `fit` does. */
export async function tryLayer(
  session: EngineSession,
  layerCase: LayerCase,
  layout: Layout,
): Promise<Difference> {
  const { layer, model } = networkOf(session, layerCase, layout);
  const weights = layer.weights.map(({ originalName, shape }) => ({
    name: originalName,
    shape: shape.map(Number),
  }));
  const right = known.get(layerCase) ?? expected(layerCase, weights);
  known.set(layerCase, right);
  const shown = (a: Numbers): Numbers => (layout === 'channels last' ? a : channelsFirst(a));

  const [output, ...gradients] = tf.tidy(() => {
    fillMemory();
    layer.setWeights(right.weights.map(({ values }, i) => tf.tensor([...values], weights[i]!.shape)));
    const inputs = right.inputs.map(shown).map(({ values, shape }) => tf.tensor([...values], [...shape]));
    const training = layerCase.training === true;
    const y = (training ? model.apply(inputs, { training }) : model.predict(inputs)) as tf.Tensor;

    const asked = right.inputGradients.length > 0 ? inputs.map((x) => tf.variable(x)) : [];
    const trained = layer.trainableWeights.map((weight) => weight.read()).filter(isVariable);
    const dy = shown(right.dy);
    const { grads } = tf.variableGrads(() => {
      const given = model.apply(asked.length > 0 ? asked : inputs, { training }) as tf.Tensor;
      return given.mul(tf.tensor([...dy.values], [...dy.shape])).sum<tf.Scalar>();
    }, [...asked, ...trained]);
    return [y, ...[...asked, ...trained].map(({ name }) => grads[name]!)];
  });
  const rightGradients = [
    ...right.inputGradients.map(shown),
    ...right.weightGradients.slice(0, layer.trainableWeights.length),
  ];
  const distances = await Promise.all(gradients.map((gradient, i) => farthest(gradient, rightGradients[i]!)));
  return {
    forward: (await farthest(output, shown(right.output))) / largest(right.output),
    gradient: Math.max(0, ...distances) / Math.max(...rightGradients.map(largest)),
  };
}

function isVariable(weight: tf.Tensor): weight is tf.Variable {
  return weight instanceof tf.Variable;
}

/** Leaves large numbers in wasm's memory that is then free: what is made in it next has to write all of its own. */
function fillMemory(): void {
  if (tf.getBackend() !== 'wasm') return;
  const sizes = [8, 16, 32, 64, 96, 128, 192, 256, 512];
  tf.dispose(sizes.flatMap((size) => Array.from({ length: 8 }, () => tf.fill([size], 1e6))));
}

function networkOf(session: EngineSession, layerCase: LayerCase, layout: Layout) {
  const { maker, first, inputs } = layerCase;
  const { layers } = session.tf;
  const given = layerCase.options ?? {};
  const options = {
    ...(typeof given === 'function' ? (given as (l: typeof layers) => object)(layers) : given),
    ...(layout !== 'channels last' && first),
  };
  const library = {
    localResponseNormalization: makeLocalResponseNormalization,
    sliceChannels: makeSliceChannels,
  };
  const layer =
    maker in library
      ? library[maker as keyof typeof library](session, options)
      : (Reflect.get(layers, maker) as (options: object) => tf.layers.Layer)(options);
  const shapes = inputs.map((shape) => {
    const empty: Numbers = { shape, values: new Float64Array() };
    return layout === 'channels last' ? shape : channelsFirst(empty).shape;
  });
  const symbols = shapes.map((shape) => session.tf.input({ shape: shape.slice(1) }));
  const around = (symbol: tf.SymbolicTensor): tf.SymbolicTensor =>
    layout === 'channels first, computed channels last' && symbol.shape.length === 4
      ? (layers.zeroPadding2d({ padding: 0, ...FIRST }).apply(symbol) as tf.SymbolicTensor)
      : symbol;
  const [one, ...others] = symbols.map(around);
  const output = layer.apply(others.length > 0 ? [one!, ...others] : one!) as tf.SymbolicTensor;
  return { layer, model: session.tf.model({ inputs: symbols, outputs: around(output) }) };
}

/** A vector has no order of axes; of anything else the channels, which are last, come first. */
function channelsFirst(a: Numbers): Numbers {
  const rank = a.shape.length;
  if (rank < 3) return a;
  const space = a.shape.map((_, axis) => axis).slice(1, -1);
  return transpose(a, [0, rank - 1, ...space]);
}

function largest({ values }: Numbers): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

async function farthest(actual: tf.Tensor, right: Numbers): Promise<number> {
  // A weight for each channel stands along another axis where channels come first, and is the same.
  const ignoringOnes = (shape: readonly number[]) => shape.filter((size) => size !== 1).join();
  if (ignoringOnes(actual.shape) !== ignoringOnes(right.shape)) {
    throw new Error(`The shape is [${actual.shape.join()}], not [${right.shape.join()}].`);
  }
  let most = 0;
  for (const [i, value] of (await actual.data<'float32'>()).entries()) {
    const distance = Math.abs(value - right.values[i]!);
    // What is no number is as far as can be.
    most = Math.max(most, Number.isNaN(distance) ? Infinity : distance);
  }
  return most;
}

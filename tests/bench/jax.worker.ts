/** The notebook's network in jax-js, channels first, each function compiled by its `jit`. */
import { blockUntilReady, defaultDevice, grad, init, jit, lax, nn, numpy as np, random } from '@jax-js/jax';
import type { Layer } from '../../src/model/layer';
import { notebookNetwork } from '../../src/model/networks';
import { rows } from '../../src/model/rows';
import { serve } from './serve';
import { backendAskedFor, BATCH, CLASSES, LRN_SHAPES, QUEUED, STEPS, timed } from './workload';

type Weights = { kernel: np.Array; bias: np.Array };
/** By the layer's name. Functions of jax-js take their arguments over: `.ref` is what is kept. */
type Parameters = Record<string, Weights>;

const LEARNING_RATE = 0.01;
const MOMENTUM = 0.9;

serve({
  async start() {
    const backend = backendAskedFor();
    const devices = await init(backend);
    const device = devices.find((name) => name === backend);
    if (device === undefined) throw new Error(`jax-js starts no ${backend} here.`);
    defaultDevice(device);
    return 0;
  },
  forward: () => forward(1, 1),
  queued: () => forward(1, QUEUED),
  batch: () => forward(BATCH, 1),
  lrnQuarter: () => normaliseTask(LRN_SHAPES.lrnQuarter),
  lrn2: () => normaliseTask(LRN_SHAPES.lrn2),
  lrn1: () => normaliseTask(LRN_SHAPES.lrn1),
  step: () => step(STEPS.step),
  step24: () => step(STEPS.step24),
  full2: () => step(STEPS.full2),
  full24: () => step(STEPS.full24),
  full128: async () => (await step(STEPS.full128)) / STEPS.full128.batch,
});

const whole = notebookNetwork();
const predict = jit((parameters: Parameters, image: np.Array) =>
  nn.softmax(scores(whole.layers, parameters, image, null)),
);
let built: Parameters | undefined;

async function forward(batch: number, times: number): Promise<number> {
  const parameters = (built ??= initialise(1));
  const image = photographs(batch);
  await blockUntilReady([parameters, image]);
  const milliseconds = await timed(async () => {
    // What nobody looks at is never computed: all of them are waited for.
    const outputs = Array.from({ length: times }, () => predict(refs(parameters), image.ref));
    await blockUntilReady(outputs);
    for (const output of outputs) output.dispose();
  });
  image.dispose();
  return milliseconds / (batch * times);
}

const normaliseGradient = jit(grad((x: np.Array) => np.sum(normalise(x))));

async function normaliseTask(shape: readonly [number, number, number, number]): Promise<number> {
  const [batch, height, width, channels] = shape;
  const planes = random.normal(random.key(0), [batch, channels, height, width]).mul(20);
  await blockUntilReady(planes);
  return timed(async () => {
    await normaliseGradient(planes).data();
  });
}

type Training = {
  parameters: Parameters;
  velocities: Parameters;
  update: Update;
  width: number;
  key: number;
};
type Update = (
  parameters: Parameters,
  velocities: Parameters,
  image: np.Array,
  answers: np.Array,
  key: np.Array,
) => [Parameters, Parameters];
let training: Training | undefined;

async function step({ width, batch }: { width: number; batch: number }): Promise<number> {
  if (training?.width !== width) {
    const parameters = initialise(width);
    training = {
      width,
      key: 0,
      parameters,
      velocities: mapped(parameters, (array) => np.zerosLike(array.ref)),
      update: updateOf(width),
    };
  }
  const now = training;
  const image = photographs(batch);
  const answers = nn.oneHot(np.arange(batch), CLASSES);
  await blockUntilReady([now.parameters, now.velocities, image, answers]);
  return timed(async () => {
    [now.parameters, now.velocities] = now.update(
      now.parameters,
      now.velocities,
      image,
      answers,
      random.key(now.key++),
    );
    await blockUntilReady([now.parameters, now.velocities]);
  });
}

/** Stochastic gradient descent with momentum, as TensorFlow.js's. */
function updateOf(width: number): Update {
  const { layers } = notebookNetwork({ width });
  const loss = (parameters: Parameters, image: np.Array, answers: np.Array, key: np.Array) =>
    np.mean(np.sum(nn.logSoftmax(scores(layers, parameters, image, key)).mul(answers), 1)).neg();
  return jit(
    (parameters: Parameters, velocities: Parameters, image: np.Array, answers: np.Array, key: np.Array) => {
      const gradients = grad(loss)(refs(parameters), image, answers, key);
      const faster = both(velocities, gradients, (velocity, gradient) =>
        velocity.mul(MOMENTUM).add(gradient),
      );
      const moved = both(parameters, refs(faster), (weight, velocity) =>
        weight.sub(velocity.mul(LEARNING_RATE)),
      );
      return [moved, faster] as [Parameters, Parameters];
    },
  );
}

/** All of the network but the softmax. @param key null: nothing is dropped */
function scores(
  layers: readonly Layer[],
  parameters: Parameters,
  image: np.Array,
  key: np.Array | null,
): np.Array {
  let x = image;
  let left = key;
  for (const layer of layers) {
    if (layer.type === 'activation' && layer.activation === 'softmax') break;
    if (layer.type === 'dropout') {
      if (!left) continue;
      const [mine, rest] = np.split(random.split(left, 2), 2);
      left = np.squeeze(rest!, 0);
      const kept = random.bernoulli(np.squeeze(mine!, 0), 1 - layer.rate, x.shape);
      x = np.where(kept, x.div(1 - layer.rate), 0);
      continue;
    }
    x = apply(layer, parameters[layer.name], x);
  }
  left?.dispose();
  return x;
}

function apply(layer: Layer, weights: Weights | undefined, x: np.Array): np.Array {
  switch (layer.type) {
    case 'conv2d':
      return lax
        .conv(x, taken(weights).kernel, [...layer.strides], 'VALID')
        .add(np.reshape(taken(weights).bias, [1, layer.filters, 1, 1]));
    case 'dense':
      return np.matmul(x, taken(weights).kernel).add(taken(weights).bias);
    case 'activation':
      return nn.relu(x);
    case 'localResponseNormalization':
      return normalise(x);
    case 'maxPooling2d':
      return lax.reduceWindow(x, np.max, [1, 1, ...layer.poolSize], [1, 1, ...layer.strides]);
    case 'zeroPadding2d':
      return np.pad(x, [
        [0, 0],
        [0, 0],
        [1, 1],
        [1, 1],
      ]);
    case 'flatten':
      return np.reshape(x, [x.shape[0] ?? 1, -1]);
    default:
      throw new Error(`The notebook has no ${layer.type}.`);
  }
}

function taken(weights: Weights | undefined): Weights {
  if (!weights) throw new Error('A layer has no weights.');
  return weights;
}

/** Over five channels, with the notebook's constants (In [157]). */
function normalise(x: np.Array): np.Array {
  const channels = x.shape[1] ?? 0;
  const squares = np.pad(np.square(x.ref), [
    [0, 0],
    [2, 2],
    [0, 0],
    [0, 0],
  ]);
  const sum = [0, 1, 2, 3, 4]
    .map((from) => squares.ref.slice([], [from, from + channels]))
    .reduce((a, b) => a.add(b));
  squares.dispose();
  return x.mul(np.power(sum.mul(1e-4).add(2), -0.75));
}

/** Normal numbers of the size of Glorot's: what is measured does not depend on them. */
function initialise(width: number): Parameters {
  const parameters: Parameters = {};
  for (const [index, { layer, input }] of rows(notebookNetwork({ width })).entries()) {
    const into = input[0] ?? 0;
    if (layer.type === 'conv2d')
      parameters[layer.name] = drawn(index, [layer.filters, into, ...layer.kernelSize], layer.filters);
    if (layer.type === 'dense') parameters[layer.name] = drawn(index, [into, layer.units], layer.units);
  }
  return parameters;
}

function drawn(seed: number, shape: number[], outputs: number): Weights {
  const inputs = shape.reduce((a, b) => a * b) / outputs;
  return {
    kernel: random.normal(random.key(seed), shape).mul(Math.sqrt(2 / (inputs + outputs))),
    bias: np.zeros([outputs]),
  };
}

function photographs(count: number): np.Array {
  return random.uniform(random.key(count), [count, 3, 227, 227]).mul(2).sub(1);
}

function mapped(parameters: Parameters, change: (array: np.Array) => np.Array): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { kernel, bias }]) => [
      name,
      { kernel: change(kernel), bias: change(bias) },
    ]),
  );
}

function refs(parameters: Parameters): Parameters {
  return mapped(parameters, ({ ref }) => ref);
}

function both(some: Parameters, more: Parameters, join: (a: np.Array, b: np.Array) => np.Array): Parameters {
  return Object.fromEntries(
    Object.entries(some).map(([name, { kernel, bias }]) => [
      name,
      { kernel: join(kernel, taken(more[name]).kernel), bias: join(bias, taken(more[name]).bias) },
    ]),
  );
}

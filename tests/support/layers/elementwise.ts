/** Layers that take each number by itself, or those of an axis together, and noise in prediction. */
import type { LayerCase } from './layer-case';
import { at, map, type Numbers, numbers, sum } from './numbers';

const ROWS = [3, 4, 5];
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log(1 + Math.exp(x));

/** Its integral of the bell curve by Simpson's rule. */
function erf(x: number): number {
  const steps = 200;
  const width = x / steps;
  let total = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 ? 4 : 2;
    total += weight * Math.exp(-((i * width) ** 2));
  }
  return (2 / Math.sqrt(Math.PI)) * (width / 3) * total;
}

export function softmax(x: Numbers, axes: readonly number[]): Numbers {
  return numbers(x.shape, (...index) => {
    const together = x.shape.map((size, axis) => (axes.includes(axis) ? size : 1));
    const total = sum(together, (...shift) =>
      Math.exp(at(x, ...index.map((i, axis) => (axes.includes(axis) ? shift[axis]! : i)))),
    );
    return Math.exp(at(x, ...index)) / total;
  });
}

const ACTIVATIONS: Readonly<Record<string, (x: number) => number>> = {
  elu: (x) => (x > 0 ? x : Math.exp(x) - 1),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)),
  relu: (x) => Math.max(0, x),
  relu6: (x) => Math.min(6, Math.max(0, x)),
  linear: (x) => x,
  sigmoid,
  hardSigmoid: (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
  softplus,
  softsign: (x) => x / (1 + Math.abs(x)),
  tanh: Math.tanh,
  gelu: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
  gelu_new: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  mish: (x) => x * Math.tanh(softplus(x)),
  swish: (x) => x * sigmoid(x),
};

function elementwise(
  maker: string,
  options: object,
  change: (x: number) => number,
  trying?: string,
): LayerCase {
  return {
    maker,
    ...(trying && { trying }),
    options,
    inputs: [ROWS],
    first: null,
    plainLoops: ([x]) => map(x!, change),
  };
}

/** Not in prediction: what they do in training is drawn by chance. */
const NOISE: readonly [maker: string, options: object][] = [
  ['dropout', { rate: 0.5 }],
  ['spatialDropout1d', { rate: 0.5 }],
  ['gaussianNoise', { stddev: 1 }],
  ['gaussianDropout', { rate: 0.5 }],
  ['alphaDropout', { rate: 0.5 }],
];

export const ELEMENTWISE: readonly LayerCase[] = [
  ...Object.entries(ACTIVATIONS).map(([activation, change]) =>
    elementwise('activation', { activation }, change, activation),
  ),
  {
    maker: 'activation',
    trying: 'softmax',
    options: { activation: 'softmax' },
    inputs: [ROWS],
    first: null,
    plainLoops: ([x]) => softmax(x!, [2]),
  },
  {
    maker: 'activation',
    trying: 'logSoftmax',
    options: { activation: 'logSoftmax' },
    inputs: [ROWS],
    first: null,
    plainLoops: ([x]) => map(softmax(x!, [2]), Math.log),
  },
  elementwise('elu', {}, ACTIVATIONS['elu']!),
  elementwise('reLU', {}, ACTIVATIONS['relu']!),
  elementwise('reLU', { maxValue: 0.5 }, (x) => Math.min(0.5, Math.max(0, x)), 'a largest value'),
  elementwise('leakyReLU', {}, (x) => (x > 0 ? x : 0.3 * x)),
  elementwise('leakyReLU', { alpha: 0.1 }, (x) => (x > 0 ? x : 0.1 * x), 'a slope'),
  elementwise('thresholdedReLU', { theta: 0.4 }, (x) => (x > 0.4 ? x : 0)),
  elementwise('rescaling', { scale: 1 / 58, offset: -1 }, (x) => x / 58 - 1),
  ...NOISE.map(([maker, options]) => elementwise(maker, options, (x) => x, 'in prediction')),
  {
    maker: 'prelu',
    inputs: [ROWS],
    first: null,
    plainLoops: ([x], [alpha]) => map(x!, (value, i) => (value > 0 ? value : value * alpha!.values[i % 20]!)),
  },
  {
    maker: 'prelu',
    trying: 'one slope for each channel',
    options: { sharedAxes: [1, 2] },
    inputs: [[2, 3, 4, 5]],
    first: { sharedAxes: [2, 3] },
    plainLoops: ([x], [alpha]) => map(x!, (value, i) => (value > 0 ? value : value * alpha!.values[i % 5]!)),
  },
  {
    maker: 'softmax',
    inputs: [ROWS],
    first: null,
    plainLoops: ([x]) => softmax(x!, [2]),
  },
  {
    maker: 'softmax',
    trying: 'over channels',
    options: { axis: -1 },
    inputs: [[2, 3, 2, 4]],
    first: { axis: 1 },
    plainLoops: ([x]) => softmax(x!, [3]),
  },
  {
    maker: 'softmax',
    trying: 'over two axes',
    options: { axis: [1, 2] },
    inputs: [[2, 3, 2, 4]],
    first: { axis: [2, 3] },
    plainLoops: ([x]) => softmax(x!, [1, 2]),
  },
];

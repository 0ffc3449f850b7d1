/** Activations as TensorFlow.js computes them (tfjs-layers 4.22, activations), under the names Keras gives them. */
const ELEMENTWISE: Readonly<Record<string, (x: number) => number>> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  relu6: (x) => Math.min(6, Math.max(0, x)),
  elu: (x) => (x >= 0 ? x : Math.expm1(x)),
  // Constants of Klambauer and others, Self-Normalizing Neural Networks, 2017.
  selu: (x) => 1.0507009873554805 * (x >= 0 ? x : 1.6732632423543772 * Math.expm1(x)),
  sigmoid,
  hardSigmoid: (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
  softplus,
  softsign: (x) => x / (1 + Math.abs(x)),
  tanh: Math.tanh,
  swish: (x) => x * sigmoid(x),
  mish: (x) => x * Math.tanh(softplus(x)),
  gelu: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
  gelu_new: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
};

/** An activation of one number by itself; null for softmax and its logarithm, and for names that are not known here. */
export function elementwise(name: string): ((x: number) => number) | null {
  return (Object.hasOwn(ELEMENTWISE, name) && ELEMENTWISE[name]) || null;
}

/** Whether each number it gives depends on all those of the last axis. */
export function isShared(name: string): boolean {
  return name === 'softmax' || name === 'logSoftmax';
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** The error function, by the series 2 / sqrt(pi) * e^(-x^2) * sum of 2^n * x^(2n + 1) / (1 * 3 * ... * (2n + 1)). */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * Number.EPSILON; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

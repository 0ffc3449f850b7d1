/** What there is to see of one number of a layer's output, by the kind of its layer. Units begin at 0. */
import type { Pair } from '../layer';
import type { Unit } from '../feature-maps';

/** The weights of one unit as TensorFlow.js keeps them: one filter of a convolution, one column of a dense layer. */
export interface UnitWeights {
  /** [height, width, channels, 1] of a filter, [inputs, 1] of a column. */
  kernelShape: readonly number[];
  /** The weights, the last axis of `kernelShape` running fastest. */
  kernel: ArrayLike<number>;
  /** One number, or null without biases. */
  bias: ArrayLike<number> | null;
}

/** One product of a weighted sum: an input times its weight. */
export interface Term {
  /** The unit of the layer's input; null where padding puts a zero. */
  input: Unit | null;
  x: number;
  weight: number;
  product: number;
}

/** One number of the input as it is; null where padding puts a zero. */
export interface Read {
  input: Unit | null;
  x: number;
}

interface Traced {
  /** The unit of the layer's output that this is. */
  unit: Unit;
  /** The number, recomputed in double precision; null if it could not be, and `reason` says why. */
  value: number | null;
  /** Why `value` is null, a sentence for the reader; null if it is not. */
  reason: string | null;
  /** The units of the layer's input that it was made from, each once. */
  inputs: readonly Unit[];
}

/** A sum of products, a bias, and an activation fused into the layer ('linear' if none). */
interface WeightedSum extends Traced {
  /** The unit's bias; 0 for a layer without biases. */
  bias: number;
  /** Of all products and the bias, before the activation. */
  sum: number;
  activation: string;
}

export interface TracedConvolution extends WeightedSum {
  kind: 'convolution';
  /** [channels, height, width] of the patch: those channels of the input that this filter's group sees. */
  patch: readonly [number, number, number];
  /** In the order of `patch`: all rows and columns of one channel, then the next channel's. */
  terms: readonly Term[];
  /** The input's channel that the patch begins with; 0 but in grouped convolutions. */
  firstChannel: number;
}

export interface TracedDense extends WeightedSum {
  kind: 'dense';
  /** All of them, the largest |product| first. */
  terms: readonly Term[];
}

export interface TracedMaxPooling extends Traced {
  kind: 'maxPooling';
  /** Height and width of the window, in places of the input. */
  window: Pair;
  /** The window row by row. What padding adds is never the largest: its `x` is -Infinity. */
  reads: readonly Read[];
  /** The unit whose value it is; the first of several equal ones. */
  winner: Unit;
}

export interface TracedAveragePooling extends Traced {
  kind: 'averagePooling';
  window: Pair;
  /** The inputs in the window, its rows one after another. */
  reads: readonly Read[];
  sum: number;
  /** What the sum is divided by: numbers of the window that lie on the input, as padding does not count. */
  count: number;
}

/** b = a / (bias + alpha * sum of a^2)^beta (paper, section 3.3). */
export interface TracedNormalization extends Traced {
  kind: 'normalization';
  /** The channels of the window, in order, at this place. */
  neighbours: readonly { input: Unit; x: number; square: number }[];
  /** The number that is normalised, and its unit; also one of `neighbours`. */
  input: Unit;
  x: number;
  /** The sum of the squares in the window of channels. */
  sum: number;
  /** What the input is divided by: (bias + alpha * sum)^beta. */
  denominator: number;
}

/** An activation of each number by itself. */
export interface TracedActivation extends Traced {
  kind: 'activation';
  /** The function's name in Keras: 'relu'. */
  activation: string;
  input: Unit;
  x: number;
}

/** e^(x - maximum) over the sum of all such: the maximum cancels, and keeps every power at most 1. */
export interface TracedSoftmax extends Traced {
  kind: 'softmax';
  /** All the numbers that share the sum, in order. */
  terms: readonly { input: Unit; x: number; exponential: number }[];
  /** Index of this unit's own term in `terms`. */
  own: number;
  maximum: number;
  /** The sum of all exponentials. */
  sum: number;
}

/** In a prediction, dropout hands its input on. */
export interface TracedDropout extends Traced {
  kind: 'dropout';
  rate: number;
  input: Unit;
  x: number;
}

export interface TracedPadding extends Traced {
  kind: 'padding';
  /** The input unit that is passed on; null where a zero was added. */
  input: Unit | null;
  x: number;
}

/** A number that goes on as it is: from one of several inputs, or of a channel that is handed on. */
export interface TracedHandedOn extends Traced {
  kind: 'handedOn';
  input: Unit;
  x: number;
}

/** Keras flattens in channels-last order: (row * width + column) * channels + channel. */
export interface TracedFlatten extends Traced {
  kind: 'flatten';
  /** [channel, row, column] of an image. */
  input: Unit;
  x: number;
}

/** A layer whose arithmetic is not known here. It claims nothing: `value` is null and `inputs` is empty. */
export interface TracedPlain extends Traced {
  kind: 'plain';
  value: null;
  reason: string;
}

export type TracedUnit =
  | TracedConvolution
  | TracedDense
  | TracedMaxPooling
  | TracedAveragePooling
  | TracedNormalization
  | TracedActivation
  | TracedSoftmax
  | TracedDropout
  | TracedPadding
  | TracedFlatten
  | TracedHandedOn
  | TracedPlain;

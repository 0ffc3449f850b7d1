/**
 * A network as plain data: the one description that the summary printer, the formulas, the drawings
 * and the live TensorFlow.js model share. Nothing here knows TensorFlow.js.
 */

/** Sizes without the batch dimension, in the order the network's data format gives: [channels, height, width]. */
export type Shape = readonly number[];

/** Two numbers, one a direction: [vertical, horizontal]. */
export type Pair = readonly [number, number];

export type Padding = 'valid' | 'same';
export type DataFormat = 'channelsFirst' | 'channelsLast';

export interface Conv2D {
  type: 'conv2d';
  name: string;
  filters: number;
  kernelSize: Pair;
  strides: Pair;
  padding: Padding;
  dilationRate: Pair;
  /** Into so many equal parts are input channels and filters split; each part of the filters sees one part of the channels. */
  groups: number;
  useBias: boolean;
  dataFormat: DataFormat;
  /** The output's sizes are rounded up instead of down: a last window that hangs over the far edge reads zeros there. */
  ceilMode?: true;
  /** A fused activation, 'linear' if none. */
  activation: string;
  /** Training leaves its weights as they are. */
  frozen?: true;
}

export interface Dense {
  type: 'dense';
  name: string;
  units: number;
  useBias: boolean;
  activation: string;
  frozen?: true;
}

export interface Activation {
  type: 'activation';
  name: string;
  activation: string;
}

/** b = a / (bias + alpha * sum of a^2 over 2 * depthRadius + 1 channels)^beta (paper, section 3.3). */
export interface LocalResponseNormalization {
  type: 'localResponseNormalization';
  name: string;
  depthRadius: number;
  bias: number;
  alpha: number;
  beta: number;
  dataFormat: DataFormat;
  /** Alpha is divided by how many numbers a window inside has, as in Caffe, PyTorch and the authors' program. */
  divideAlpha?: true;
  /** Windows end at the borders of so many equal parts of the channels, as on the two cards; left out, there is one. */
  groups?: number;
  /** The window is a square of 2 * depthRadius + 1 places of the same map instead (the authors' `rnorm`). */
  window?: 'map';
}

export interface Pooling2D {
  type: 'maxPooling2d' | 'averagePooling2d';
  name: string;
  poolSize: Pair;
  strides: Pair;
  padding: Padding;
  dataFormat: DataFormat;
  /** The output's sizes are rounded up instead of down: a last window may hang over the far edge, where it reads nothing. */
  ceilMode?: true;
}

export interface ZeroPadding2D {
  type: 'zeroPadding2d';
  name: string;
  /** Rows and columns of zeros: [[top, bottom], [left, right]]. */
  padding: readonly [Pair, Pair];
  dataFormat: DataFormat;
}

export interface Flatten {
  type: 'flatten';
  name: string;
  dataFormat: DataFormat;
}

export interface Dropout {
  type: 'dropout';
  name: string;
  /** Share of the inputs set to zero in training, 0 to 1. */
  rate: number;
}

/** Puts its inputs one behind the other. */
export interface Concatenate {
  type: 'concatenate';
  name: string;
  /** Along which axis, 1 or more: 0 is the batch, as Keras counts. */
  axis: number;
}

/** Hands on some of its input's channels: how the notebook's repository makes two towers of one. */
export interface SliceChannels {
  type: 'sliceChannels';
  name: string;
  /** The first channel that goes on. */
  begin: number;
  /** How many channels go on. */
  size: number;
  dataFormat: DataFormat;
}

/** A live layer this description has no words for: what it told of itself is carried as it is. */
export interface OtherLayer {
  type: 'other';
  name: string;
  className: string;
  outputShape: Shape;
  parameters: number;
  trainableParameters: number;
  /** Left out by a layer that does not say. */
  dataFormat?: DataFormat;
}

export type Layer =
  | Conv2D
  | Dense
  | Activation
  | LocalResponseNormalization
  | Pooling2D
  | ZeroPadding2D
  | Flatten
  | Dropout
  | Concatenate
  | SliceChannels
  | OtherLayer;

/** Whose output a layer takes: a layer's, by name; null stands for the network's own input. */
export type Taken = string | null;

/** Layers in an order in which each stands behind those it takes from. The last gives the network's output. */
export interface Network {
  name: string;
  /** Null while the network is empty; a size that is left open is 0. */
  inputShape: Shape | null;
  /** Left out where any number of images goes, as nearly always. */
  batchSize?: number;
  /** Red, green and blue that are subtracted from a photograph before the network sees it; left out where they are `MEAN_COLOUR`. */
  meanColour?: readonly [number, number, number];
  layers: readonly Layer[];
  /** What each layer takes, by its name. Left out of a chain, where each takes what the one before it gives. */
  takes?: Readonly<Record<string, readonly Taken[]>>;
  /** Why it is neither drawn nor exported, for the reader: what goes where is not known, or sizes are left open. Left out if it is. */
  undrawn?: string;
}

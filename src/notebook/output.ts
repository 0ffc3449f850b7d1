import type { Network } from '../model/layer';
import type { ExaminationOutput } from './examination';

/** What a cell shows. The kernel streams these; the build stores them; the page draws them. */
export type Output =
  | TextOutput
  | ErrorOutput
  | TableOutput
  | ImageOutput
  | TensorOutput
  | ModelOutput
  | ExaminationOutput
  | ProgressOutput
  | VerdictOutput;

/** Consecutive pieces of one stream are joined by the receiver. */
export interface TextOutput {
  kind: 'text';
  stream: 'out' | 'warning' | 'notice';
  text: string;
}

export interface ErrorOutput {
  kind: 'error';
  name: string;
  message: string;
  /** 1-based position in the cell's source, where known. */
  line: number | null;
  column: number | null;
  /** What to do about it, where the course knows. */
  hint: string | null;
}

export interface TableOutput {
  kind: 'table';
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** A picture: its pixels row by row, four bytes each (RGBA). */
export interface ImageOutput {
  kind: 'image';
  width: number;
  height: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
  caption: string;
}

/** A tensor as printed: never the whole of a large one. */
export interface TensorOutput {
  kind: 'tensor';
  shape: readonly number[];
  dtype: string;
  text: string;
}

/** The network after a cell that added layers, and which layers this cell added; or another one that the cell trained, or that branches. */
export interface ModelOutput {
  kind: 'model';
  network: Network;
  /** Of another one, all of its layers. */
  added: readonly string[];
  /** The name of another one than pages look at by themselves. */
  variable?: string;
}

/** Training. `text` is Keras's progress for the whole run so far, `points` the curve. A later one replaces an earlier one. */
export interface ProgressOutput {
  kind: 'progress';
  text: string;
  points: readonly TrainingPoint[];
}

/** What the check of an exercise made of the cell. */
export interface VerdictOutput {
  kind: 'verdict';
  passed: boolean;
  /** What is not right yet, or what the reader has found. Empty if there is nothing to say. */
  message: string;
}

export interface TrainingPoint {
  /** How many updates of the weights there have been. */
  step: number;
  /** Training loss and accuracy of this batch. */
  loss: number;
  accuracy: number | null;
  /** At the end of an epoch with validation data. */
  validationLoss: number | null;
  validationAccuracy: number | null;
}

/** Under a cell, the first channels of each of its layers are drawn. */
export const drawnChannels = 8;

/** One layer's output on the chosen photograph, all of it. */
export interface LayerActivation {
  layer: string;
  /** [channels, height, width], whatever order the layer keeps them in; [units] for a vector. */
  shape: readonly number[];
  minimum: number;
  maximum: number;
  /** One number for each place, the last axis of `shape` running fastest. */
  values: Float32Array<ArrayBuffer>;
}

/** Weights of a layer, as TensorFlow.js keeps them. */
export interface LayerWeights {
  layer: string;
  /** Null if all of the layer's weights are here, else the one filter or column they belong to. */
  unit: number | null;
  /** [height, width, channels, filters] of a convolution, [inputs, units] of a dense layer; the last is 1 for one unit. */
  kernelShape: readonly number[];
  kernel: Float32Array<ArrayBuffer>;
  /** One a filter or unit; null without biases. */
  bias: Float32Array<ArrayBuffer> | null;
}

/** How long a layer takes on this device, for one photograph. */
export interface LayerTime {
  layer: string;
  /** The median; 0 where a graphics processor has nothing to do, as for a flattening that leaves the numbers where they are. */
  milliseconds: number;
  /** What it is the median of. A layer that is too short for a clock runs many times in a row, and that counts as one. */
  runs: number;
  /** 'gpu' if WebGL timed its own programs, 'clock' if the result was waited for. */
  timedBy: 'gpu' | 'clock';
}

/** What the kernel tells of a model that is to be taken away: all but the numbers of its weights. */
import type { Network } from '../model/layer';

export interface ExportedModel {
  network: Network;
  /** How it is trained; null before it is compiled. */
  training: Training | null;
  /** Every weight, in the order of the layers. */
  weights: readonly ExportedWeight[];
  /** What the layers have beyond their description, in words for the reader: 'Conv1 has a kernelRegularizer'. */
  beyond: readonly string[];
}

export interface ExportedWeight {
  layer: string;
  /** 'kernel', 'bias'; of a layer that the course has no words for, whatever it calls it. */
  weight: string;
  /** As Keras keeps it: [height, width, channels, filters], [inputs, units]; [units] for biases. */
  shape: readonly number[];
  /** The initialiser that the weight was drawn from. */
  start: Start;
}

/** A distribution that weights start from. */
export type Start =
  | { kind: 'glorotUniform' }
  | { kind: 'uniform'; minimum: number; maximum: number }
  | { kind: 'normal'; mean: number; deviation: number }
  | { kind: 'constant'; value: number }
  /** One that has no word here, by its class. */
  | { kind: 'other'; className: string };

export interface Training {
  /** As it was given to `compile`; null if it was no name. */
  loss: string | null;
  /** Gradient descent by Keras's rule; of another optimiser only its class is known. */
  optimizer: SGD | { kind: 'other'; className: string };
}

/** At update t the rate is learningRate / (1 + decay * t). */
export interface SGD {
  kind: 'sgd';
  learningRate: number;
  decay: number;
  momentum: number;
  nesterov: boolean;
}

/** A part of a weight, as much as is read at once: so many rows of its first axis. */
export interface WeightPart {
  layer: string;
  weight: string;
  from: number;
  count: number;
}

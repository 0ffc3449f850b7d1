/** What the kernel tells of a model that is to be taken away: all but the numbers of its weights. */
import type { DataFormat, Network } from '../model/layer';

export interface ExportedModel {
  network: Network;
  /** How it is trained; null before it is compiled. */
  training: Training | null;
  /** Every weight, in the order of the layers. */
  weights: readonly ExportedWeight[];
  /** What the layers have beyond their description, in words for the reader: 'Conv1 has a kernelRegularizer'. */
  beyond: readonly string[];
  /** What is to be said of layers that `network` knows by their shapes alone. */
  worded: readonly WordedLayer[];
  /**
   * Factor of the photographs' values in the last training, as `photographCrops` was given it: 1 before a training, null
   * if it was on data of the reader's own.
   */
  scale: number | null;
}

/** A layer without a type of its own in `Layer` that Keras and PyTorch have as well. */
export type WordedLayer = { layer: string } & (
  | {
      kind: 'batchNormalization';
      /** Of the shape without the batch, from 0. */
      axis: number;
      momentum: number;
      epsilon: number;
      center: boolean;
      scale: boolean;
    }
  | { kind: 'globalPooling2d'; takes: 'average' | 'max'; dataFormat: DataFormat }
);

/** A network that can be taken away. */
export interface NamedNetwork {
  /** That the cells have for it; null for the network the page looks at, if it has none. */
  name: string | null;
  layers: number;
  parameters: number;
}

export interface ExportedWeight {
  layer: string;
  /** 'kernel', 'bias'; 'gamma', 'beta', 'moving_mean', 'moving_variance'; of other layers whatever they call it. */
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
  /** As it was given to `compile`; 'softmaxCrossEntropy' for TensorFlow.js's function of that name, null for others. */
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

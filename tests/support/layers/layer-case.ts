import type * as tf from '@tensorflow/tfjs';
import type { Numbers } from './numbers';

/** What a layer gives, from its inputs and weights, channels last. */
export type PlainLoops = (inputs: readonly Numbers[], weights: readonly Numbers[]) => Numbers;

/** A layer with these options, and what it has to compute. */
export interface LayerCase {
  /** Its function in tf.layers, or in the course's library. */
  readonly maker: string;
  /** What of it is tried here. */
  readonly trying?: string;
  /** Tried also where each layer is tried in one way only. */
  readonly everywhere?: true;
  readonly options?: object | ((layers: typeof tf.layers) => object);
  /** Of each input, with its batch, channels last. */
  readonly inputs: readonly (readonly number[])[];
  /** The inputs are whole numbers from 0 up to this, and have no gradient. */
  readonly wholeBelow?: number;
  /** Added to the inputs, which are else from -1 to 1. */
  readonly shift?: number;
  /**
   * The options by which the layer is told that channels come first; null if it has no such option. Such a layer is
   * tried in three layouts: channels last, channels first, and channels first within a network that computes channels last.
   */
  readonly first: object | null;
  /** As in `fit`; else as in `predict`. */
  readonly training?: boolean;
  readonly plainLoops: PlainLoops;
}

export const FIRST = { dataFormat: 'channelsFirst' } as const;

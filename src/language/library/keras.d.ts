/** What `./keras` gives to cells. A test holds it against what the kernel has. */
import type * as tf from '@tensorflow/tfjs';

export interface SGDOptions {
  /** The step size. Defaults to 0.01, as in Keras. */
  learningRate?: number;
  /** Lowers the learning rate with every update; it is no weight decay. */
  decay?: number;
  momentum?: number;
  nesterov?: boolean;
}

export interface SGD extends tf.Optimizer {
  /** The learning rate of the next update. */
  readonly rate: number;
}

/**
 * Keras's stochastic gradient descent. At update t (from 0), for each weight w with gradient g:
 *
 * rate = learningRate / (1 + decay * t)
 *
 * v = momentum * v - rate * g
 *
 * w = w + v
 */
export function sgd(options?: SGDOptions): SGD;

/**
 * One-hot rows: row i is 1 at column labels[i] and 0 elsewhere.
 *
 * @param labels whole numbers from 0
 * @param numClasses columns of the result; the largest label plus 1 if left out
 */
export function toCategorical(labels: ArrayLike<number> | tf.Tensor, numClasses?: number): tf.Tensor2D;

/** Turns the kernels of all convolutional layers by 180 degrees, in place. */
export function convertAllKernelsInModel(model: tf.LayersModel): void;

/** Keras's name for what computes. Here it is always `'tensorflow'`. */
export function backend(): string;

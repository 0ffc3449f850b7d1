/** Which of two ways to the GPU is the faster: a short measurement on first use. */
import * as tf from '@tensorflow/tfjs';
import { randomTensor } from './random-tensor';
import { timeByClock } from './time-by-clock';

/** Milliseconds in which the first backend is tested and both are timed. When they are spent, none is told to be faster. */
export const CONTEST_MS = 150;
/** The least of so many rounds is taken: whatever else the machine does only adds to a time. */
const ROUNDS = 3;

/**
 * Times what forward passes are made of: a convolution like conv3's at a quarter of its channels, with bias and ReLU,
 * and a dense layer, with the number read back at the end that every answer to a reader waits for.
 *
 * @param deadline in milliseconds of performance.now()
 * @returns milliseconds; null if the deadline passed before a round was timed
 */
export async function timeLayers(deadline: number): Promise<number | null> {
  if (performance.now() >= deadline) return null;
  const numbers = { kind: 'uniform', minimum: -0.1, maximum: 0.1 } as const;
  const tensors = tf.tidy(() => ({
    x: randomTensor([1, 13, 13, 64], numbers, 1) as tf.Tensor4D,
    filter: randomTensor([3, 3, 64, 96], numbers, 2) as tf.Tensor4D,
    bias: randomTensor([96], numbers, 3) as tf.Tensor1D,
    row: randomTensor([1, 1024], numbers, 4) as tf.Tensor2D,
    matrix: randomTensor([1024, 1024], numbers, 5) as tf.Tensor2D,
    matrixBias: randomTensor([1024], numbers, 6) as tf.Tensor1D,
  }));
  const { x, filter, bias, row, matrix, matrixBias } = tensors;
  const layers = (): tf.Tensor => {
    const convolved = tf.fused.conv2d({
      x,
      filter,
      bias,
      strides: 1,
      pad: 'same',
      activation: 'relu',
    });
    const dense = tf.fused.matMul({ a: row, b: matrix, bias: matrixBias, activation: 'relu' });
    return tf.concat([convolved.reshape([-1]), dense.reshape([-1])]);
  };
  try {
    // The first compiles.
    await timeByClock(layers);
    let least: number | null = null;
    for (let round = 0; round < ROUNDS && performance.now() < deadline; round++)
      least = Math.min(least ?? Infinity, await timeByClock(layers));
    return least;
  } finally {
    tf.dispose(Object.values(tensors));
  }
}

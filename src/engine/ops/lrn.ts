import * as tf from '@tensorflow/tfjs';
import { isOwn, type LRNOptions } from '../own/lrn-options';
import { isOwnKernel } from '../own/own-kernels';

/** Over which numbers the squares are summed. */
export interface Windows {
  /** Windows end at the borders of so many equal parts of the channels. */
  groups: number;
  /** Whether a window is a square of the same map, and not neighbouring channels. */
  inMap: boolean;
}

/**
 * Local response normalization: y = x / n^beta, n = bias + alpha * W(x^2), W the sum over a window: the
 * 2 * depthRadius + 1 channels around each (paper, section 3.3; the notebook's In [157]), or so many rows and columns
 * of the same map (`rnorm` of the authors' program). Alpha is not divided by the size of the window.
 *
 * TensorFlow.js computes the same over channels, but its gradient takes time by the square of the number of channels.
 * Here dx = dy * n^-beta - 2 * alpha * beta * x * W(dy * x * n^(-beta - 1)), by kernels of our own (lrn-webgl.ts,
 * ../webgpu/lrn.ts, ../wasm/pixel-kernels.ts) that stand in the place of TensorFlow.js's.
 *
 * @param x [batch, height, width, channels]
 */
export function localResponseNormalization(
  x: tf.Tensor4D,
  options: LRNOptions,
  { groups, inMap }: Windows = { groups: 1, inMap: false },
): tf.Tensor4D {
  if (inMap) return differentiable(x, options, (y) => mapSum(y, options.depthRadius));
  if (groups === 1) return differentiable(x, options, null);
  const [batch, height, width, channels] = x.shape;
  return tf.tidy(() => {
    // The channels of a group stand beside each other: as those of a wider image none sees beyond its own.
    const apart = x.reshape<tf.Tensor4D>([batch, height, width * groups, channels / groups]);
    return differentiable(apart, options, null).reshape(x.shape);
  });
}

type WindowSum = (x: tf.Tensor4D) => tf.Tensor4D;

/** @param inWindow null: over channels, as TensorFlow.js computes it */
function differentiable(x: tf.Tensor4D, options: LRNOptions, inWindow: WindowSum | null): tf.Tensor4D {
  const { depthRadius, bias, alpha, beta } = options;
  if (!inWindow && isOwnKernel(tf.LRNGrad) && isOwn(tf.getBackend(), options))
    return tf.localResponseNormalization(x, depthRadius, bias, alpha, beta);
  return tf.customGrad<tf.Tensor4D>((...args) => {
    const [input, save] = args as [tf.Tensor4D, tf.GradSaveFunc];
    save([input]);
    return {
      value: inWindow
        ? tf.tidy(() => input.mul(divisorBase(input, options, inWindow).pow(-beta)))
        : tf.localResponseNormalization(input, depthRadius, bias, alpha, beta),
      gradFunc: (dy, saved) => gradient(saved[0] as tf.Tensor4D, dy, options, inWindow),
    };
  })(x);
}

function gradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  options: LRNOptions,
  inWindow: WindowSum | null,
): tf.Tensor4D {
  const { depthRadius, alpha, beta } = options;
  const windowSum = inWindow ?? ((y: tf.Tensor4D) => channelSum(y, depthRadius));
  return tf.tidy(() => {
    // Tidied line by line: these are the largest activations of the network, a dozen of which would be 0.4 GB.
    const n = divisorBase(x, options, windowSum);
    const scaled = tf.tidy(() => dy.mul<tf.Tensor4D>(n.pow(-beta)));
    const spread = tf.tidy(() => windowSum(scaled.mul(x).div<tf.Tensor4D>(n)));
    return scaled.sub(spread.mul(x).mul(2 * alpha * beta));
  });
}

/** n, whose power x is divided by. */
function divisorBase(x: tf.Tensor4D, { bias, alpha }: LRNOptions, windowSum: WindowSum): tf.Tensor4D {
  return tf.tidy(() => windowSum(x.square()).mul(alpha).add(bias));
}

/** For every channel the sum of those at most `radius` away: a product with a band of ones, which is fastest on wasm. */
function channelSum(x: tf.Tensor4D, radius: number): tf.Tensor4D {
  const channels = x.shape[3];
  const width = Math.min(radius, channels);
  const band = tf.linalg.bandPart<tf.Tensor2D>(tf.ones([channels, channels]), width, width);
  return x.reshape<tf.Tensor2D>([-1, channels]).matMul(band).reshape<tf.Tensor4D>(x.shape);
}

/** For every place the sum of the square of places of the same map around it; beyond the edges there are zeros. */
function mapSum(x: tf.Tensor4D, radius: number): tf.Tensor4D {
  const size = 2 * radius + 1;
  const around: [number, number] = [radius, radius];
  const padded = x.pad<tf.Tensor4D>([[0, 0], around, around, [0, 0]]);
  return tf.avgPool(padded, size, 1, 'valid').mul(size * size);
}

import * as tf from '@tensorflow/tfjs';
import { lrnGradientWebGL, type LRNOptions, type ProgramRunner } from './lrn-webgl';

/**
 * Local response normalization over the last axis: y = x / n^beta, n = bias + alpha * W(x^2), W the sum over the
 * 2 * depthRadius + 1 channels around each (paper, section 3.3; the notebook's In [157]). Alpha is not divided by the
 * size of the window.
 *
 * TensorFlow.js computes the same, but on WebGL and WebGPU its gradient takes time by the square of the number of
 * channels. Here dx = dy * n^-beta - 2 * alpha * beta * x * W(dy * x * n^(-beta - 1)).
 *
 * @param x [batch, height, width, channels]
 */
export function localResponseNormalization(x: tf.Tensor4D, options: LRNOptions): tf.Tensor4D {
  const { depthRadius, bias, alpha, beta } = options;
  return tf.customGrad<tf.Tensor4D>((...args) => {
    const [input, save] = args as [tf.Tensor4D, tf.GradSaveFunc];
    save([input]);
    return {
      value: tf.localResponseNormalization(input, depthRadius, bias, alpha, beta),
      gradFunc: (dy, saved) => gradient(saved[0] as tf.Tensor4D, dy, options),
    };
  })(x);
}

function gradient(x: tf.Tensor4D, dy: tf.Tensor4D, options: LRNOptions): tf.Tensor4D {
  // Two shaders of our own take a third of the time of these dozen operations.
  if (tf.getBackend() === 'webgl')
    return lrnGradientWebGL(tf.backend() as unknown as ProgramRunner, x, dy, options);

  const { depthRadius, bias, alpha, beta } = options;
  return tf.tidy(() => {
    // Tidied line by line: these are the largest activations of the network, a dozen of which would be 0.4 GB.
    const n = tf.tidy(() => windowSum(x.square(), depthRadius).mul(alpha).add(bias));
    const scaled = tf.tidy(() => dy.mul<tf.Tensor4D>(n.pow(-beta)));
    const spread = tf.tidy(() => windowSum(scaled.mul(x).div<tf.Tensor4D>(n), depthRadius));
    return scaled.sub(spread.mul(x).mul(2 * alpha * beta));
  });
}

/** For every channel the sum of those at most `radius` away: a product with a band of ones, which is fastest on wasm. */
function windowSum(x: tf.Tensor4D, radius: number): tf.Tensor4D {
  const channels = x.shape[3];
  const width = Math.min(radius, channels);
  const band = tf.linalg.bandPart<tf.Tensor2D>(tf.ones([channels, channels]), width, width);
  return x.reshape<tf.Tensor2D>([-1, channels]).matMul(band).reshape<tf.Tensor4D>(x.shape);
}

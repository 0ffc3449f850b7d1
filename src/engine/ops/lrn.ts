import * as tf from '@tensorflow/tfjs';

export interface LRNOptions {
  /** The window is this many channels to each side. */
  depthRadius: number;
  bias: number;
  alpha: number;
  beta: number;
}

/**
 * Local response normalization over the last axis: y = x / (bias + alpha * W(x^2))^beta, W the sum over the
 * 2 * depthRadius + 1 channels around each (paper, section 3.3; the notebook's In [157]). Alpha is not divided by the
 * size of the window.
 *
 * TensorFlow.js has the same, but on WebGL its gradient costs the square of the number of channels. This one is in
 * closed form: with n = bias + alpha * W(x^2), dx = dy * n^-beta - 2 * alpha * beta * x * W(dy * x * n^(-beta - 1)).
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

function gradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  { depthRadius, bias, alpha, beta }: LRNOptions,
): tf.Tensor4D {
  return tf.tidy(() => {
    const n = windowSum(x.square(), depthRadius).mul(alpha).add(bias);
    const scaled = dy.mul<tf.Tensor4D>(n.pow(-beta));
    const spread = windowSum(scaled.mul(x).div<tf.Tensor4D>(n), depthRadius);
    return scaled.sub(spread.mul(x).mul(2 * alpha * beta));
  });
}

/** For every channel the sum of those at most `radius` away. */
function windowSum(x: tf.Tensor4D, radius: number): tf.Tensor4D {
  const channels = x.shape[3];
  const padded = tf.pad4d(x, [
    [0, 0],
    [0, 0],
    [0, 0],
    [radius, radius],
  ]);
  return tf.addN(
    Array.from({ length: 2 * radius + 1 }, (_, shift) =>
      tf.slice4d(padded, [0, 0, 0, shift], [-1, -1, -1, channels]),
    ),
  );
}

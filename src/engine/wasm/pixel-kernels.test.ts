import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { sessionOn } from '../../../tests/support/engine/session-on';
import { relativeError, someNumbers } from '../../../tests/support/numbers';
import { localResponseNormalization } from '../ops/lrn';
import { isOwnKernel } from '../own/own-kernels';
import { sgd } from '../sgd';
import { SGD_UPDATE } from '../own/sgd-update';

const session = sessionOn('wasm');

interface LRN {
  shape: [number, number, number, number];
  depthRadius: number;
  bias: number;
  alpha: number;
  beta: number;
}

const LRNS: LRN[] = [
  { shape: [2, 3, 2, 8], depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 },
  { shape: [1, 2, 3, 7], depthRadius: 2, bias: 1, alpha: 0.5, beta: 0.75 },
  { shape: [3, 1, 2, 13], depthRadius: 1, bias: 0.5, alpha: 1, beta: 0.75 },
  { shape: [1, 1, 2, 3], depthRadius: 5, bias: 1, alpha: 0.3, beta: 0.75 },
  { shape: [1, 2, 2, 6], depthRadius: 0, bias: 1, alpha: 0.3, beta: 0.75 },
  // TensorFlow.js's own.
  { shape: [1, 2, 2, 6], depthRadius: 2, bias: 1, alpha: 0.3, beta: 0.5 },
];

/** y, and dx from the whole table of dy_j / dx_i. */
function plainLRN(x: Float32Array, dy: Float32Array, { shape, depthRadius, bias, alpha, beta }: LRN) {
  const channels = shape[3];
  const y = new Float64Array(x.length);
  const dx = new Float64Array(x.length);
  for (let pixel = 0; pixel < x.length; pixel += channels) {
    for (let j = 0; j < channels; j++) {
      const window = Array.from({ length: channels }, (_, i) => i).filter(
        (i) => Math.abs(i - j) <= depthRadius,
      );
      const n = window.reduce((sum, i) => sum + alpha * x[pixel + i]! ** 2, bias);
      y[pixel + j] = x[pixel + j]! * n ** -beta;
      for (const i of window) {
        const slope = -beta * n ** (-beta - 1) * 2 * alpha * x[pixel + i]! * x[pixel + j]!;
        dx[pixel + i]! += dy[pixel + j]! * (slope + (i === j ? n ** -beta : 0));
      }
    }
  }
  return { y, dx };
}

describe('local response normalization', () => {
  it.each(LRNS.map((options) => [JSON.stringify(options), options] as const))('%s', (_, options) => {
    const size = tf.util.sizeFromShape(options.shape);
    const [x, dy] = [someNumbers(size, 1).map((value) => 3 * value), someNumbers(size, 2)];
    const right = plainLRN(x, dy, options);
    const [y, dx] = tf.tidy(() => {
      const { value, grad } = tf.valueAndGrad((a) => localResponseNormalization(a as tf.Tensor4D, options))(
        tf.tensor4d(x, options.shape),
        tf.tensor4d(dy, options.shape),
      );
      return [value.dataSync(), grad.dataSync()];
    });
    expect(relativeError(y, right.y)).toBeLessThan(1e-6);
    expect(relativeError(dx, right.dx)).toBeLessThan(2e-6);
  });
});

describe('the gradient of max pooling', () => {
  it.each([5, 8, 11])('of %i channels goes to the first largest number of each window', (channels) => {
    // Few different numbers below 0, so that there are equal ones, and padding is no largest.
    const x = someNumbers(2 * 5 * 6 * channels, 1).map((value) => Math.floor(2 * value) - 5);
    const dy = someNumbers(2 * 3 * 3 * channels, 2);
    const dx = new Float64Array(x.length);
    for (let n = 0; n < 2; n++)
      for (let p = 0; p < 3; p++)
        for (let q = 0; q < 3; q++)
          for (let c = 0; c < channels; c++) {
            let best = -1;
            // 5 rows and 6 columns in steps of 2, 'same': one row before and one behind, and one column behind.
            for (let row = Math.max(0, 2 * p - 1); row < Math.min(5, 2 * p + 2); row++)
              for (let column = 2 * q; column < Math.min(6, 2 * q + 3); column++) {
                const at = ((n * 5 + row) * 6 + column) * channels + c;
                if (best < 0 || x[at]! > x[best]!) best = at;
              }
            dx[best]! += dy[((n * 3 + p) * 3 + q) * channels + c]!;
          }
    const gradient = tf.tidy(() =>
      tf
        .grad((a) => tf.maxPool(a as tf.Tensor4D, 3, 2, 'same'))(
          tf.tensor4d(x, [2, 5, 6, channels]),
          tf.tensor4d(dy, [2, 3, 3, channels]),
        )
        .dataSync(),
    );
    expect(relativeError(gradient, dx)).toBeLessThan(1e-6);
  });
});

describe("an update of Keras's SGD", () => {
  it.each([false, true])('is the formula, nesterov %s, and leaves clones as they were', (nesterov) => {
    expect(isOwnKernel(SGD_UPDATE)).toBe(true);
    const [start, gradient] = [someNumbers(11, 1), someNumbers(11, 2)];
    const weight = tf.variable(tf.tensor1d(start));
    const before = weight.clone();
    const optimizer = sgd({ learningRate: 0.1, momentum: 0.9, decay: 0.5, nesterov });
    const held = session().tensors;
    let w = Float64Array.from(start);
    let v = new Float64Array(11);
    for (const rate of [0.1, 0.1 / 1.5, 0.1 / 2]) {
      const given = tf.tensor1d(gradient);
      optimizer.applyGradients({ [weight.name]: given });
      given.dispose();
      v = v.map((value, i) => 0.9 * value - rate * gradient[i]!);
      w = w.map((value, i) => value + (nesterov ? 0.9 * v[i]! - rate * gradient[i]! : v[i]!));
    }
    expect(relativeError(weight.dataSync(), w)).toBeLessThan(1e-6);
    expect(before.dataSync()).toEqual(start);
    // The velocity, and the number of updates so far.
    expect(session().tensors - held).toBeLessThanOrEqual(2);
    tf.dispose([weight, before]);
    optimizer.dispose();
  });
});

import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { localResponseNormalization } from '../../src/engine/ops/lrn';
import type { LRNOptions } from '../../src/engine/ops/lrn-webgl';
import { onEveryBackend, relativeError, someNumbers } from './on-backend';

const notebook: LRNOptions = { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 };
/** So large an alpha that the denominator counts. */
const strong: LRNOptions = { depthRadius: 2, bias: 1, alpha: 0.3, beta: 0.6 };

const cases: { shape: [number, number, number, number]; options: LRNOptions; scale: number }[] = [
  { shape: [2, 3, 4, 12], options: notebook, scale: 100 },
  { shape: [1, 4, 2, 7], options: strong, scale: 1 },
  { shape: [1, 2, 2, 3], options: { ...strong, depthRadius: 4 }, scale: 1 },
  { shape: [3, 1, 1, 1], options: strong, scale: 1 },
  { shape: [1, 1, 5, 6], options: { ...strong, depthRadius: 0 }, scale: 1 },
  { shape: [1, 3, 3, 32], options: { ...strong, beta: 0.5, bias: 3 }, scale: 5 },
];

/** The formula of the paper, section 3.3, element by element in double precision. */
function plainLoops(
  x: readonly number[],
  channels: number,
  { depthRadius, bias, alpha, beta }: LRNOptions,
): number[] {
  return x.map((value, i) => {
    const channel = i % channels;
    let sum = 0;
    for (
      let j = Math.max(0, channel - depthRadius);
      j <= Math.min(channels - 1, channel + depthRadius);
      j++
    ) {
      sum += x[i - channel + j]! ** 2;
    }
    return value / (bias + alpha * sum) ** beta;
  });
}

/** d(sum of dy * y)/dx by central differences. */
function numericGradient(
  x: readonly number[],
  dy: ArrayLike<number>,
  channels: number,
  options: LRNOptions,
): number[] {
  const loss = (at: readonly number[]) =>
    plainLoops(at, channels, options).reduce((sum, value, i) => sum + value * dy[i]!, 0);
  return x.map((value, i) => {
    const step = 1e-5 * Math.max(1, Math.abs(value));
    return (loss(x.with(i, value + step)) - loss(x.with(i, value - step))) / (2 * step);
  });
}

onEveryBackend(() => {
  test.each(cases)('computes what the formula says: $shape, $options', ({ shape, options, scale }) => {
    const values = someNumbers(tf.util.sizeFromShape(shape), 1).map((value) => value * scale);
    const actual = tf.tidy(() => localResponseNormalization(tf.tensor4d(values, shape), options).dataSync());
    expect(relativeError(actual, plainLoops([...values], shape[3], options))).toBeLessThan(2e-6);
  });

  test.each(cases)('has the numeric gradient: $shape, $options', ({ shape, options, scale }) => {
    const values = someNumbers(tf.util.sizeFromShape(shape), 2).map((value) => value * scale);
    const dy = someNumbers(values.length, 3);
    const actual = tf.tidy(() => {
      const gradient = tf.grad((x) => localResponseNormalization(x as tf.Tensor4D, options));
      return gradient(tf.tensor4d(values, shape), tf.tensor4d(dy, shape)).dataSync();
    });
    expect(relativeError(actual, numericGradient([...values], dy, shape[3], options))).toBeLessThan(2e-6);
  });

  test('is finite where all inputs are zero', () => {
    const gradient = tf.tidy(() =>
      tf
        .grad((x) => localResponseNormalization(x as tf.Tensor4D, notebook))(tf.zeros([1, 2, 2, 5]))
        .dataSync(),
    );
    for (const value of gradient) expect(value).toBeCloseTo(2 ** -0.75, 6);
  });

  test('leaves no tensor behind, with a gradient and without', () => {
    const x = tf.tensor4d(someNumbers(60, 1), [1, 2, 3, 10]);
    const before = tf.memory();
    localResponseNormalization(x, notebook).dispose();
    tf.grad((a) => localResponseNormalization(a as tf.Tensor4D, notebook))(x).dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    x.dispose();
  });
});

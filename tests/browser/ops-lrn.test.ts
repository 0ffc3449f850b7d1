import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { localResponseNormalization } from '../../src/engine/ops/lrn';
import type { LRNOptions } from '../../src/engine/own/lrn-options';
import { readBack } from '../../src/engine/read-back';
import { mendKernels } from '../../src/engine/ops/mended-kernels';
import type { BackendName } from '../../src/notebook/messages';
import { relativeError, someNumbers } from '../support/numbers';
// Says where wasm's binaries are.
import './on-backend';

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
  // More than a workgroup, whose ends are in the middle of a place's channels.
  { shape: [2, 5, 7, 13], options: { ...strong, depthRadius: 3 }, scale: 1 },
  { shape: [1, 1, 2, 9], options: { ...strong, bias: 0.5, depthRadius: 1 }, scale: 1 },
  { shape: [1, 3, 1, 40], options: { ...strong, depthRadius: 31 }, scale: 1 },
  // TensorFlow.js's own kernel, or its operations, on both; on WebGL also for the one before.
  { shape: [1, 1, 3, 36], options: { ...strong, depthRadius: 32 }, scale: 1 },
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

function numbers(compute: () => tf.Tensor): Promise<Float32Array> {
  return readBack(tf.tidy(compute));
}

describe.each<BackendName>(['cpu', 'wasm', 'webgl', 'webgpu'])('on %s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
    mendKernels(backend);
  });

  test.each(cases)('computes what the formula says: $shape, $options', async ({ shape, options, scale }) => {
    const values = someNumbers(tf.util.sizeFromShape(shape), 1).map((value) => value * scale);
    const actual = await numbers(() => localResponseNormalization(tf.tensor4d(values, shape), options));
    expect(relativeError(actual, plainLoops([...values], shape[3], options))).toBeLessThan(2e-6);
  });

  test.each(cases)('has the numeric gradient: $shape, $options', async ({ shape, options, scale }) => {
    const values = someNumbers(tf.util.sizeFromShape(shape), 2).map((value) => value * scale);
    const dy = someNumbers(values.length, 3);
    const actual = await numbers(() => {
      const gradient = tf.grad((x) => localResponseNormalization(x as tf.Tensor4D, options));
      return gradient(tf.tensor4d(values, shape), tf.tensor4d(dy, shape));
    });
    expect(relativeError(actual, numericGradient([...values], dy, shape[3], options))).toBeLessThan(2e-6);
  });

  test.each([2, 32])("has TensorFlow.js's function right as well: depthRadius %i", async (depthRadius) => {
    const shape: [number, number, number, number] = [1, 2, 3, 34];
    const { bias, alpha, beta } = strong;
    const values = someNumbers(tf.util.sizeFromShape(shape), 4);
    const dy = someNumbers(values.length, 5);
    const actual = await numbers(() =>
      tf.grad((x) => tf.localResponseNormalization(x as tf.Tensor4D, depthRadius, bias, alpha, beta))(
        tf.tensor4d(values, shape),
        tf.tensor4d(dy, shape),
      ),
    );
    const right = numericGradient([...values], dy, 34, { ...strong, depthRadius });
    expect(relativeError(actual, right)).toBeLessThan(2e-6);
  });

  test('is finite where all inputs are zero', async () => {
    const gradient = await numbers(() =>
      tf.grad((x) => localResponseNormalization(x as tf.Tensor4D, notebook))(tf.zeros([1, 2, 2, 5])),
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

import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { kernelStep, padded, slideKernel, slidingSize } from './slide-kernel';

describe('slideKernel', () => {
  const plane = (height: number, width: number, seed: number) => ({
    height,
    width,
    values: Array.from(tf.randomNormal([height, width], 0, 1, 'float32', seed).dataSync()),
  });

  test.each([
    [3, 3, 1, 0],
    [3, 3, 2, 1],
    [5, 3, 3, 2],
    [11, 11, 4, 5],
    [1, 1, 8, 0],
  ])(
    'a kernel of %i by %i in steps of %i with %i zeros, as TensorFlow.js',
    (rows, columns, stride, padding) => {
      const input = plane(27, 24, 1);
      const kernel = plane(rows, columns, 2);
      const padded = tf.pad(tf.tensor3d(input.values, [27, 24, 1]), [
        [padding, padding],
        [padding, padding],
        [0, 0],
      ]);
      const weights = tf.tensor4d(kernel.values, [rows, columns, 1, 1]);
      const expected = tf.conv2d(padded, weights, stride, 'valid');
      const found = slideKernel(input, kernel, { stride, padding });
      expect([found.height, found.width, 1]).toEqual(expected.shape);
      const numbers = expected.dataSync();
      for (const [index, value] of Array.from(found.values).entries())
        expect(value).toBeCloseTo(numbers[index] ?? NaN, 4);
    },
  );

  test('a step shows its patch with the zeros and its products', () => {
    const input = { height: 2, width: 2, values: [1, 2, 3, 4] };
    const kernel = { height: 2, width: 2, values: [10, 20, 30, 40] };
    expect(kernelStep(input, kernel, { stride: 1, padding: 1 }, 0, 1)).toEqual({
      top: -1,
      left: 0,
      patch: [0, 0, 1, 2],
      products: [0, 0, 30, 80],
      sum: 110,
    });
  });

  test('has no size where the kernel does not fit', () => {
    const sizes = slidingSize({ height: 4, width: 9 }, { height: 5, width: 3 }, { stride: 1, padding: 0 });
    expect(sizes).toEqual({ height: 0, width: 7 });
  });
});

test('the zeros stand on every side of the input', () => {
  expect(padded({ height: 1, width: 2, values: [5, 7] }, 1)).toEqual({
    height: 3,
    width: 4,
    values: [0, 0, 0, 0, 0, 5, 7, 0, 0, 0, 0, 0],
  });
});

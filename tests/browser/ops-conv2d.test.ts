import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { conv2d, type Conv2DOptions } from '../../src/engine/ops/conv2d';
import { relativeError, someNumbers } from '../support/numbers';
import { onEveryBackend } from './on-backend';

interface Geometry {
  image: [number, number];
  kernel: [number, number];
  channels?: number;
  filters?: number;
  batch?: number;
  strides?: [number, number];
  dilations?: [number, number];
  padding?: 'valid' | 'same';
}

const geometries: Geometry[] = [
  { image: [7, 8], kernel: [3, 3] },
  { image: [7, 8], kernel: [3, 3], padding: 'same' },
  { image: [9, 9], kernel: [1, 1], filters: 5 },
  { image: [6, 7], kernel: [4, 2], padding: 'same' },
  // Conv1 in small: 11 over 27 in steps of 4 fits exactly.
  { image: [27, 27], kernel: [11, 11], strides: [4, 4], batch: 1 },
  // The last rows and columns are reached by no window.
  { image: [14, 13], kernel: [5, 3], strides: [4, 4] },
  { image: [12, 11], kernel: [3, 5], strides: [2, 3] },
  { image: [16, 15], kernel: [2, 2], strides: [5, 4] },
  { image: [13, 9], kernel: [3, 3], strides: [4, 3], padding: 'same' },
  { image: [12, 11], kernel: [5, 4], strides: [2, 2], padding: 'same' },
  { image: [8, 8], kernel: [1, 1], strides: [3, 3], padding: 'same' },
  { image: [13, 9], kernel: [3, 3], dilations: [2, 2] },
  { image: [13, 12], kernel: [2, 4], dilations: [3, 2], padding: 'same' },
  { image: [5, 6], kernel: [5, 6], channels: 1, filters: 1, batch: 3 },
];

/** Sums one by one in double precision: y, or with dy the two gradients. */
function plainLoops(
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  full: Required<Geometry>,
  dy?: ArrayLike<number>,
) {
  const { batch, channels, filters, strides, dilations, padding } = full;
  const [height, width] = full.image;
  const [rows, columns] = full.kernel;
  const axis = (size: number, taps: number, i: 0 | 1) => {
    const reach = (taps - 1) * dilations[i] + 1;
    const out =
      padding === 'same' ? Math.ceil(size / strides[i]) : Math.floor((size - reach) / strides[i]) + 1;
    const padded = padding === 'same' ? Math.max(0, (out - 1) * strides[i] + reach - size) : 0;
    return { out, before: Math.floor(padded / 2) };
  };
  const vertical = axis(height, rows, 0);
  const horizontal = axis(width, columns, 1);
  const y = new Float64Array(batch * vertical.out * horizontal.out * filters);
  const dx = new Float64Array(x.length);
  const dKernel = new Float64Array(kernel.length);
  for (let n = 0; n < batch; n++)
    for (let p = 0; p < vertical.out; p++)
      for (let q = 0; q < horizontal.out; q++)
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++) {
            const row = p * strides[0] + i * dilations[0] - vertical.before;
            const column = q * strides[1] + j * dilations[1] - horizontal.before;
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            for (let c = 0; c < channels; c++)
              for (let f = 0; f < filters; f++) {
                const atY = ((n * vertical.out + p) * horizontal.out + q) * filters + f;
                const atX = ((n * height + row) * width + column) * channels + c;
                const atKernel = ((i * columns + j) * channels + c) * filters + f;
                y[atY]! += x[atX]! * kernel[atKernel]!;
                dx[atX]! += (dy?.[atY] ?? 0) * kernel[atKernel]!;
                dKernel[atKernel]! += (dy?.[atY] ?? 0) * x[atX]!;
              }
          }
  return {
    y,
    dx,
    dKernel,
    outShape: [batch, vertical.out, horizontal.out, filters] as [number, number, number, number],
  };
}

function example(geometry: Geometry) {
  const full: Required<Geometry> = {
    channels: 3,
    filters: 4,
    batch: 2,
    strides: [1, 1],
    dilations: [1, 1],
    padding: 'valid',
    ...geometry,
  };
  const xShape: [number, number, number, number] = [full.batch, ...full.image, full.channels];
  const kernelShape: [number, number, number, number] = [...full.kernel, full.channels, full.filters];
  const x = someNumbers(tf.util.sizeFromShape(xShape), 1);
  const kernel = someNumbers(tf.util.sizeFromShape(kernelShape), 2);
  const { y, outShape } = plainLoops(x, kernel, full);
  const dy = someNumbers(y.length, 3);
  const options: Conv2DOptions = { ...full, inputGradient: true };
  return { expected: plainLoops(x, kernel, full, dy), x, xShape, kernel, kernelShape, dy, outShape, options };
}

const named = geometries.map((geometry) => ({ name: JSON.stringify(geometry), geometry }));

onEveryBackend(() => {
  test.each(named)('agrees with plain loops, gradients too: $name', ({ geometry }) => {
    const { expected, x, xShape, kernel, kernelShape, dy, outShape, options } = example(geometry);
    const [y, dx, dKernel] = tf.tidy(() => {
      const inputs = [tf.tensor4d(x, xShape), tf.tensor4d(kernel, kernelShape)];
      const { value, grads } = tf.valueAndGrads((a, k) =>
        conv2d(a as tf.Tensor4D, k as tf.Tensor4D, options),
      )(inputs, tf.tensor4d(dy, outShape));
      expect(value.shape).toEqual(outShape);
      return [value, ...grads].map((tensor) => tensor.dataSync());
    });
    expect(relativeError(y!, expected.y)).toBeLessThan(5e-6);
    expect(relativeError(dx!, expected.dx)).toBeLessThan(5e-6);
    expect(relativeError(dKernel!, expected.dKernel)).toBeLessThan(5e-6);
  });

  test('without a gradient for the input it gives the same one for the kernel, and none for the input', () => {
    const { expected, x, xShape, kernel, kernelShape, dy, outShape, options } = example(geometries[0]!);
    tf.tidy(() => {
      const image = tf.tensor4d(x, xShape);
      const filters = tf.tensor4d(kernel, kernelShape);
      const ofImage = { ...options, inputGradient: false };
      const dKernel = tf.grad((k) => conv2d(image, k as tf.Tensor4D, ofImage))(
        filters,
        tf.tensor4d(dy, outShape),
      );
      expect(relativeError(dKernel.dataSync(), expected.dKernel)).toBeLessThan(5e-6);
      expect(() => tf.grad((a) => conv2d(a as tf.Tensor4D, filters, ofImage))(image)).toThrow(
        /cannot compute gradient/i,
      );
    });
  });

  test('leaves no tensor behind', () => {
    const { x, xShape, kernel, kernelShape, options } = example({
      image: [9, 8],
      kernel: [3, 2],
      strides: [2, 3],
    });
    const inputs = [tf.tensor4d(x, xShape), tf.tensor4d(kernel, kernelShape)];
    const before = tf.memory();
    conv2d(inputs[0] as tf.Tensor4D, inputs[1] as tf.Tensor4D, options).dispose();
    tf.dispose(tf.grads((a, k) => conv2d(a as tf.Tensor4D, k as tf.Tensor4D, options))(inputs));
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    tf.dispose(inputs);
  });
});

describe('on cpu', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  test.each(named.filter(({ geometry }) => !geometry.dilations))(
    "agrees with TensorFlow.js's own gradients: $name",
    ({ geometry }) => {
      const { x, xShape, kernel, kernelShape, dy, outShape, options } = example(geometry);
      tf.tidy(() => {
        const inputs = [tf.tensor4d(x, xShape), tf.tensor4d(kernel, kernelShape)];
        const gradient = tf.tensor4d(dy, outShape);
        const ours = tf.grads((a, k) => conv2d(a as tf.Tensor4D, k as tf.Tensor4D, options))(
          inputs,
          gradient,
        );
        const stock = tf.grads((a, k) =>
          tf.conv2d(a as tf.Tensor4D, k as tf.Tensor4D, [...options.strides], options.padding),
        )(inputs, gradient);
        ours.forEach((tensor, i) => {
          expect(relativeError(tensor.dataSync(), stock[i]!.dataSync())).toBeLessThan(5e-6);
        });
      });
    },
  );
});

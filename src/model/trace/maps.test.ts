/** Whole maps, against stock TensorFlow.js. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  convolve,
  crossCorrelate,
  normalize,
  patchOf,
  planeOf,
  pool,
  turned,
  winners,
  type MapStack,
  type Plane,
} from './maps';

beforeAll(() => tf.setBackend('cpu'));

function randomMaps(shape: [number, number, number], seed: number): MapStack {
  const values = tf.tidy(() => tf.randomNormal(shape, 0, 40, 'float32', seed).dataSync());
  return { shape, values: new Float32Array(values) };
}

function randomPlane(height: number, width: number, seed: number): Plane {
  return planeOf(randomMaps([1, height, width], seed), 0);
}

/** What TensorFlow.js, which keeps channels last, makes of the maps. */
function viaTensorFlow(maps: MapStack, op: (x: tf.Tensor4D) => tf.Tensor4D): MapStack {
  return tf.tidy(() => {
    const channelsLast: tf.Tensor4D = tf
      .tensor3d(maps.values, maps.shape.slice() as [number, number, number])
      .transpose([1, 2, 0])
      .expandDims(0);
    const output = op(channelsLast).squeeze<tf.Tensor3D>([0]).transpose([2, 0, 1]);
    const [channels = 0, height = 0, width = 0] = output.shape;
    return { shape: [channels, height, width], values: new Float32Array(output.dataSync()) };
  });
}

function correlateViaTensorFlow(picture: Plane, kernel: Plane): number[] {
  return tf.tidy(() => {
    const x = tf.tensor4d(Array.from(picture.values), [1, picture.height, picture.width, 1]);
    const w = tf.tensor4d(Array.from(kernel.values), [kernel.height, kernel.width, 1, 1]);
    return Array.from(tf.conv2d(x, w, 1, 'valid').dataSync());
  });
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  const scale = Math.max(...Array.from(expected, Math.abs));
  expect(actual.length).toBe(expected.length);
  const off = Array.from(actual, (value, index) => Math.abs(value - (expected[index] ?? NaN)));
  expect(Math.max(...off)).toBeLessThan(1e-5 * scale);
}

describe('normalize', () => {
  test.for([
    ['the paper’s', { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 }],
    ['Caffe’s', { depthRadius: 2, bias: 1, alpha: 2e-5, beta: 0.75 }],
    ['no neighbours', { depthRadius: 0, bias: 1, alpha: 1e-3, beta: 0.5 }],
    ['a window wider than the channels', { depthRadius: 9, bias: 0.5, alpha: 1e-2, beta: 1 }],
  ] as const)('%s constants', ([, constants]) => {
    const maps = randomMaps([7, 5, 6], 1);
    const { depthRadius, bias, alpha, beta } = constants;
    const expected = viaTensorFlow(maps, (x) =>
      tf.localResponseNormalization(x, depthRadius, bias, alpha, beta),
    );
    const actual = normalize(maps, constants);
    expect(actual.shape).toEqual(expected.shape);
    expectClose(actual.values, expected.values);
  });
});

describe('pool', () => {
  test.for([
    ['max', 3, 2],
    ['max', 2, 2],
    ['max', 2, 4],
    ['max', 1, 1],
    ['average', 3, 2],
    ['average', 4, 1],
  ] as const)('%s of %i by %i', ([type, poolSize, strides]) => {
    const maps = randomMaps([3, 11, 14], 2);
    const expected = viaTensorFlow(maps, (x) =>
      type === 'max' ? tf.maxPool(x, poolSize, strides, 'valid') : tf.avgPool(x, poolSize, strides, 'valid'),
    );
    const actual = pool(maps, { type, poolSize, strides });
    expect(actual.shape).toEqual(expected.shape);
    expectClose(actual.values, expected.values);
  });

  test('a window that does not fit says so', () => {
    expect(() => pool(randomMaps([1, 4, 9], 3), { type: 'max', poolSize: 5, strides: 1 })).toThrow(
      new RangeError('A window of 5 does not fit into 4'),
    );
  });
});

describe('winners', () => {
  test.for([
    [3, 2],
    [2, 2],
    [2, 3],
  ] as const)('where TensorFlow.js says that the largest of %i by %i stands', ([poolSize, strides]) => {
    const maps = randomMaps([1, 9, 10], 4);
    const plane = planeOf(maps, 0);
    const expected = tf.tidy(() => {
      const x = tf.tensor4d(maps.values, [1, 9, 10, 1]);
      const { indexes } = tf.maxPoolWithArgmax(x, poolSize, strides, 'valid');
      return Array.from(indexes?.dataSync() ?? []);
    });
    expect(winners(plane, { poolSize, strides })).toEqual(expected);
  });

  test('of equal ones the first', () => {
    const plane = { height: 2, width: 2, values: [0, 5, 5, 5] };
    expect(winners(plane, { poolSize: 2, strides: 2 })).toEqual([1]);
  });
});

describe('crossCorrelate and convolve', () => {
  test.for([
    [7, 9, 3, 3],
    [8, 8, 2, 5],
    [4, 4, 4, 4],
  ] as const)('%i x %i under %i x %i', ([height, width, kernelHeight, kernelWidth]) => {
    const picture = randomPlane(height, width, 5);
    const kernel = randomPlane(kernelHeight, kernelWidth, 6);
    expectClose(crossCorrelate(picture, kernel).values, correlateViaTensorFlow(picture, kernel));
  });

  test('the example of the chapter', () => {
    const picture = { height: 1, width: 3, values: [1, 2, 4] };
    const kernel = { height: 1, width: 2, values: [3, 1] };
    expect([...Array.from(crossCorrelate(picture, kernel).values)]).toEqual([5, 10]);
    expect([...Array.from(convolve(picture, kernel).values)]).toEqual([7, 14]);
  });

  test('convolution multiplies polynomials', () => {
    // (1 + 2x)(3 + 4x + 5x^2) = 3 + 10x + 13x^2 + 10x^3, with zeros around so that every overlap counts.
    const picture = { height: 1, width: 5, values: [0, 3, 4, 5, 0] };
    expect([...Array.from(convolve(picture, { height: 1, width: 2, values: [1, 2] }).values)]).toEqual([
      3, 10, 13, 10,
    ]);
  });

  test('turned is a flip of both axes', () => {
    const kernel = randomPlane(3, 5, 7);
    const flipped = tf.tidy(() =>
      Array.from(tf.tensor2d(Array.from(kernel.values), [3, 5]).reverse([0, 1]).dataSync()),
    );
    expect(turned(kernel).values).toEqual(flipped);
  });
});

describe('patchOf', () => {
  const maps = randomMaps([2, 6, 7], 8);

  test('is a slice of every channel', () => {
    const expected = viaTensorFlow(maps, (x) => tf.slice(x, [0, 2, 3, 0], [1, 4, 4, 2]));
    expect(patchOf(maps, { row: 2, column: 3, size: 4 })).toEqual(expected);
  });

  test('stays within the maps', () => {
    const expected = viaTensorFlow(maps, (x) => tf.slice(x, [0, 2, 3, 0], [1, 4, 4, 2]));
    expect(patchOf(maps, { row: 5, column: 40, size: 4 })).toEqual(expected);
    expect(patchOf(maps, { row: 0, column: 0, size: 99 }).values).toEqual(maps.values);
  });

  test('of a vector says that it is none', () => {
    expect(() => patchOf({ shape: [9], values: maps.values }, { row: 0, column: 0, size: 2 })).toThrow(
      new RangeError('Maps are [channels, height, width], but this shape is [9]'),
    );
  });
});

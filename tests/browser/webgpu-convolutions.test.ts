import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { registerWebGPUKernels } from '../../src/engine/webgpu/register';
import { relativeError, someNumbers } from '../support/numbers';
import { plainConv2D } from '../support/plain-products';
import { onWebGPU } from './on-webgpu';

type Pair = [number, number];
type Shape4 = [number, number, number, number];
type Padding = 'valid' | 'same' | tf.backend_util.ExplicitPadding;

interface Example {
  batch?: number;
  image: Pair;
  channels: number;
  kernel: Pair;
  filters: number;
  strides?: Pair;
  dilations?: Pair;
  padding?: Padding;
}

const explicit: Padding = [
  [0, 0],
  [2, 1],
  [0, 3],
  [0, 0],
];

/** Few: software WebGPU takes a second or more to compile each shader, and each example has three of its own. */
const examples: Example[] = [
  { image: [7, 8], channels: 4, kernel: [3, 3], filters: 5, padding: 'same' },
  // Tiles of 64 in both directions, and more than one part.
  { image: [13, 11], channels: 36, kernel: [3, 3], filters: 68, batch: 3 },
  // More places than the inner axis of one part, for the filters' gradient.
  { image: [21, 25], channels: 5, kernel: [3, 2], filters: 35, batch: 3, padding: 'same' },
  // Conv1 in small.
  { image: [27, 27], channels: 3, kernel: [11, 11], filters: 12, strides: [4, 4], batch: 1 },
  { image: [12, 11], channels: 2, kernel: [3, 5], filters: 7, strides: [2, 3], padding: explicit },
  // No window reaches some rows and columns.
  { image: [16, 15], channels: 4, kernel: [2, 2], filters: 4, strides: [5, 4] },
  { image: [12, 11], channels: 8, kernel: [5, 4], filters: 8, strides: [2, 2], padding: 'same' },
  { image: [13, 12], channels: 3, kernel: [2, 4], filters: 6, dilations: [3, 2], padding: 'same' },
];

function prepare(example: Example) {
  const { image, kernel, channels, filters } = example;
  const { batch = 2, strides = [1, 1], dilations = [1, 1], padding = 'valid' } = example;
  const xShape: Shape4 = [batch, ...image, channels];
  const filterShape: Shape4 = [...kernel, channels, filters];
  const info = tf.backend_util.computeConv2DInfo(xShape, filterShape, strides, dilations, padding);
  const x = someNumbers(tf.util.sizeFromShape(xShape), 1);
  const filter = someNumbers(tf.util.sizeFromShape(filterShape), 2);
  const dy = someNumbers(tf.util.sizeFromShape(info.outShape), 3);
  const attributes = { strides, pad: padding, dataFormat: 'NHWC', dilations };
  return { info, x, filter, dy, attributes, expected: plainConv2D(x, filter, dy, info) };
}

onWebGPU();
beforeAll(registerWebGPUKernels);

test.each(examples.map((example) => ({ name: JSON.stringify(example), example })))(
  'agrees with plain loops, gradients too: $name',
  async ({ example }) => {
    const { info, x, filter, dy, attributes, expected } = prepare(example);
    const { y, dx, dFilter } = tf.tidy(() => {
      const input = tf.tensor4d(x, info.inShape);
      const weights = tf.tensor4d(filter, info.filterShape);
      const slopes = tf.tensor4d(dy, info.outShape);
      const run = (name: string, inputs: tf.NamedTensorMap, more: tf.NamedAttrMap = {}): tf.Tensor =>
        tf.engine().runKernel(name, inputs, { ...attributes, ...more });
      return {
        y: run('Conv2D', { x: input, filter: weights }),
        dx: run('Conv2DBackpropInput', { dy: slopes, filter: weights }, { inputShape: info.inShape }),
        dFilter: run('Conv2DBackpropFilter', { x: input, dy: slopes }, { filterShape: info.filterShape }),
      };
    });
    expect(y.shape).toEqual(info.outShape);
    expect(dx.shape).toEqual(info.inShape);
    expect(dFilter.shape).toEqual(info.filterShape);
    expect(relativeError(await y.data(), expected.y)).toBeLessThan(5e-6);
    expect(relativeError(await dx.data(), expected.dx)).toBeLessThan(5e-6);
    expect(relativeError(await dFilter.data(), expected.dKernel)).toBeLessThan(5e-6);
    tf.dispose([y, dx, dFilter]);
  },
);

import { expect, test } from 'vitest';
import { activation, conv2d, dense, localResponseNormalization, maxPooling2d } from '../make-layer';
import type { Layer, Shape } from '../layer';
import { rows } from '../rows';
import { largestTerm } from './largest-term';
import { traceUnit } from './trace-unit';
import type { UnitWeights } from './traced';

const largest = (
  layer: Layer,
  inputShape: Shape,
  values: readonly number[],
  unit: readonly number[],
  weights: UnitWeights | null = null,
) => {
  const [row] = rows({ name: 'one', inputShape, layers: [layer] });
  return largestTerm(traceUnit(row!, { shape: inputShape, values }, unit, weights));
};
const column = (...kernel: number[]): UnitWeights => ({
  kernelShape: [kernel.length, 1],
  kernel,
  bias: [100],
});

test('of a sum it is the largest product, whatever its sign; the first of several', () => {
  expect(largest(dense('d', 1), [3], [1, 2, -4], [0], column(5, 1, 3))).toEqual([2]);
  expect(largest(dense('d', 1), [3], [2, 1, 2], [0], column(1, 2, 1))).toEqual([0]);
  expect(largest(dense('d', 1), [3], [2, NaN, 9], [0], column(1, 0, 1))).toEqual([1]);
});

test('of a window at the edge it lies on the input, if any of it does', () => {
  const layer = conv2d('c', 1, 3, { padding: 'same' });
  const weights = { kernelShape: [3, 3, 1, 1], kernel: new Float32Array(9), bias: null };
  expect(largest(layer, [1, 2, 2], [0, 0, 0, 0], [0, 0, 0], weights)).toEqual([0, 0, 0]);
});

test('of a pooling window it is what goes on; of a normalisation and a softmax, their own', () => {
  expect(largest(maxPooling2d('m', 2), [1, 2, 2], [1, 3, 2, -9], [0, 0, 0])).toEqual([0, 0, 1]);
  const lrn = localResponseNormalization('n', { depthRadius: 1 });
  expect(largest(lrn, [3, 1, 1], [9, 1, 9], [1, 0, 0])).toEqual([1, 0, 0]);
  expect(largest(activation('s', 'softmax'), [3], [9, 1, 2], [1])).toEqual([1]);
});

import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { toCategorical } from './categorical';

beforeAll(() => tf.setBackend('cpu'));

test('one row a label, a one at its column', () => {
  const rows = toCategorical([0, 2, 1]);
  expect(rows.dtype).toBe('float32');
  expect(rows.arraySync()).toEqual([
    [1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ]);
});

test('numClasses adds columns', () => {
  expect(toCategorical(new Int32Array([1]), 4).arraySync()).toEqual([[0, 1, 0, 0]]);
  expect(toCategorical([], 3).shape).toEqual([0, 3]);
});

test('takes tensors of shape [n] and [n, 1]', () => {
  const expected = [
    [0, 1],
    [1, 0],
  ];
  expect(toCategorical(tf.tensor1d([1, 0], 'int32')).arraySync()).toEqual(expected);
  expect(toCategorical(tf.tensor2d([[1], [0]])).arraySync()).toEqual(expected);
});

test.each([
  [[0, -1], undefined, /Label -1 at position 1 is not a class/],
  [[0.5], undefined, /Label 0.5 at position 0/],
  [[0, 3], 3, /whole numbers from 0 to 2, as numClasses is 3/],
  [[NaN], 3, /Label NaN/],
  [[0], 0, /numClasses to be a whole number above 0, not 0/],
  [[], undefined, /give numClasses/],
  [[0], { numClasses: 3 } as never, /numClasses to be a whole number above 0, not an object/],
])('refuses %j with %j classes', (labels, classes, message) => {
  expect(() => toCategorical(labels, classes)).toThrow(message);
});

test('refuses a tensor of pairs', () => {
  expect(() => toCategorical(tf.zeros([2, 2]))).toThrow(/shape \[n\] or \[n, 1\], not \[2, 2\]/);
});

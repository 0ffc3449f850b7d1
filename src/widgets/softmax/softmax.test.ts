import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { dropoutMask } from '../../model/dropout-mask';
import { softmax } from '../../model/softmax';
import { crossEntropy, logitGradient, type LogitPath, scoresAfter } from './softmax';
import { generator } from '../../../tests/support/random';

const random = generator(8);
const logits = Float64Array.from({ length: 40 }, () => 6 * random() - 3);
const rate = 0.5;
const mask = dropoutMask(40, rate, 5);
const paths: Record<string, LogitPath> = {
  linear: { relu: false, dropout: null },
  relu: { relu: true, dropout: null },
  dropout: { relu: false, dropout: { mask, rate } },
  'relu and dropout': { relu: true, dropout: { mask, rate } },
};

test('2, 1 and 0 give 0.665, 0.245 and 0.090', () => {
  expect([...softmax([2, 1, 0])].map((each) => each.toFixed(3))).toEqual(['0.665', '0.245', '0.090']);
});

test('softmax and its loss agree with TensorFlow.js', () => {
  const theirs = tf.softmax(tf.tensor1d([...logits])).dataSync();
  softmax(logits).forEach((each, unit) => expect(each).toBeCloseTo(theirs[unit]!, 6));
  const oneHot = tf.oneHot(tf.tensor1d([3], 'int32'), 40);
  const [loss] = tf.losses.softmaxCrossEntropy(oneHot, tf.tensor2d([[...logits]])).dataSync();
  expect(crossEntropy(logits, 3)).toBeCloseTo(loss!, 5);
});

test('scores beyond what an exponential can hold', () => {
  expect([...softmax([1000, 1000, -1000])]).toEqual([0.5, 0.5, 0]);
  expect(crossEntropy([1000, 0], 1)).toBe(1000);
});

describe.each(Object.entries(paths))('%s', (_name, path) => {
  const loss = (at: Float64Array, rightClass: number) => crossEntropy(scoresAfter(at, path), rightClass);

  test.each([0, 7, 21, 39])('the gradient is that of finite differences, right class %i', (rightClass) => {
    const step = 1e-5;
    const gradient = logitGradient(logits, path, rightClass);
    for (const unit of logits.keys()) {
      const [above, below] = [logits.slice(), logits.slice()];
      above[unit]! += step;
      below[unit]! -= step;
      const slope = (loss(above, rightClass) - loss(below, rightClass)) / (2 * step);
      expect(gradient[unit]).toBeCloseTo(slope, 7);
    }
  });
});

test('ReLU and dropout: what is negative or dropped gets no gradient at all', () => {
  const path: LogitPath = { relu: true, dropout: { mask, rate } };
  const silent = [...logits.keys()].filter((unit) => logits[unit]! < 0 || mask[unit] === 0);
  const gradient = logitGradient(logits, path, 0);
  expect(silent.length).toBeGreaterThan(10);
  expect([...gradient.keys()].filter((unit) => gradient[unit] === 0)).toEqual(silent);
});

test('with ReLU, a right class that is dropped has at most one in a thousand', () => {
  const flat = new Float64Array(1000);
  const dropped = new Uint8Array(1000).fill(1);
  dropped[0] = 0;
  const best = Float64Array.from(flat, (_, unit) => (unit === 0 ? 50 : -50));
  const scores = scoresAfter(best, { relu: true, dropout: { mask: dropped, rate } });
  expect(softmax(scores)[0]).toBeCloseTo(0.001, 12);
  expect(crossEntropy(scores, 0)).toBeCloseTo(Math.log(1000), 12);
});

test('TensorFlow.js, too, lets nothing through a ReLU at 0', () => {
  const slope = tf.grad((x) => tf.relu(x).sum())(tf.tensor1d([-1, 0, 1]));
  expect([...slope.dataSync()]).toEqual([0, 0, 1]);
  expect(logitGradient([0, 1], { relu: true, dropout: null }, 0)[0]).toBe(0);
});

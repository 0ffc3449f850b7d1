import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, test, vi } from 'vitest';
import { sgd } from '../../src/engine/sgd';
import { SGD_UPDATE } from '../../src/engine/own/sgd-update';
import { registerSGDUpdate } from '../../src/engine/webgpu/sgd-update';
import { relativeError, someNumbers } from '../support/numbers';

beforeAll(async () => {
  expect(await tf.setBackend('webgpu')).toBe(true);
  registerSGDUpdate();
});

const RATE = 0.1;
const DECAY = 0.5;

/** The rule (src/engine/sgd.ts) by loops, in double precision. */
function plainUpdates(
  weight: readonly number[],
  gradients: readonly Float32Array[],
  momentum: number,
  nesterov: boolean,
): number[] {
  const w = [...weight];
  const v = w.map(() => 0);
  gradients.forEach((gradient, update) => {
    const rate = RATE / (1 + DECAY * update);
    gradient.forEach((g, i) => {
      v[i] = momentum * v[i]! - rate * g;
      w[i]! += nesterov ? momentum * v[i] - rate * g : v[i];
    });
  });
  return w;
}

test.each([
  { shape: [7], momentum: 0.9, nesterov: false },
  { shape: [4, 3, 5], momentum: 0.9, nesterov: false },
  { shape: [1, 1, 2, 1031], momentum: 0.8, nesterov: true },
  { shape: [3, 683], momentum: 0, nesterov: false },
])('is the rule: $shape, momentum $momentum, nesterov $nesterov', async ({ shape, momentum, nesterov }) => {
  const before = tf.memory();
  const size = tf.util.sizeFromShape(shape);
  const start = someNumbers(size, 1);
  const gradients = [2, 3, 4].map((seed) => someNumbers(size, seed));
  const weight = tf.tidy(() => tf.variable(tf.tensor(start, shape), true));
  // Shares the first weights' buffer.
  const clone = weight.clone();
  const optimizer = sgd({ learningRate: RATE, decay: DECAY, momentum, nesterov });
  const runKernel = vi.spyOn(tf.engine(), 'runKernel');
  for (const gradient of gradients) {
    tf.tidy(() => {
      optimizer.applyGradients({ [weight.name]: tf.tensor(gradient, shape) });
    });
  }
  expect(runKernel.mock.calls.filter(([name]) => name === SGD_UPDATE)).toHaveLength(3);
  runKernel.mockRestore();
  const right = plainUpdates([...start], gradients, momentum, nesterov);
  expect(relativeError(await weight.data(), right)).toBeLessThan(1e-6);
  expect(weight.shape).toEqual(shape);
  expect(await clone.data()).toEqual(start);
  tf.dispose([weight, clone]);
  optimizer.dispose();
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
});

/** Random numbers that a shader makes, against those that the processor draws. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Distribution, randomNumbers } from '../../src/engine/random';
import { randomTensor } from '../../src/engine/random-tensor';
import { startSession } from './engine-host';

const distributions: Distribution[] = [
  { kind: 'uniform', minimum: -0.3, maximum: 0.2 },
  { kind: 'normal', mean: 1, deviation: 0.5 },
  { kind: 'truncatedNormal', mean: 0, deviation: 2 },
];
const shapes = [[7], [1, 9], [5, 1], [31, 33], [3, 5, 3, 7], [2, 3, 2, 2, 3], [64, 1000]];

describe.each(['webgl', 'webgpu'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    (await startSession(backend)).end();
    expect(tf.getBackend()).toBe(backend);
  });

  describe.each(distributions)('$kind', (distribution) => {
    it.each(shapes.map((shape) => ({ shape })))('$shape', async ({ shape }) => {
      const { numTensors } = tf.memory();
      const tensor = randomTensor(shape, distribution, 77);
      expect(tensor.shape).toEqual(shape);
      expect(await largestDifference(tensor, distribution)).toBeLessThan(2e-5);
      tensor.dispose();
      expect(tf.memory().numTensors).toBe(numTensors);
    });
  });

  it('more than a row of workgroups can make', async () => {
    const [distribution] = distributions;
    // 16,781,312 numbers, more than there are threads in 65,535 workgroups of 256.
    const tensor = randomTensor([4097, 4096], distribution!, 77);
    const end = tensor.slice([4096, 0]);
    const expected = randomNumbers(tensor.size, distribution!, 77).subarray(4096 * 4096);
    expect(largest(await end.data(), expected)).toBeLessThan(2e-5);
    tf.dispose([tensor, end]);
  });
});

async function largestDifference(tensor: tf.Tensor, distribution: Distribution): Promise<number> {
  return largest(await tensor.data(), randomNumbers(tensor.size, distribution, 77));
}

function largest(actual: ArrayLike<number>, expected: Float32Array): number {
  return expected.reduce((most, value, i) => Math.max(most, Math.abs((actual[i] ?? NaN) - value)), 0);
}

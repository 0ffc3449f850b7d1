import { memory, type Tensor } from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { sessionOn } from '../../tests/support/engine/session-on';
import { generator } from '../../tests/support/random';
import { answersPruned } from './pruning';

const session = sessionOn('cpu');
const sizes = [12, 10, 8, 5] as const;
const pictures = 3;
const random = generator(3);
const flat = Float32Array.from({ length: pictures * sizes[0] }, () => random());

/** As the trained network ends, in small; half of the weights are zero. */
function network() {
  const { tf } = session();
  const model = tf.sequential();
  model.add(tf.layers.flatten({ inputShape: [3, 2, 2], dataFormat: 'channelsFirst', name: 'flatten' }));
  for (const [index, name] of ['FC6', 'FC7', 'scores'].entries()) {
    model.add(tf.layers.dense({ name, units: sizes[index + 1] ?? 1 }));
    model.add(tf.layers.activation({ activation: name === 'scores' ? 'softmax' : 'relu' }));
  }
  tf.tidy(() =>
    model.setWeights(
      model.getWeights().map((weight) => {
        const values = Float32Array.from({ length: weight.size }, (_, at) => (at % 2 ? random() - 0.4 : 0));
        return tf.tensor(values, weight.shape);
      }),
    ),
  );
  return model;
}

/** With plain loops. @param keep weights of FC6 and of FC7 */
function byHand(weights: readonly ArrayLike<number>[], keep: readonly number[], picture: number): number[] {
  let x = [...flat.subarray(picture * sizes[0], (picture + 1) * sizes[0])];
  for (let layer = 0; layer < 3; layer++) {
    const [kernel = [], bias = []] = weights.slice(2 * layer);
    const largest = Array.from(kernel, Math.abs).sort((a, b) => b - a);
    const limit = layer < 2 ? (largest[(keep[layer] ?? 0) - 1] ?? Infinity) : 0;
    const units = bias.length;
    x = Array.from(bias, (start, unit) =>
      x.reduce((sum, value, input) => {
        const weight = kernel[input * units + unit] ?? NaN;
        return sum + (Math.abs(weight) >= limit ? value * weight : 0);
      }, start),
    );
    if (layer < 2) x = x.map((value) => Math.max(0, value));
  }
  const powers = x.map(Math.exp);
  return powers.map((power) => power / powers.reduce((sum, each) => sum + each, 0));
}

test.for([
  [1, 60, 40],
  [0.25, 30, 20],
  [0.05, 6, 4],
  [0, 0, 0],
] as const)('with a share of %s left, %s and %s weights count', async ([share, ...keep]) => {
  const model = network();
  const weights = model.getWeights().map((weight: Tensor) => weight.dataSync());
  await answersPruned(model, flat, share);
  const { numTensors } = memory();
  const { left, all, probabilities } = await answersPruned(model, flat, share);
  expect(memory().numTensors).toBe(numTensors);
  expect([left, all]).toEqual([keep[0] + keep[1], 200]);
  for (let picture = 0; picture < pictures; picture++) {
    const own = [...probabilities.subarray(5 * picture, 5 * (picture + 1))];
    for (const [unit, expected] of byHand(weights, keep, picture).entries())
      expect(own[unit]).toBeCloseTo(expected, 5);
  }
});

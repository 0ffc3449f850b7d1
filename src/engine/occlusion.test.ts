import { memory, type Tensor } from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { sessionOn } from '../../tests/support/engine/session-on';
import { testPhotograph } from '../../tests/support/engine/test-photograph';
import { MEAN_COLOUR, photographCrop } from '../model/photograph';
import { answersCovered } from './occlusion';

const session = sessionOn('cpu');
const [height, width] = [9, 11];

/** A dense network on all pixels, small enough to be worked out by hand. */
function network() {
  const { tf } = session();
  const model = tf.sequential();
  model.add(
    tf.layers.flatten({ inputShape: [3, height, width], dataFormat: 'channelsFirst', name: 'flatten' }),
  );
  model.add(
    tf.layers.dense({
      units: 4,
      name: 'scores',
      kernelInitializer: tf.initializers.randomNormal({ stddev: 0.001 }),
    }),
  );
  model.add(tf.layers.activation({ activation: 'softmax' }));
  return model;
}

/** With plain loops: the cover lies on the pixels, before the mean is subtracted. */
function byHand(
  kernel: ArrayLike<number>,
  cover: { top: number; left: number; height: number; width: number },
) {
  const pixels = photographCrop(testPhotograph().pixels, height, width) ?? new Uint8ClampedArray();
  const scores = [0, 0, 0, 0];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const inside =
        row >= cover.top &&
        row < cover.top + cover.height &&
        column >= cover.left &&
        column < cover.left + cover.width;
      for (const [colour, mean] of MEAN_COLOUR.entries()) {
        const at = row * width + column;
        const value = inside ? mean : (pixels[4 * at + colour] ?? NaN);
        // Keras flattens channels first in channels-last order.
        for (let unit = 0; unit < 4; unit++)
          scores[unit] =
            (scores[unit] ?? NaN) + (value - mean) * (kernel[(3 * at + colour) * 4 + unit] ?? NaN);
      }
    }
  }
  const powers = scores.map(Math.exp);
  return powers.map((power) => power / powers.reduce((sum, each) => sum + each, 0));
}

test('the answers are those to a picture with the mean colour on it, and nothing is left behind', async () => {
  const model = network();
  const kernel = (model.getWeights()[0] as Tensor).dataSync();
  const covers = [
    { top: 2, left: 3, height: 4, width: 5 },
    { top: -2, left: 8, height: 5, width: 9 },
    { top: 20, left: 0, height: 3, width: 3 },
  ];
  await answersCovered(model, testPhotograph(), covers, 2);
  const { numTensors } = memory();
  const answers = await answersCovered(model, testPhotograph(), covers, 2);
  expect(memory().numTensors).toBe(numTensors);
  for (const [index, cover] of covers.entries()) {
    const expected = byHand(kernel, cover);
    expect(answers[index]?.probability).toBeCloseTo(expected[2] ?? NaN, 5);
    expect(answers[index]?.first).toBe(expected.indexOf(Math.max(...expected)));
  }
});

import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSession } from '../../tests/support/engine/host';
import { ownRandom, type OwnedRandom } from './math-random';
import { ScratchTraining, type LabelledPicture } from './scratch-training';
import type { EngineSession } from './session';

let session: EngineSession;
let random: OwnedRandom;
beforeAll(async () => {
  session = await startSession('wasm');
  // As in the worker: what dropout draws.
  random = ownRandom(2012);
});
afterAll(() => {
  random.giveBack();
  session.end();
});

/** Red above or blue, over grey. */
function flag(label: number, index: number): LabelledPicture {
  const pixels = new Uint8ClampedArray(4 * 256 * 256).fill(90 + 10 * index);
  const colour = label === 0 ? [250, 20, 20, 255] : [20, 20, 250, 255];
  for (let at = 0; at < 4 * 256 * (110 + 10 * index); at++) pixels[at] = colour[at % 4] ?? 0;
  return { pixels, label };
}
const pictures = [0, 1, 2, 3].flatMap((index) => [flag(0, index), flag(1, index)]);

test('it learns, and leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const training = new ScratchTraining(session, { width: 1 / 16, classes: 2, pictures });
  expect(training.stepsOfPass).toBe(1);
  const losses: number[] = [];
  for (let step = 0; step < 14; step++) losses.push((await training.step()).loss);
  expect(losses[0]).toBeCloseTo(Math.LN2, 1);
  expect(losses.at(-1)).toBeLessThan(0.6 * Math.LN2);
  for (const { pixels, label } of pictures) {
    const [probability = NaN] = await training.answers({ id: 'own', title: '', pixels });
    expect(probability > 0.5 ? 0 : 1).toBe(label);
  }
  training.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

import { memory } from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answersOf, likeliest } from '../features/teach/head';
import { headCell } from '../features/teach/take-away';
import { gradientPhotograph, KernelUnderTest, printed } from '../../tests/support/kernel-under-test';
import { pictureSets } from '../../tests/support/picture-sets';
import { teachHead } from '../../tests/support/teach-head';
import { featureLayer, learnedNetwork } from '../learned/network';

let kernel: KernelUnderTest;
beforeAll(async () => {
  kernel = await KernelUnderTest.start('wasm');
}, 60_000);
afterAll(() => kernel.kernel.end());

test('features are what the trace of the learned network has behind FC7, and no tensor is left', async () => {
  const { questions } = kernel.kernel;
  const photograph = gradientPhotograph();
  await questions.takeLearned(learnedNetwork());
  const { activations } = await questions.trace(photograph);
  const { numTensors } = memory();
  const features = await questions.features(photograph);
  expect(features).toEqual(activations.find(({ layer }) => layer === featureLayer())?.values);
  expect(features).toHaveLength(4096);
  expect(Math.min(...features)).toBe(0);
  expect(memory().numTensors).toBe(numTensors);
});

test('three things of five pictures each: the held-out ones are known, and a cell answers as the head does', async () => {
  const { questions } = kernel.kernel;
  const { head, heldOut } = await teachHead(questions, pictureSets.things, 5);
  expect(heldOut).toMatchObject({ right: 3, all: 3 });
  const names = ['cup', 'chair', 'tape'];
  // Those that cells of a kernel under test get.
  const photographs = ['a', 'b', 'c'].map(gradientPhotograph);
  const expected = [];
  for (const photograph of photographs) {
    const probabilities = answersOf(head, await questions.features(photograph));
    const best = likeliest(probabilities);
    expected.push(`${photograph.title}: ${names[best]}, ${probabilities[best]?.toFixed(2)}`);
  }
  const run = await kernel.run([headCell(head, names, featureLayer())]);
  expect(run.outcomes).toEqual(['a done']);
  expect(printed(run, 'a').trim().split('\n').slice(-3)).toEqual(expected);
});

test('from scratch: pictures go in, steps are taken, a picture is answered, and nothing is left', async () => {
  const { questions } = kernel.kernel;
  const { numTensors } = memory();
  const photograph = gradientPhotograph();
  for (const label of [0, 1]) await questions.scratchPicture({ pixels: photograph.pixels, label });
  expect(await questions.scratchBegin({ width: 1 / 32, classes: 2 })).toBe(1);
  expect((await questions.scratchStep()).loss).toBeGreaterThan(0);
  const [first = NaN, second = NaN] = await questions.scratchAnswers(photograph);
  expect(first + second).toBeCloseTo(1, 5);
  await questions.scratchEnd();
  expect(memory().numTensors).toBe(numTensors);
  await expect(questions.scratchStep()).rejects.toThrow('begin it again');
});

import { memory } from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gradientPhotograph, KernelUnderTest } from '../../tests/support/kernel-under-test';
import { learnedPart } from '../learned/network';
import { notebookThrough } from '../model/networks';

const photograph = gradientPhotograph();
let kernel: KernelUnderTest;

beforeAll(async () => {
  kernel = await KernelUnderTest.start('wasm');
}, 60_000);
afterAll(() => kernel.kernel.end());

const look = (network = notebookThrough('conv1')) =>
  kernel.kernel.questions.takeLearned(learnedPart(network).network);

test('a network is looked at with the learned weights, as far as it goes', async () => {
  await look();
  const { activations } = await kernel.kernel.questions.trace(photograph);
  expect(activations.map(({ layer }) => layer)).toEqual(['Conv1']);
  const { kernel: weights, bias } = await kernel.kernel.questions.weights('Conv1', null);
  expect([weights.length, bias?.length]).toEqual([34_848, 96]);
  const longer = notebookThrough('lrn1');
  await look(longer);
  const trace = await kernel.kernel.questions.trace(photograph);
  expect(trace.activations.map(({ layer }) => layer)).toEqual(longer.layers.map(({ name }) => name));
});

test('one that departs has a model of its own, of which the last alone is held', async () => {
  const { layers, ...rest } = notebookThrough('lrn1');
  const departing = (poolSize: number) => ({
    ...rest,
    layers: layers.map((layer) =>
      layer.type === 'maxPooling2d' ? { ...layer, poolSize: [poolSize, poolSize] as const } : layer,
    ),
  });
  await look(departing(2));
  const { numTensors } = memory();
  await look(departing(4));
  expect(memory().numTensors).toBe(numTensors);
  const { activations } = await kernel.kernel.questions.trace(photograph);
  expect(activations.at(-1)?.shape).toEqual([96, 26, 26]);
});

test('five answers come, the most probable first', async () => {
  const answers = await kernel.kernel.questions.answers(photograph);
  expect(answers).toHaveLength(5);
  const probabilities = answers.map(({ probability }) => probability);
  expect(probabilities).toEqual(probabilities.toSorted((one, other) => other - one));
  const all = await kernel.kernel.questions.answers(photograph, 100);
  expect(all.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
}, 60_000);

/** `loadLearned` and `learnedClasses` of './utils', as cells call them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KernelUnderTest, printed, readSiteFile } from '../../tests/support/kernel-under-test';
import { learnedFiles, readLearned } from '../learned/format';

const BEGIN = `import * as tf from '@tensorflow/tfjs';
import { learnedClasses, loadLearned } from './utils';
const conv = (name, filters, options) =>
  tf.layers.conv2d({ name, filters, kernelSize: 11, strides: 4, dataFormat: 'channelsFirst', ...options });`;

let kernel: KernelUnderTest;
beforeAll(async () => {
  kernel = await KernelUnderTest.start();
});
afterAll(() => kernel.kernel.end());

async function errorOf(...cells: string[]): Promise<string> {
  const { outputs } = await kernel.run([BEGIN, ...cells]);
  const error = [...outputs.values()].flat().find((output) => output.kind === 'error');
  return error === undefined ? 'no error' : `${error.name}: ${error.message}`;
}

test('layers that fit get their weights; of the others it is said why not, with both shapes', async () => {
  const result = await kernel.run([
    `${BEGIN}
const model = tf.sequential();
model.add(conv('Conv1', 96, { inputShape: [3, 227, 227] }));
model.add(conv('Conv2', 4));
model.add(conv('own', 2));
model.add(tf.layers.flatten());
const before = tf.memory().numTensors;
await loadLearned(model);`,
    'console.log(tf.memory().numTensors - before);\n[...model.layers[0].getWeights()[0].slice([5, 5, 0, 0], [1, 1, 3, 96]).dataSync()].join()',
  ]);
  expect(printed(result, 'a')).toBe(`1 of 3 layers have the learned weights: Conv1.
Conv2 has a kernel of 11 × 11 × 96 × 4 here, and one of 5 × 5 × 96 × 256 in the trained network.
The trained network has no layer own.
`);
  const file = await readSiteFile(`learned/${learnedFiles.Conv1.file}`);
  const { kernel: weights } = await readLearned(new Uint8Array(file));
  const middle = 3 * 96 * (5 * 11 + 5);
  expect(printed(result, 'b')).toBe(`0\n'${weights.slice(middle, middle + 3 * 96).join()}'\n`);
});

test('without biases a layer is another one', async () => {
  const error = await errorOf(
    `const model = tf.sequential();
model.add(conv('Conv1', 96, { inputShape: [3, 227, 227], useBias: false }));
await loadLearned(model);`,
  );
  expect(error).toBe(`RangeError: No layer of this model can have learned weights.
Conv1 has no biases here, and has some in the trained network.`);
});

test.for([
  ['await loadLearned()', /^TypeError: loadLearned takes a model, .* but got undefined\.$/],
  ["await loadLearned('model')", /^TypeError: .* but got 'model'\.$/],
  ['await loadLearned(tf.sequential())', /^RangeError: The model has no weights yet/],
] as const)('%s says what is wrong', async ([call, words]) => {
  expect(await errorOf(call)).toMatch(words);
});

test('the classes are named by index, and cannot be changed', async () => {
  const result = await kernel.run([
    BEGIN,
    '[learnedClasses.length, learnedClasses[9], Object.isFrozen(learnedClasses)]',
  ]);
  expect(printed(result, 'b')).toBe("[100, 'beaver', true]\n");
});

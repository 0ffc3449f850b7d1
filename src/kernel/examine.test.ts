import { beforeAll, expect, test } from 'vitest';
import { KernelUnderTest } from '../../tests/support/kernel-under-test';

let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

/** Its scores are the two pixels of a picture: what it answers can be reckoned by hand. */
const network = `
  import * as tf from '@tensorflow/tfjs';
  import { examine } from './utils';
  const model = tf.sequential();
  model.add(tf.layers.flatten({ inputShape: [1, 1, 2] }));
  model.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
  model.layers[1].setWeights([tf.tensor2d([1, 0, 0, 1], [2, 2]), tf.zeros([2])]);
  const images = tf.tensor4d([0, 1, 3, 0, 2, 2.5], [3, 1, 1, 2]);
`;

test('every picture has its answers, and its loss by the right one', async () => {
  const { outputs } = await tested.run([
    network,
    "await examine(model, { images, labels: tf.tensor2d([0, 1, 1, 0, 1, 0], [3, 2]), names: ['left', 'right'] });",
  ]);
  const [shown] = outputs.get('b') ?? [];
  if (shown?.kind !== 'examination') throw new Error('Nothing was examined.');
  const softmax = (a: number, b: number) => Math.exp(a) / (Math.exp(a) + Math.exp(b));
  const scores = [
    [0, 1],
    [3, 0],
    [2, 2.5],
  ] as const;
  expect(shown.pictures.map(({ label }) => label)).toEqual([1, 0, 0]);
  for (const [index, [left, right]] of scores.entries()) {
    const { answers, label, loss } = shown.pictures[index]!;
    const [pLeft, pRight] = [softmax(left, right), softmax(right, left)];
    const expected = [
      { label: 0, probability: pLeft },
      { label: 1, probability: pRight },
    ].sort((a, b) => b.probability - a.probability);
    expect(answers.map((answer) => answer.label)).toEqual(expected.map((answer) => answer.label));
    for (const [at, answer] of answers.entries()) {
      expect(answer.probability).toBeCloseTo(expected[at]!.probability, 5);
    }
    expect(loss).toBeCloseTo(-Math.log(label === 0 ? pLeft : pRight), 5);
  }
  // From the darkest number, 0, to the brightest, 3: the first channel of a picture of one.
  const red = Array.from({ length: 6 }, (_, at) => shown.thumbnails.pixels[4 * at]);
  expect(red).toEqual([0, 85, 255, 0, 170, 212]);
  expect(shown.kernels).toBeNull();
});

test.each([
  ['{ images }', 'labels'],
  ['{ images, labels: [0, 1] }', '3 images and 2 labels'],
  ['{ images, labels: [0, 1, 2] }', 'The model has 2 classes, 0 to 1, and a label is 2.'],
  ["{ images, labels: [0, 1, 1], names: ['one'] }", '2 classes, and examine was given 1 names'],
  ['{ images: [1], labels: [0] }', 'a tensor of four axes'],
  ['{ images, labels: [0, 1, 1], classes: 2 }', 'no option classes'],
])('of %s the reader is told what is wrong', async (options, message) => {
  const { outputs } = await tested.run([network, `await examine(model, ${options});`]);
  expect(outputs.get('b')).toMatchObject([
    { kind: 'error', message: expect.stringContaining(message) as string },
  ]);
});

test('a network that was trained has its first kernels before and after, and nothing leaks', async () => {
  const { outputs } = await tested.run([
    `import * as tf from '@tensorflow/tfjs';
     import { examine } from './utils';
     const small = tf.sequential();
     small.add(tf.layers.conv2d({ name: 'first', filters: 2, kernelSize: 2, inputShape: [3, 4, 4], dataFormat: 'channelsFirst' }));
     small.add(tf.layers.flatten());
     small.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
     small.compile({ loss: 'categoricalCrossentropy', optimizer: 'sgd' });
     const images = tf.linspace(0, 1, 96).reshape([2, 3, 4, 4]);
     const labels = tf.tensor2d([1, 0, 0, 1], [2, 2]);
     console.log(small.getWeights()[0].dataSync().join());
     await small.fit(images, labels, { epochs: 2, verbose: 0 });
     console.log(small.getWeights()[0].dataSync().join());
     const before = tf.memory().numTensors;`,
    'await examine(small, { images, labels });',
    'tf.memory().numTensors - before;',
  ]);
  const [printed] = outputs.get('a') ?? [];
  const shown = outputs.get('b')?.find(({ kind }) => kind === 'examination');
  if (shown?.kind !== 'examination' || printed?.kind !== 'text') throw new Error('Nothing was shown.');
  const [start, end] = printed.text.trim().split('\n');
  expect(shown.kernels).toMatchObject({ layer: 'first', shape: [2, 2, 3, 2] });
  expect(shown.kernels?.before.join()).toBe(start);
  expect(shown.kernels?.after.join()).toBe(end);
  expect(outputs.get('c')).toMatchObject([{ text: '0\n' }]);
});

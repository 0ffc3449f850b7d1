import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '../../../tests/support/engine/host';
import type { EngineSession } from '../session';

let session: EngineSession;

beforeAll(async () => {
  session = await startSession();
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

const CLASSES = 10;
const INPUTS = [
  [0.5, -1],
  [2, 0.25],
  [-1, 1],
];

function sequential(loss: string, name = 'scores'): tf.Sequential {
  const model = session.tf.sequential({
    layers: [session.tf.layers.dense({ name, units: CLASSES, inputShape: [2], activation: 'softmax' })],
  });
  model.compile({ loss, optimizer: session.tf.train.sgd(0.1), metrics: ['accuracy'] });
  return model;
}

function functional(loss: string | string[] | Record<string, string>): tf.LayersModel {
  const input = session.tf.input({ shape: [2] });
  const outputs = ['first', 'second'].map(
    (name) =>
      session.tf.layers
        .dense({ name, units: CLASSES, activation: 'softmax' })
        .apply(input) as tf.SymbolicTensor,
  );
  const model = session.tf.model({ inputs: input, outputs });
  model.compile({ loss, optimizer: 'sgd' });
  return model;
}

/** One batch of the inputs, with labels as int32. */
function dataset(labels: number[]): Parameters<tf.Sequential['fitDataset']>[0] {
  const { data } = session.tf;
  const ys = data.array(labels).map((label) => tf.scalar(label, 'int32'));
  const batched: unknown = data.zip({ xs: data.array(INPUTS), ys }).batch(3);
  return batched as ReturnType<typeof dataset>;
}

/** Plain loops: the mean over the examples of -log(softmax(x W + b)[label]). */
function crossEntropy(model: tf.LayersModel, labels: readonly number[]): number {
  const [kernel = [], bias = []] = model.getWeights().map((weight) => [...weight.dataSync()]);
  const losses = INPUTS.map(([a = 0, b = 0], row) => {
    const scores = bias.map((value, unit) => a * kernel[unit]! + b * kernel[CLASSES + unit]! + value);
    const sum = scores.reduce((total, score) => total + Math.exp(score), 0);
    return -Math.log(Math.exp(scores[labels[row]!]!) / sum);
  });
  return losses.reduce((total, loss) => total + loss, 0) / losses.length;
}

describe('labels that are numbers of classes', () => {
  it.each(['int32', 'float32'] as const)(
    'are taken as %s, and give the loss of plain loops',
    async (dtype) => {
      const model = sequential('sparseCategoricalCrossentropy');
      const numbers = [0, 9, 3];
      const before = crossEntropy(model, numbers);
      const tensors = [tf.tensor1d(numbers, dtype), tf.tensor2d(numbers, [3, 1], dtype)];
      for (const labels of tensors) {
        const [loss] = model.evaluate(tf.tensor2d(INPUTS), labels) as tf.Scalar[];
        expect(loss?.dataSync()[0]).toBeCloseTo(before, 5);
      }
      const held = session.tensors;
      const { history } = await model.fit(tf.tensor2d(INPUTS), tensors[0]!, { epochs: 2, shuffle: false });
      expect(history['loss']?.[0]).toBeCloseTo(before, 5);
      expect(Number(history['loss']?.[1])).toBeLessThan(before);
      expect(session.tensors - held).toBeLessThanOrEqual(1);
    },
  );

  it('are taken as int32 from a dataset', async () => {
    const model = sequential('sparseCategoricalCrossentropy');
    const data = () => dataset([0, 9, 3]);
    const before = crossEntropy(model, [0, 9, 3]);
    expect(await model.evaluateDataset(data() as never, {})).toHaveLength(2);
    const { history } = await model.fitDataset(data(), { epochs: 1, validationData: data() });
    expect(history['loss']?.[0]).toBeCloseTo(before, 5);
    expect(Number(history['val_loss']?.[0])).toBeLessThan(before);
  });

  it('of whole numbers are taken by every other loss', () => {
    const labels = tf.oneHot(tf.tensor1d([0, 9, 3], 'int32'), CLASSES);
    for (const loss of ['categoricalCrossentropy', 'binaryCrossentropy', 'meanSquaredError', 'hinge']) {
      const model = sequential(loss);
      const [whole, float] = [labels, labels.toFloat()].map((given) => {
        const [value] = model.evaluate(tf.tensor2d(INPUTS), given) as tf.Scalar[];
        return value?.dataSync()[0];
      });
      expect(whole).toBeGreaterThan(0);
      expect(whole).toBe(float);
    }
  });
});

const x = () => tf.tensor2d(INPUTS);
const sparse = 'sparseCategoricalCrossentropy';
const oneHot = () => tf.oneHot(tf.tensor1d([0, 9, 3], 'int32'), CLASSES);

describe('what the loss does not take', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a label beyond the classes',
      () => sequential(sparse).fit(x(), tf.tensor1d([0, 10, 3])),
      'Label 10 at position 1 is not a class: the network has 10, so labels are whole numbers from 0 to 9.',
    ],
    ['a label below 0', () => sequential(sparse).fit(x(), tf.tensor1d([0, 1, -1])), 'Label -1 at position 2'],
    ['half a label', () => sequential(sparse).fit(x(), tf.tensor1d([0, 1.5, 1])), 'Label 1.5 at position 1'],
    [
      'a label to validate with',
      () =>
        sequential(sparse).fit(x(), tf.tensor1d([0, 1, 2]), {
          validationData: [x(), tf.tensor1d([0, 1, 12])],
        }),
      'Label 12 at position 2',
    ],
    [
      'a label to evaluate with',
      async () => sequential(sparse).evaluate(x(), tf.tensor1d([0, 1, 12])),
      'Label 12 at position 2',
    ],
    [
      'a label of a dataset',
      () => sequential(sparse).fitDataset(dataset([0, 1, 10]), { epochs: 1 }),
      'Label 10 at position 2 is not a class',
    ],
    [
      'a label of one output of several',
      () => functional([sparse, sparse]).fit(x(), [tf.tensor1d([0, 1, 2]), tf.tensor1d([0, 1, 11])]),
      'Label 11 at position 2',
    ],
    [
      'a label of an output by its name',
      () =>
        functional({ first: 'categoricalCrossentropy', second: sparse }).fit(x(), {
          first: oneHot(),
          second: tf.tensor1d([0, 1, 11]),
        }),
      'Label 11 at position 2',
    ],
    [
      'rows, where numbers are taken',
      () => sequential(sparse).fit(x(), oneHot()),
      'sparseCategoricalCrossentropy takes the numbers of the classes, of shape [3], and was given rows, [3, 10].',
    ],
    [
      'a row of no class',
      () =>
        sequential('categoricalCrossentropy').fit(x(), tf.oneHot(tf.tensor1d([0, 10, 3], 'int32'), CLASSES)),
      'Row 1 of the labels is all zeros, and so no class: tf.oneHot gives such a row for a label that is not from 0 to 9.',
    ],
    [
      'numbers, where rows are taken',
      () => sequential('categoricalCrossentropy').fit(x(), tf.tensor1d([0, 1, 2])),
      'categoricalCrossentropy takes one-hot rows of 10, and was given the numbers of classes, of shape [3].',
    ],
  ])('%s is refused', async (_what, run, message) => {
    await expect(run()).rejects.toThrow(message);
  });
});

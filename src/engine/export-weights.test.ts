import { beforeAll, describe, expect, test } from 'vitest';
import type { WeightPart } from '../notebook/exported-model';
import { safetensorsParts } from '../export/safetensors';
import { KernelUnderTest } from '../../tests/support/kernel-under-test';

const network = `
  import * as tf from '@tensorflow/tfjs';
  import { sgd } from './keras';
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ name: 'conv', filters: 2, kernelSize: 3, inputShape: [3, 8, 8], dataFormat: 'channelsFirst', kernelInitializer: tf.initializers.randomNormal({ stddev: 0.01 }), biasInitializer: 'ones' }));
  model.add(tf.layers.flatten({ name: 'flat', dataFormat: 'channelsFirst' }));
  model.add(tf.layers.dense({ name: 'scores', units: 4, useBias: false, activation: 'softmax' }));
`;
const compiled = `model.compile({ loss: 'categoricalCrossentropy', optimizer: sgd({ learningRate: 0.02, decay: 0.001, momentum: 0.8 }) });`;

let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

const exportModel = () => tested.kernel.questions.exportModel();
const exportPart = (part: WeightPart) => tested.kernel.questions.exportPart(part);

describe('a model to take away', () => {
  test('is told with its training and where its weights started', async () => {
    await tested.run([network, compiled]);
    const model = await exportModel();
    expect(model.network.layers.map(({ name }) => name)).toEqual(['conv', 'flat', 'scores']);
    expect(model.training).toEqual({
      loss: 'categoricalCrossentropy',
      optimizer: { kind: 'sgd', learningRate: 0.02, decay: 0.001, momentum: 0.8, nesterov: false },
    });
    expect(model.weights).toEqual([
      {
        layer: 'conv',
        weight: 'kernel',
        shape: [3, 3, 3, 2],
        start: { kind: 'normal', mean: 0, deviation: 0.01 },
      },
      { layer: 'conv', weight: 'bias', shape: [2], start: { kind: 'constant', value: 1 } },
      { layer: 'scores', weight: 'kernel', shape: [72, 4], start: { kind: 'glorotUniform' } },
    ]);
    expect(model.beyond).toEqual([]);
  });

  test('with its layers beyond the notebook’s, its scores and what its photographs were multiplied with', async () => {
    await tested.run([
      `import * as tf from '@tensorflow/tfjs';
       import { sgd } from './keras';
       import { photographCrops } from './utils';
       const model = tf.sequential({ layers: [
         tf.layers.conv2d({ name: 'conv', filters: 2, kernelSize: 8, strides: 8, inputShape: [3, 16, 16], dataFormat: 'channelsFirst' }),
         tf.layers.batchNormalization({ name: 'norm', axis: 1, momentum: 0.9, scale: false, gammaInitializer: 'zeros' }),
         tf.layers.globalMaxPooling2d({ name: 'largest', dataFormat: 'channelsFirst' }),
         tf.layers.batchNormalization({ name: 'last' }),
         tf.layers.dense({ name: 'scores', units: 3 }),
       ] });`,
      `model.compile({ loss: tf.losses.softmaxCrossEntropy, optimizer: sgd({ learningRate: 0.001 }) });`,
    ]);
    const before = await exportModel();
    expect(before.scale).toBe(1);
    expect(before.training?.loss).toBe('softmaxCrossEntropy');
    const usual = { kind: 'batchNormalization', epsilon: 0.001, center: true };
    expect(before.worded).toEqual([
      { layer: 'norm', ...usual, axis: 0, momentum: 0.9, scale: false },
      { layer: 'largest', kind: 'globalPooling2d', takes: 'max', dataFormat: 'channelsFirst' },
      { layer: 'last', ...usual, axis: 0, momentum: 0.99, scale: true },
    ]);
    expect(
      before.weights.filter(({ layer }) => layer === 'norm').map(({ weight, start }) => [weight, start]),
    ).toEqual([
      ['beta', { kind: 'constant', value: 0 }],
      ['moving_mean', { kind: 'constant', value: 0 }],
      ['moving_variance', { kind: 'constant', value: 1 }],
    ]);
    const crops =
      'const { data, labels } = await photographCrops({ perPhotograph: 1, heldOut: 0, size: 16, scale: 1 / 58 });';
    await tested.run([`${crops} await model.fit(data, labels, { verbose: 0 });`], { fresh: false });
    expect((await exportModel()).scale).toBe(1 / 58);
    await tested.run(['await model.fit(tf.zeros([3, 3, 16, 16]), tf.eye(3), { verbose: 0 });'], {
      fresh: false,
    });
    expect((await exportModel()).scale).toBeNull();
  });

  test('is the one that was chosen of those that the cells hold', async () => {
    await tested.run([
      network,
      `const other = model;
       const small = tf.sequential({ layers: [tf.layers.dense({ name: 'only', units: 2, inputShape: [3] })] });
       const empty = tf.sequential();`,
    ]);
    expect(await tested.kernel.questions.networks()).toEqual([
      { name: 'model', layers: 3, parameters: 56 + 288 },
      { name: 'small', layers: 1, parameters: 8 },
    ]);
    expect((await exportModel()).network.layers).toHaveLength(3);
    const small = await tested.kernel.questions.exportModel('small');
    expect(small.network.layers.map(({ name }) => name)).toEqual(['only']);
    expect(await exportPart({ layer: 'only', weight: 'bias', from: 0, count: 2 })).toEqual(
      new Float32Array(2),
    );
    await expect(tested.kernel.questions.exportModel('gone')).rejects.toThrow(/no network gone any more/);
  });

  test.for<readonly [string, string, object | null]>([
    ['not compiled', '', null],
    [
      'plain descent',
      'tf.train.sgd(0.1)',
      { kind: 'sgd', learningRate: 0.1, decay: 0, momentum: 0, nesterov: false },
    ],
    [
      'momentum',
      'tf.train.momentum(0.1, 0.5, true)',
      { kind: 'sgd', learningRate: 0.1, decay: 0, momentum: 0.5, nesterov: true },
    ],
    ['another', 'tf.train.adam()', { kind: 'other', className: 'Adam' }],
  ])('its optimiser: %s', async ([, optimizer, expected]) => {
    const compile = optimizer && `model.compile({ loss: 'meanSquaredError', optimizer: ${optimizer} });`;
    await tested.run([network, compile]);
    const training = expected && { loss: 'meanSquaredError', optimizer: expected };
    expect((await exportModel()).training).toEqual(training);
    expect(await tested.kernel.questions.training()).toEqual(training);
  });

  test('what its description has no words for is named', async () => {
    await tested.run([
      network.replace('units: 4,', "units: 4, kernelRegularizer: 'l1l2', kernelInitializer: 'orthogonal',"),
    ]);
    const { beyond, weights } = await exportModel();
    expect(beyond).toEqual(['scores has a kernelRegularizer']);
    expect(weights.at(-1)?.start).toEqual({ kind: 'other', className: 'Orthogonal' });
  });

  test('the parts of its weights are its weights, and nothing of them stays behind', async () => {
    await tested.run([
      network,
      'console.log(JSON.stringify(model.getWeights().map((w) => Array.from(w.dataSync()))));',
    ]);
    const printed = tested.events.find((event) => event.type === 'output' && event.output.kind === 'text');
    const expected = JSON.parse(
      printed?.type === 'output' && printed.output.kind === 'text' ? printed.output.text : '[]',
    ) as number[][];
    const model = await exportModel();
    const found: number[][] = [];
    for (const part of safetensorsParts(model.weights)) found.push([...(await exportPart(part))]);
    expect(found).toEqual(expected);
    const last = await exportPart({ layer: 'scores', weight: 'kernel', from: 70, count: 2 });
    expect([...last]).toEqual(expected[2]?.slice(-8));
    const before = (await tested.run(["'before'"], { fresh: false })).ended.tensors;
    await exportModel();
    for (const part of safetensorsParts(model.weights)) await exportPart(part);
    expect((await tested.run(["'after'"], { fresh: false })).ended.tensors).toBe(before);
  });

  test('parts are refused after a run, before the model was told, and where it has none', async () => {
    const part = { layer: 'scores', weight: 'kernel', from: 0, count: 1 };
    await tested.run([network]);
    await expect(exportPart(part)).rejects.toThrow(/has run in the meantime/);
    await exportModel();
    await tested.run(["'again'"], { fresh: false });
    await expect(exportPart(part)).rejects.toThrow(/has run in the meantime/);
    await exportModel();
    for (const wrong of [
      { ...part, layer: 'none' },
      { ...part, weight: 'bias' },
      { ...part, from: 72 },
      { ...part, from: -1 },
    ]) {
      await expect(exportPart(wrong)).rejects.toThrow(/has no rows/);
    }
  });

  test('without a network there is nothing to take', async () => {
    await tested.run(['1']);
    await expect(exportModel()).rejects.toThrow(/holds no network yet/);
  });
});

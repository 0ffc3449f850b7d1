import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describe as describeModel } from './describe';
import type { EngineSession } from './session';
import { sgd } from './sgd';
import { startSession } from '../../tests/support/engine/host';
import { plainLayers, plainStep } from '../../tests/support/engine/plain-network';

let session: EngineSession;
const rate = 0.1;

beforeAll(async () => {
  session = await startSession();
});
afterEach(() => {
  vi.restoreAllMocks();
  session.reset();
});
afterAll(() => {
  session.end();
});

const dense = (units: number, options: object = {}) => session.tf.layers.dense({ units, ...options });
const values = (layers: readonly tf.layers.Layer[]) =>
  plainLayers(layers).flatMap(({ weights }) => weights.flat());
const x = () => tf.randomNormal([4, 2], 0, 1, 'float32', 7);

/** Two layers, so that one can be frozen. */
function small(): { model: tf.Sequential; layers: [tf.layers.Layer, tf.layers.Layer] } {
  const layers: [tf.layers.Layer, tf.layers.Layer] = [dense(3, { inputShape: [2] }), dense(3)];
  return { model: session.tf.sequential({ layers }), layers };
}

function compile(model: tf.LayersModel): void {
  model.compile({ loss: 'meanSquaredError', optimizer: sgd({ learningRate: rate }) });
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? NaN, 4));
}

/** One epoch moves the weights of some layers as central differences of the loss say, and leaves the others. */
async function expectTrained(
  { model, layers }: { model: tf.Sequential; layers: readonly tf.layers.Layer[] },
  trained: (layer: number) => boolean,
): Promise<void> {
  const y = tf.ones([4, 3]);
  const expected = plainStep(plainLayers(layers), x(), y, rate, trained);
  await model.fit(x(), y, { shuffle: false });
  expectClose(values(layers), expected.flat());
}

it('a layer frozen before is left as it is, and one frozen after is trained on, with a word', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const { model, layers } = small();
  const [first, second] = layers;
  first.trainable = false;
  compile(model);
  await expectTrained({ model, layers }, (layer) => layer === 1);
  expect(warn).not.toHaveBeenCalled();
  first.trainable = true;
  second.trainable = false;
  await expectTrained({ model, layers }, (layer) => layer === 1);
  await model.trainOnBatch(x(), tf.zeros([4, 3]));
  expect(warn.mock.calls).toEqual([
    [
      'trainable was switched after compile(), on dense_17, dense_18: training goes on as it was compiled. Call compile() again to train as it is set now.',
    ],
  ]);
  compile(model);
  await expectTrained({ model, layers }, (layer) => layer === 0);
  expect(warn).toHaveBeenCalledOnce();
});

it('weights are got and set in the order of the layers, whatever is frozen', () => {
  const { model, layers } = small();
  const before = values(layers);
  const copies = model.getWeights().map((weight) => weight.clone());
  layers[0].trainable = false;
  expect(model.getWeights().flatMap((weight) => [...weight.dataSync()])).toEqual(before);
  model.setWeights(copies);
  expect(values(layers)).toEqual(before);
});

it('a model that is frozen has nothing to train', () => {
  const { model } = small();
  model.trainable = false;
  expect(describeModel(model).layers).toMatchObject([{ frozen: true }, { frozen: true }]);
});

it('growing keeps the optimiser and its updates, and starts its momentum from rest', async () => {
  const { model, layers } = small();
  const optimizer = sgd({ learningRate: rate, momentum: 0.9, decay: 1 });
  model.compile({ loss: 'meanSquaredError', optimizer });
  await model.trainOnBatch(x(), tf.ones([4, 3]));
  const grown = [...layers, dense(1)];
  model.add(grown[2]!);
  expect(model.optimizer).toBe(optimizer);
  model.predict(x());
  expect(model.optimizer).toBe(optimizer);
  const expected = plainStep(plainLayers(grown), x(), tf.ones([4, 1]), rate / 2);
  await model.trainOnBatch(x(), tf.ones([4, 1]));
  expectClose(values(grown), expected.flat());
});

/**
 * By what the second update is smaller than a first would be, of an optimiser that remembers nothing of the weights: the
 * rates of two of them follow the number of updates, as Keras's do. For Adam (1 - b1) / (1 - b1^2) over the root of
 * (1 - b2) / (1 - b2^2), with b1 = 0.9 and b2 = 0.999.
 */
const second = { adam: 0.5263158 / 0.7072836, adamax: 0.5263158 };

it.each(['momentum', 'adam', 'rmsprop', 'adagrad', 'adadelta', 'adamax'] as const)(
  "after another compile, %s remembers no other weight's updates",
  async (name) => {
    const make = () => (name === 'momentum' ? tf.train.momentum(rate, 0.9) : tf.train[name](rate));
    const train = async (optimizer: tf.Optimizer, before: boolean) => {
      const { model, layers } = small();
      model.compile({ loss: 'meanSquaredError', optimizer });
      if (before) await model.trainOnBatch(x(), tf.ones([4, 3]));
      layers[0].setWeights([tf.ones([2, 3]), tf.ones([3])]);
      layers[1].setWeights([tf.ones([3, 3]), tf.ones([3])]);
      layers[0].trainable = false;
      model.compile({ loss: 'meanSquaredError', optimizer });
      await model.trainOnBatch(x(), tf.ones([4, 3]));
      return values([layers[1]]).map((value) => 1 - value);
    };
    const factor = name in second ? second[name as keyof typeof second] : 1;
    const fresh = await train(make(), false);
    const again = await train(make(), true);
    expectClose(
      again,
      fresh.map((update) => update * factor),
    );
  },
);

it('a model that was never compiled says so', async () => {
  const { model } = small();
  await expect(model.fit(x(), tf.zeros([4, 3]))).rejects.toThrow(/must compile/);
  await expect(model.trainOnBatch(x(), tf.zeros([4, 3]))).rejects.toThrow(/must compile/);
  expect(() => model.evaluate(x(), tf.zeros([4, 3]))).toThrow(/must compile/);
});

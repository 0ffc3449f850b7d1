import type * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toCategorical } from '../../src/engine/categorical';
import { EngineSession } from '../../src/engine/session';
import { ownRandom, type OwnedRandom } from '../../src/engine/math-random';
import { makeLocalResponseNormalization } from '../../src/engine/course-tf';
import { sgd } from '../../src/engine/sgd';
import type { ProgressOutput } from '../../src/notebook/output';
import type { BackendName } from '../../src/notebook/messages';
import { relativeError, someNumbers } from '../support/numbers';
import { backendHost } from './on-backend';

let session: EngineSession;
const notices: string[] = [];

async function start(backend: BackendName): Promise<typeof tf> {
  notices.length = 0;
  session = await EngineSession.start(
    backend,
    { ...backendHost, notice: (message) => notices.push(message) },
    { seed: 3 },
  );
  return session.tf;
}

// As in a worker: TensorFlow.js shuffles by Math.random, and each run would be another.
let random: OwnedRandom;

beforeEach(() => {
  random = ownRandom(1);
});

afterEach(() => {
  session.end();
  random.giveBack();
});

/** Every kind of layer the notebook has, small. */
function network(rate: number): tf.Sequential {
  const { layers, sequential } = session.tf;
  const dataFormat = 'channelsFirst';
  const model = sequential();
  model.add(layers.conv2d({ filters: 6, kernelSize: 5, strides: 2, inputShape: [3, 24, 24], dataFormat }));
  model.add(layers.activation({ activation: 'relu' }));
  model.add(makeLocalResponseNormalization(session, { alpha: 0.1 }));
  model.add(layers.maxPooling2d({ poolSize: 3, strides: 2, dataFormat }));
  model.add(layers.zeroPadding2d({ padding: 1, dataFormat }));
  model.add(layers.conv2d({ filters: 8, kernelSize: 3, dataFormat }));
  model.add(layers.activation({ activation: 'relu' }));
  model.add(layers.flatten({ dataFormat }));
  model.add(layers.dense({ units: 16 }));
  model.add(layers.activation({ activation: 'relu' }));
  model.add(layers.dropout({ rate }));
  model.add(layers.dense({ units: 3 }));
  model.add(layers.activation({ activation: 'softmax' }));
  model.compile({
    loss: 'categoricalCrossentropy',
    optimizer: sgd({ learningRate: 0.05, decay: 0.01, momentum: 0.9 }),
    metrics: ['accuracy'],
  });
  return model;
}

/** Three classes that brightness and colour tell apart. */
function samples(count: number): { x: tf.Tensor; y: tf.Tensor; classes: number[] } {
  const pixels = 3 * 24 * 24;
  const classes = Array.from({ length: count }, (_, i) => i % 3);
  const values = someNumbers(count * pixels, 5).map(
    (value, i) => value + (classes[Math.floor(i / pixels)]! - 1),
  );
  return { x: session.tf.tensor(values, [count, 3, 24, 24]), y: toCategorical(classes, 3), classes };
}

function reports(): ProgressOutput[] {
  const heard: ProgressOutput[] = [];
  session.progressListener = (progress) => heard.push(progress);
  return heard;
}

async function weights(model: tf.LayersModel): Promise<Float32Array[]> {
  return Promise.all(model.getWeights().map(async (tensor) => (await tensor.data()) as Float32Array));
}

/** The weights after three updates. */
async function threeUpdates(backend: BackendName): Promise<Float32Array[]> {
  await start(backend);
  const model = network(0);
  const { x, y } = samples(6);
  await model.fit(x, y, { epochs: 3, batchSize: 6, shuffle: false });
  return weights(model);
}

test.each<BackendName>(['wasm', 'webgl'])(
  'on %s three updates change the weights as they do on cpu',
  async (backend) => {
    const actual = await threeUpdates(backend);
    expect(notices).toEqual([]);
    session.end();
    const expected = await threeUpdates('cpu');
    expect(actual).toHaveLength(8);
    actual.forEach((values, i) => {
      expect(relativeError(values, expected[i]!)).toBeLessThan(2e-5);
    });
  },
);

test('it learns, with dropout, on wasm', async () => {
  await start('wasm');
  const model = network(0.5);
  const { x, y } = samples(24);
  const { history } = await model.fit(x, y, { epochs: 25, batchSize: 8 });
  expect(history['loss']).toHaveLength(25);
  expect(history['loss']!.at(-1)).toBeLessThan(0.5 * Number(history['loss']![0]));
  const [, accuracy] = model.evaluate(x, y) as tf.Scalar[];
  expect((await accuracy!.data())[0]).toBe(1);
  expect(notices).toEqual([]);
});

test("the progress is Keras's text and a point for every update", async () => {
  await start('cpu');
  const model = network(0);
  const { x, y } = samples(10);
  const heard = reports();
  const { history } = await model.fit(x, y, { epochs: 2, batchSize: 4, validationData: [x, y] });

  const averages = (epoch: number) =>
    ['loss', 'acc', 'val_loss', 'val_acc']
      .map((name) => ` - ${name}: ${Number(history[name]![epoch]).toFixed(4)}`)
      .join('');
  const { text, points } = heard.at(-1)!;
  expect(text.replaceAll(/\d+s \d+(s|ms|us)\/step/g, 'TIME')).toBe(
    [
      'Train on 10 samples, validate on 10 samples',
      'Epoch 1/2',
      `10/10 [==============================] - TIME${averages(0)}`,
      'Epoch 2/2',
      `10/10 [==============================] - TIME${averages(1)}`,
    ].join('\n'),
  );

  expect(points.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
  const [first, second, third] = points;
  const mean = (4 * first!.loss + 4 * second!.loss + 2 * third!.loss) / 10;
  expect(mean).toBeCloseTo(Number(history['loss']![0]), 5);
  expect(points.map(({ validationLoss }) => validationLoss !== null)).toEqual([
    false,
    false,
    true,
    false,
    false,
    true,
  ]);
  expect(points.at(-1)!.validationAccuracy).toBeCloseTo(Number(history['val_acc']![1]), 6);
});

test.each<BackendName>(['webgl', 'webgpu'])(
  'on %s, which queues, each batch has its point',
  async (backend) => {
    await start(backend);
    const model = session.tf.sequential();
    model.add(session.tf.layers.dense({ units: 3, activation: 'softmax', inputShape: [4] }));
    model.compile({ loss: 'categoricalCrossentropy', optimizer: sgd(), metrics: ['accuracy'] });
    const x = session.tf.tensor(someNumbers(4 * 21, 1), [21, 4]);
    const { y } = samples(21);
    const heard = reports();
    await model.fit(x, y, { batchSize: 1, epochs: 1 });
    const { tensors } = session;
    const { history } = await model.fit(x, y, { batchSize: 1, epochs: 2, validationSplit: 2 / 21 });
    expect(session.tensors).toBe(tensors);
    const { points, text } = heard.at(-1)!;
    expect(points.map(({ step }) => step)).toEqual(Array.from({ length: 38 }, (_, index) => index + 1));
    for (const epoch of [0, 1]) {
      const losses = points.slice(19 * epoch, 19 * epoch + 19).map(({ loss }) => loss);
      expect(losses.reduce((sum, loss) => sum + loss) / 19).toBeCloseTo(Number(history['loss']![epoch]), 4);
      expect(points[19 * epoch + 18]!.validationLoss).toBeCloseTo(Number(history['val_loss']![epoch]), 6);
    }
    expect(text).toContain(` - val_acc: ${Number(history['val_acc']![1]).toFixed(4)}`);
  },
);

test('a split counts the samples set aside; without accuracy there is none; verbose 0 is silent', async () => {
  const { train } = await start('cpu');
  const model = network(0);
  model.compile({ loss: 'categoricalCrossentropy', optimizer: train.sgd(0.01) });
  const { x, y } = samples(10);
  const heard = reports();
  await model.fit(x, y, { validationSplit: 0.3, batchSize: 7 });
  expect(heard.at(-1)!.text).toMatch(/^Train on 7 samples, validate on 3 samples\nEpoch 1\/1\n7\/7 \[=+\]/);
  expect(heard.at(-1)!.points[0]!.accuracy).toBeNull();
  heard.length = 0;
  const silently = { verbose: 0 } as const;
  await model.fit(x, y, silently);
  expect(heard).toEqual([]);
});

test('Stop ends the training after the batch and keeps the weights so far', async () => {
  await start('cpu');
  const model = network(0);
  const { x, y } = samples(12);
  const before = await weights(model);
  const heard = reports();
  const run = new AbortController();
  session.signal = run.signal;
  let batches = 0;
  const onBatchEnd = () => {
    if (++batches === 5) run.abort();
  };
  const { epoch } = await model.fit(x, y, { epochs: 50, batchSize: 4, callbacks: { onBatchEnd } });
  expect(batches).toBe(5);
  expect(epoch).toEqual([0, 1]);
  expect(heard.at(-1)!.points).toHaveLength(5);
  expect(heard.at(-1)!.text).toMatch(/Epoch 2\/50\n {1}8\/12 \[===================>\.{10}\] - ETA: /);
  const after = await weights(model);
  expect(relativeError(after[0]!, before[0]!)).toBeGreaterThan(1e-4);

  session.signal = null;
  await model.fit(x, y, { epochs: 1, batchSize: 4 });
  expect(heard.at(-1)!.points).toHaveLength(3);
});

test('a model of layers put together by hand reports as well', async () => {
  const { input, layers, model: makeModel } = await start('cpu');
  const inputs = input({ shape: [2] });
  const model = makeModel({ inputs, outputs: layers.dense({ units: 1 }).apply(inputs) as tf.SymbolicTensor });
  model.compile({ loss: 'meanSquaredError', optimizer: sgd() });
  const heard = reports();
  await model.fit(session.tf.ones([3, 2]), session.tf.ones([3, 1]), { epochs: 2 });
  expect(heard.at(-1)!.text).toMatch(
    /^Train on 3 samples\nEpoch 1\/2\n3\/3 .*\nEpoch 2\/2\n3\/3 .* - loss: [\d.]+$/,
  );
});

test('messages get through while it trains', async () => {
  await start('cpu');
  const model = network(0);
  const { x, y } = samples(12);
  const { port1, port2 } = new MessageChannel();
  let answered = 0;
  port1.onmessage = () => {
    answered++;
    port2.postMessage(null);
  };
  port2.onmessage = () => {
    port1.postMessage(null);
  };
  port2.postMessage(null);
  await model.fit(x, y, { epochs: 12, batchSize: 4 });
  expect(answered).toBeGreaterThan(0);
  port1.close();
});

test('training again and again leaves no more tensors', async () => {
  await start('wasm');
  const model = network(0.5);
  const { x, y } = samples(12);
  const args: tf.ModelFitArgs = { epochs: 2, batchSize: 5, validationData: [x, y] };
  await model.fit(x, y, args);
  const { tensors, bytes } = session;
  await model.fit(x, y, args);
  expect(session.tensors).toBe(tensors);
  expect(session.bytes).toBe(bytes);
});

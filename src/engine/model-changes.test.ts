import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describe as describeModel } from './describe';
import { exportedModel, readWeightPart, trainingOf } from './export-weights';
import { LayerTimer } from './layer-timer';
import { photographInput } from './photograph-input';
import type { EngineSession } from './session';
import { sgd } from './sgd';
import { traceModel } from './trace';
import { startSession } from '../../tests/support/engine/host';
import { plainLayers, plainLoss, plainOutputs, plainStep } from '../../tests/support/engine/plain-network';
import { saved } from '../../tests/support/engine/saved';
import { testPhotograph } from '../../tests/support/engine/test-photograph';

let session: EngineSession;
const photograph = testPhotograph();
const rate = 0.1;

beforeAll(async () => {
  session = await startSession();
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

const dataFormat = 'channelsFirst';
const conv = (options: object = {}) =>
  session.tf.layers.conv2d({ filters: 2, kernelSize: 2, dataFormat, ...options });
const relu = () => session.tf.layers.activation({ activation: 'relu' });
const flat = () => session.tf.layers.flatten({ dataFormat });
const dense = (units: number, options: object = {}) => session.tf.layers.dense({ units, ...options });

/** A model, and the layers it consists of, kept apart from it. */
interface Subject {
  model: tf.LayersModel;
  layers: tf.layers.Layer[];
}

function sequentialOf(...layers: tf.layers.Layer[]): { model: tf.Sequential; layers: tf.layers.Layer[] } {
  return { model: session.tf.sequential({ layers }), layers };
}

/** Four layers: every change below begins with a model that has predicted and, once compiled, trained. */
function small() {
  return sequentialOf(conv({ inputShape: [3, 4, 4] }), relu(), flat(), dense(3));
}

function inputOf({ model }: Subject, batch = 2): tf.Tensor {
  const [, ...shape] = model.inputs[0]?.shape ?? [];
  return tf.randomNormal([batch, ...shape.map(Number)], 0, 1, 'float32', 7);
}

function compile(model: tf.LayersModel): void {
  model.compile({ loss: 'meanSquaredError', optimizer: sgd({ learningRate: rate }) });
}

async function used<Used extends Subject>(subject: Used): Promise<Used> {
  const x = inputOf(subject);
  const y = subject.model.predict(x) as tf.Tensor;
  subject.model.predictOnBatch(x);
  subject.model.apply(x);
  compile(subject.model);
  subject.model.evaluate(x, y);
  await subject.model.fit(x, tf.onesLike(y));
  return subject;
}

/** Ways to change a model that has been in use. */
const changes: Record<string, () => Promise<Subject>> = {
  'layers are added': async () => {
    const { model, layers } = await used(small());
    const more = [relu(), dense(2)];
    for (const layer of more) model.add(layer);
    return { model, layers: [...layers, ...more] };
  },
  'the last is taken away': async () => {
    const { model, layers } = await used(small());
    model.pop();
    return { model, layers: layers.slice(0, -1) };
  },
  'the last is replaced': async () => {
    const { model, layers } = await used(small());
    model.pop();
    const other = dense(5);
    model.add(other);
    return { model, layers: [...layers.slice(0, -1), other] };
  },
  'the last is taken away and put back': async () => {
    const { model, layers } = await used(small());
    model.pop();
    model.predict(inputOf({ model, layers }));
    model.add(layers.at(-1)!);
    const more = dense(2);
    model.add(more);
    model.pop();
    return { model, layers };
  },
  'it is emptied and made anew': async () => {
    const { model, layers } = await used(small());
    for (const _ of layers) model.pop();
    const others = [flat2d(), dense(2)];
    for (const layer of others) model.add(layer);
    return { model, layers: others };
  },
  'it is built by hand after it has grown': async () => {
    const { model, layers } = await used(small());
    const more = dense(2);
    model.add(more);
    model.build();
    model.countParams();
    return { model, layers: [...layers, more] };
  },
  'its weights are set': async () => {
    const subject = await used(small());
    subject.model.setWeights(subject.model.getWeights().map((weight) => weight.mul(-1.5).add(0.1)));
    return subject;
  },
  'weights of one layer are set': async () => {
    const subject = await used(small());
    subject.layers[3]?.setWeights([tf.fill([18, 3], 0.25), tf.tensor1d([1, 2, 3])]);
    return subject;
  },
  'its weights are set after it has grown': async () => {
    const { model, layers } = await used(small());
    const more = dense(2);
    model.add(more);
    model.setWeights(model.getWeights().map((weight) => weight.add(0.5)));
    return { model, layers: [...layers, more] };
  },
  'a functional model is made over its layers': async () => {
    const { model, layers } = await used(small());
    const [first, second] = layers;
    const end = dense(2);
    const third = flat();
    const outputs = end.apply(third.apply(second!.output)) as tf.SymbolicTensor;
    return {
      model: session.tf.model({ inputs: model.inputs, outputs }),
      layers: [first!, second!, third, end],
    };
  },
  'a functional model goes on from it': async () => {
    const { model, layers } = await used(small());
    const end = dense(2);
    const outputs = end.apply(model.outputs) as tf.SymbolicTensor;
    return { model: session.tf.model({ inputs: model.inputs, outputs }), layers: [...layers, end] };
  },
  'layers that a functional model shares are taken away': async () => {
    // Reshaping takes no tensor that is channels last, and is given none once the sequential model has let it go.
    const { model, layers } = await used(
      sequentialOf(
        conv({ inputShape: [3, 4, 4] }),
        conv(),
        session.tf.layers.reshape({ targetShape: [8] }),
        dense(2),
      ),
    );
    const shared = session.tf.model({ inputs: model.inputs, outputs: model.outputs[0]! });
    model.pop();
    model.pop();
    return { model: shared, layers };
  },
  'it is saved and loaded': async () => {
    const { model } = await used(small());
    const loaded = await session.tf.loadLayersModel(tf.io.fromMemory(await saved(model)));
    return used({ model: loaded, layers: loaded.layers });
  },
  'it goes on after a functional model was made over it': async () => {
    const { model, layers } = await used(small());
    const part = session.tf.model({ inputs: model.inputs, outputs: layers[1]!.output });
    part.predict(inputOf({ model, layers }));
    const more = dense(2);
    model.add(more);
    return { model, layers: [...layers, more] };
  },
};

function flat2d() {
  return session.tf.layers.flatten({ dataFormat, inputShape: [3, 2, 2] });
}

function expectClose(actual: Iterable<number>, expected: readonly number[], digits = 4): void {
  const values = [...actual];
  expect(values).toHaveLength(expected.length);
  values.forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? NaN, digits));
}

const plain = ({ layers }: Subject, x: tf.Tensor) => plainOutputs(withoutReshape(layers), x);

/** Reshaping leaves the numbers as they are. */
function withoutReshape(layers: readonly tf.layers.Layer[]) {
  return plainLayers(layers.filter((layer) => layer.getClassName() !== 'Reshape'));
}

/** Ways to ask a model, each with what plain loops say. */
const asks: Record<string, (subject: Subject) => void | Promise<void>> = {
  predict: (subject) => {
    const x = inputOf(subject);
    expectClose((subject.model.predict(x) as tf.Tensor).dataSync(), plain(subject, x).flat());
  },
  'predict batch by batch': (subject) => {
    const x = inputOf(subject, 3);
    const y = subject.model.predict(x, { batchSize: 2 }) as tf.Tensor;
    expectClose(y.dataSync(), plain(subject, x).flat());
  },
  predictOnBatch: (subject) => {
    const x = inputOf(subject);
    expectClose((subject.model.predictOnBatch(x) as tf.Tensor).dataSync(), plain(subject, x).flat());
  },
  apply: (subject) => {
    const x = inputOf(subject);
    expectClose((subject.model.apply(x) as tf.Tensor).dataSync(), plain(subject, x).flat());
  },
  'a model of its inputs and outputs': (subject) => {
    const { inputs, outputs } = subject.model;
    const x = inputOf(subject);
    const y = session.tf.model({ inputs, outputs }).predict(x) as tf.Tensor;
    expectClose(y.dataSync(), plain(subject, x).flat());
    expect(y.shape.slice(1)).toEqual(outputs[0]?.shape.slice(1));
  },
  'executing as far as the first layer': (subject) => {
    const x = inputOf(subject);
    const [first] = subject.layers;
    const y = subject.model.execute(x, (first!.getOutputAt(0) as tf.SymbolicTensor).name) as tf.Tensor;
    expectClose(y.dataSync(), plain({ ...subject, layers: [first!] }, x).flat());
  },
  evaluate: (subject) => {
    const { model, layers } = subject;
    if (!trainingOf(model)) compile(model);
    const x = inputOf(subject);
    const y = tf.zerosLike(model.predict(x) as tf.Tensor);
    const loss = (model.evaluate(x, y) as tf.Scalar).dataSync();
    expectClose(loss, [plainLoss(withoutReshape(layers), x, y)]);
  },
  trainOnBatch: async (subject) => {
    await expectStep(subject, (model, x, y) => model.trainOnBatch(x, y));
  },
  fit: async (subject) => {
    await expectStep(subject, (model, x, y) => model.fit(x, y, { shuffle: false }));
  },
  fitDataset: async (subject) => {
    await expectStep(subject, (model, x, y) => {
      const batches = tf.data.array([{ xs: x, ys: y }]) as unknown;
      return model.fitDataset(batches as Parameters<typeof model.fitDataset>[0], { epochs: 1 });
    });
  },
  'getWeights and the weights to take away': async ({ model, layers }) => {
    const expected = plainLayers(layers).flatMap(({ weights }) => weights);
    expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(expected);
    const { network, weights } = exportedModel(model);
    expect(network.layers.map(({ name }) => name)).toEqual(layers.map(({ name }) => name));
    const parts = weights.map(async ({ layer, weight, shape: [count = 0] }) => [
      ...(await readWeightPart(model, { layer, weight, from: 0, count })),
    ]);
    expect(await Promise.all(parts)).toEqual(expected);
  },
  'the trace of a photograph': async (subject) => {
    const { model, layers } = subject;
    const x = photographInput(photograph, model.inputs[0]!.shape.slice(1).map(Number), dataFormat);
    const { activations } = await traceModel(model, photograph);
    expect(activations.map(({ layer }) => layer)).toEqual(layers.map(({ name }) => name));
    expectClose(activations.at(-1)?.values ?? [], plain(subject, x).flat(), 2);
  },
  'times of its layers': async ({ model, layers }) => {
    const timer = await LayerTimer.start(model, photograph);
    await timer.next();
    expect(timer.times.map(({ layer }) => layer)).toEqual(layers.map(({ name }) => name));
    timer.dispose();
  },
  'its description and its summary': ({ model, layers }) => {
    const names = layers.map(({ name }) => name);
    expect(describeModel(model).layers.map(({ name }) => name)).toEqual(names);
    const lines: string[] = [];
    model.summary(undefined, undefined, (line: string) => lines.push(line));
    const rows = lines.filter((line) => /^\S+ \((?!type|Input)/.test(line));
    expect(rows.map((line) => line.split(' ')[0])).toEqual(names);
  },
  'what is saved': async (subject) => {
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(await saved(subject.model)));
    const x = inputOf(subject);
    expectClose((loaded.predict(x) as tf.Tensor).dataSync(), plain(subject, x).flat());
  },
};

/** One step of training moves every weight as central differences of the loss say. */
async function expectStep(
  { model, layers }: Subject,
  train: (model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor) => Promise<unknown>,
): Promise<void> {
  // A model that was compiled and has changed is compiled anew by itself.
  if (!trainingOf(model)) compile(model);
  const x = inputOf({ model, layers });
  const y = tf.zerosLike(model.predict(x) as tf.Tensor);
  const trained = layers.filter((layer) => layer.getClassName() !== 'Reshape');
  const expected = plainStep(plainLayers(trained), x, y, rate);
  await train(model, x, y);
  const after = plainLayers(trained).flatMap(({ weights }) => weights);
  expectClose(after.flat(), expected.flat());
}

describe.each(Object.entries(changes))('after %s', (_change, change) => {
  it.each(Object.entries(asks))('%s is of the network as it is', async (_ask, ask) => {
    await ask(await change());
  });
});

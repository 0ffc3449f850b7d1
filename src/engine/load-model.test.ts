import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeLocalResponseNormalization } from './course-tf';
import { describe as describeModel } from './describe';
import { Conv2D } from './layers/conv2d';
import { FunctionalModel, Sequential } from './sequential';
import type { EngineSession } from './session';
import { sgd } from './sgd';
import type { ProgressOutput } from '../notebook/output';
import { startSession } from '../../tests/support/engine/host';
import { plainLayers, plainOutputs } from '../../tests/support/engine/plain-network';
import { saved } from '../../tests/support/engine/saved';

let session: EngineSession;
const dataFormat = 'channelsFirst';

beforeAll(async () => {
  session = await startSession();
});
afterEach(() => {
  session.progressListener = null;
  session.reset();
});
afterAll(() => {
  session.end();
});

type Json = Parameters<typeof tf.models.modelFromJSON>[0];

function sequential(): tf.Sequential {
  const { conv2d, activation, flatten, dense } = session.tf.layers;
  return session.tf.sequential({
    layers: [
      conv2d({ filters: 2, kernelSize: 2, dataFormat, inputShape: [3, 4, 4] }),
      activation({ activation: 'relu' }),
      flatten({ dataFormat }),
      dense({ units: 2 }),
    ],
  });
}

/** Two branches of the same shape, added. */
function branching(): tf.LayersModel {
  const { input, layers, model } = session.tf;
  const x = input({ shape: [3, 4, 4] });
  const branch = () => layers.conv2d({ filters: 2, kernelSize: 2, dataFormat }).apply(x) as tf.SymbolicTensor;
  return model({ inputs: x, outputs: layers.add().apply([branch(), branch()]) as tf.SymbolicTensor });
}

async function reload(model: tf.LayersModel, config?: tf.io.SaveConfig): Promise<tf.LayersModel> {
  return session.tf.loadLayersModel(tf.io.fromMemory(await saved(model, config)));
}

const x = () => tf.randomNormal([2, 3, 4, 4], 0, 1, 'float32', 7);
const y = () => tf.ones([2, 2]);
const valuesOf = (model: tf.LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);

function summaryOf(model: tf.LayersModel): string {
  const lines: string[] = [];
  model.summary(undefined, undefined, (line: string) => lines.push(line));
  return lines.join('\n');
}

describe('a loaded model', () => {
  it.each([
    ['sequential', sequential, Sequential],
    ['functional', branching, FunctionalModel],
  ] as const)('%s, is the one that was saved, and one of the course', async (_kind, make, Class) => {
    const model = make();
    const loaded = await reload(model);
    expect(loaded).toBeInstanceOf(Class);
    expect(loaded.layers.find((layer) => layer.getClassName() === 'Conv2D')).toBeInstanceOf(Conv2D);
    expect(summaryOf(loaded)).toBe(summaryOf(model));
    expect(valuesOf(loaded)).toEqual(valuesOf(model));
    expect(describeModel(loaded).layers).toEqual(describeModel(model).layers);
    expect(session.models).toContain(loaded);
  });

  it('predicts what plain loops say, and as it is once it has grown', async () => {
    const loaded = await reload(sequential());
    if (!(loaded instanceof Sequential)) throw new Error('A sequential model was saved.');
    const expectPlain = () => {
      const expected = plainOutputs(plainLayers(loaded.layers), x()).flat();
      const actual = [...(loaded.predict(x()) as tf.Tensor).dataSync()];
      expect(actual).toHaveLength(expected.length);
      actual.forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? NaN, 4));
    };
    expectPlain();
    loaded.add(session.tf.layers.dense({ units: 5 }));
    expectPlain();
  });

  it('shows its progress in training, and goes on from where its optimiser was', async () => {
    const model = sequential();
    model.compile({
      loss: 'meanSquaredError',
      optimizer: sgd({ learningRate: 0.1, momentum: 0.9, decay: 0.5 }),
    });
    await model.fit(x(), y(), { shuffle: false });
    const { learningRate, momentum, decay } = model.optimizer.getConfig();
    const artifacts = await saved(model, { includeOptimizer: true });
    await model.fit(x(), y(), { shuffle: false });
    const expected = valuesOf(model).flat();
    // Beside the model its weights have other names than its own, alone they have the same.
    for (const prepare of [() => undefined, () => session.reset()]) {
      prepare();
      const loaded = await session.tf.loadLayersModel(tf.io.fromMemory(artifacts));
      expect(loaded.optimizer.getConfig()).toMatchObject({ learningRate, momentum, decay });
      const progress: ProgressOutput[] = [];
      session.progressListener = (output) => progress.push(output);
      await loaded.fit(x(), y(), { shuffle: false });
      expect(progress.at(-1)?.text).toContain('Train on 2 samples\nEpoch 1/1\n2/2 [====');
      const actual = valuesOf(loaded).flat();
      actual.forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? NaN, 5));
    }
  });

  it('with a layer that TensorFlow.js computes wrong is refused', async () => {
    const crop = tf.layers.centerCrop({ height: 2, width: 2, inputShape: [4, 4, 3] });
    await expect(reload(tf.sequential({ layers: [crop] }))).rejects.toThrow(
      'tf.layers.centerCrop cannot be used so here: ',
    );
  });

  it('leaves nothing behind but its weights', async () => {
    const artifacts = await saved(sequential());
    const before = session.tensors;
    await session.tf.loadLayersModel(tf.io.fromMemory(artifacts));
    expect(session.tensors - before).toBe(4);
  });

  it("has the course's layers and readers' own within it", async () => {
    class Twice extends session.tf.layers.Layer {
      static readonly className = 'Twice';
      override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
        return [inputs].flat()[0]!.mul(2);
      }
    }
    tf.serialization.registerClass(Twice);
    const model = session.tf.sequential({
      layers: [
        session.tf.layers.conv2d({
          name: 'conv',
          filters: 4,
          kernelSize: 2,
          dataFormat,
          inputShape: [3, 4, 4],
        }),
        makeLocalResponseNormalization(session, { name: 'LRN1' }),
        new Twice({ name: 'twice' }),
      ],
    });
    const loaded = await reload(model);
    expect(summaryOf(loaded)).toBe(summaryOf(model));
    const [expected, actual] = [model, loaded].map((each) => (each.predict(x()) as tf.Tensor).dataSync());
    expect(actual).toEqual(expected);
  });

  it('without weights draws them from the seed, and is refused without a topology', async () => {
    const { modelTopology } = await saved(sequential());
    const load = async () => {
      session.reset();
      return valuesOf(await session.tf.models.modelFromJSON({ modelTopology } as Json));
    };
    expect(await load()).toEqual(await load());
    const handler = { load: () => Promise.resolve({}) };
    await expect(session.tf.loadLayersModel(handler)).rejects.toThrow(/a model with its topology/);
  });

  it('of stock TensorFlow.js stays stock outside the course', async () => {
    const artifacts = await saved(sequential());
    await session.tf.loadLayersModel(tf.io.fromMemory(artifacts));
    const stock = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
    expect(stock.constructor).toBe(tf.Sequential);
    expect(stock.layers[0]).not.toBeInstanceOf(Conv2D);
  });
});

describe('models made by their classes', () => {
  it("are the course's", () => {
    const { Sequential: SequentialClass, LayersModel, input, layers } = session.tf;
    const dense = layers.dense({ units: 1, inputShape: [2] });
    const row = new SequentialClass({ layers: [dense] });
    expect(row).toBeInstanceOf(Sequential);
    expect(row.name).toBe('sequential_1');
    const start = input({ shape: [2] });
    const outputs = layers.dense({ units: 1 }).apply(start) as tf.SymbolicTensor;
    const functional = new LayersModel({ inputs: start, outputs, name: 'mine' });
    expect(functional).toBeInstanceOf(FunctionalModel);
    expect(functional.name).toBe('mine');
    expect(session.tf.model({ inputs: start, outputs }).name).toBe('model_1');
    for (const model of [row, functional, tf.sequential()]) expect(model).toBeInstanceOf(LayersModel);
    expect(row).toBeInstanceOf(SequentialClass);
    expect(functional).not.toBeInstanceOf(SequentialClass);
  });
});

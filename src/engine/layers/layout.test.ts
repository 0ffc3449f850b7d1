import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineSession } from '../session';
import { startSession } from '../../../tests/support/engine/host';
import {
  LAYOUT_CASES,
  layoutInput,
  relativeDifference,
  STOCK_CANNOT_TRAIN,
  twins,
} from '../../../tests/support/engine/layout-cases';

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

describe.each(Object.entries(LAYOUT_CASES))('%s', (_name, make) => {
  it('predicts and applies as TensorFlow.js does', () => {
    const { ours, stock } = twins(session.tf, make);
    const x = layoutInput();
    const expected = stock.predict(x) as tf.Tensor;
    for (const actual of [ours.predict(x, { batchSize: 2 }), ours.predictOnBatch(x), ours.apply(x)]) {
      expect(relativeDifference(actual as tf.Tensor, expected)).toBeLessThan(1e-5);
    }
  });

  it('gives each layer, called by hand, the shape it says', () => {
    const { ours, stock } = twins(session.tf, make);
    let x: tf.Tensor = layoutInput();
    let y = x;
    ours.layers.forEach((layer, index) => {
      x = layer.apply(x) as tf.Tensor;
      y = stock.layers[index]?.apply(y) as tf.Tensor;
      expect(x.shape.slice(1)).toEqual((layer.outputShape as tf.Shape).slice(1));
      expect(relativeDifference(x, y)).toBeLessThan(1e-5);
    });
  });
});

const trainable = Object.entries(LAYOUT_CASES).filter(([name]) => !STOCK_CANNOT_TRAIN.includes(name));

describe.each(trainable)('%s', (_name, make) => {
  it('trains and evaluates as TensorFlow.js does, without dropout', async () => {
    const { ours, stock } = twins(session.tf, (layers) =>
      make(layers).filter((layer) => layer.getClassName() !== 'Dropout'),
    );
    const x = layoutInput();
    const y = tf.randomUniform(
      [5, ...(ours.outputs[0]?.shape.slice(1).map(Number) ?? [])],
      0,
      1,
      'float32',
      3,
    );
    const losses = [];
    for (const model of [ours, stock]) {
      model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(1e-3) });
      const { history } = await model.fit(x, y, { epochs: 2, batchSize: 3, shuffle: false });
      const evaluated = model.evaluate(x, y) as tf.Scalar;
      losses.push([...(history['loss'] ?? []).map(Number), ...evaluated.dataSync()]);
    }
    const [actual = [], expected = []] = losses;
    expected.forEach((loss, index) => {
      expect(actual[index]).toBeCloseTo(loss, 4);
    });
    ours.getWeights().forEach((weight, index) => {
      const other = stock.getWeights()[index];
      if (other) expect(tf.equal(weight.sub(other).abs().less(1e-5), true).all().dataSync()[0]).toBe(1);
    });
  });
});

describe('a layer whose output a model gives away', () => {
  it('gives it channels first, though the next layer takes it inside', () => {
    const { ours, stock } = twins(
      session.tf,
      LAYOUT_CASES['activation, pooling and padding between convolutions'] ?? (() => []),
    );
    const x = layoutInput();
    const middle = (model: tf.Sequential, api: typeof tf) =>
      api.model({ inputs: model.inputs, outputs: model.layers[2]?.output ?? [] }).predict(x) as tf.Tensor;
    expect(relativeDifference(middle(ours, session.tf), middle(stock, tf))).toBeLessThan(1e-5);
    expect(relativeDifference(ours.predict(x) as tf.Tensor, stock.predict(x) as tf.Tensor)).toBeLessThan(
      1e-5,
    );
  });
});

describe('the gradient of the image', () => {
  it('is there for who asks, outside of fit', () => {
    const { ours, stock } = twins(session.tf, LAYOUT_CASES['convolution, valid, stride 2'] ?? (() => []));
    const x = layoutInput();
    const gradient = (model: tf.Sequential) =>
      tf.grad((image) => (model.apply(image) as tf.Tensor).square().sum())(x);
    expect(relativeDifference(gradient(ours), gradient(stock))).toBeLessThan(1e-5);
  });
});

describe('a separable convolution with an activation along the last axis', () => {
  it('gives it channels first, though the next layer takes it inside', () => {
    const { layers, sequential } = session.tf;
    const first = { dataFormat: 'channelsFirst' } as const;
    const separable = { filters: 5, kernelSize: 3, inputShape: [3, 13, 11], ...first };
    const pool = () => layers.maxPooling2d({ poolSize: 2, ...first });
    const fused = sequential({
      layers: [layers.separableConv2d({ ...separable, activation: 'softmax' }), pool()],
    });
    const apart = sequential({
      layers: [layers.separableConv2d(separable), layers.activation({ activation: 'softmax' }), pool()],
    });
    apart.setWeights(fused.getWeights());
    const x = layoutInput();
    expect(relativeDifference(fused.predict(x) as tf.Tensor, apart.predict(x) as tf.Tensor)).toBeLessThan(
      1e-5,
    );
  });
});

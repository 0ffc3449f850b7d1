import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineSession } from './session';
import { startSession } from '../../tests/support/engine/host';

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

const x = () => tf.ones([1, 2]);
const y = () => tf.ones([1, 3]);

/** Ways to use a model. */
const uses: Record<string, (model: tf.LayersModel) => unknown> = {
  summary: (model) => {
    model.summary();
  },
  predict: (model) => model.predict(x()),
  predictOnBatch: (model) => model.predictOnBatch(x()),
  apply: (model) => model.apply(x()),
  compile: (model) => {
    model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  },
  evaluate: (model) => model.evaluate(x(), y()),
  fit: (model) => model.fit(x(), y()),
  trainOnBatch: (model) => model.trainOnBatch(x(), y()),
  getWeights: (model) => model.getWeights(),
  setWeights: (model) => {
    model.setWeights([]);
  },
  save: (model) => model.save(tf.io.withSaveHandler(() => Promise.reject(new Error('It was saved.')))),
};

function made() {
  const row = session.tf.sequential({ layers: [session.tf.layers.dense({ units: 3, inputShape: [2] })] });
  row.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  const part = session.tf.model({ inputs: row.inputs, outputs: row.outputs });
  part.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  return { row, part };
}

describe.each(Object.entries(uses))('%s', (_name, use) => {
  it('of a model that was disposed of says so', () => {
    const { row, part } = made();
    row.dispose();
    expect(() => use(row)).toThrow(
      'sequential_1 was disposed of, and its weights with it: make it anew, or call dispose() when it is not needed any more.',
    );
    expect(() => use(part)).toThrow(
      'dense_17, a layer of model_1, was disposed of with another model that has it',
    );
  });

  it('of one whose layers went with another says so', () => {
    const { row, part } = made();
    part.dispose();
    expect(() => use(part)).toThrow('model_1 was disposed of, and its weights with it');
    expect(() => use(row)).toThrow('dense_17, a layer of sequential_1, was disposed of with another model');
  });
});

it('growing or shrinking a model that was disposed of says so', () => {
  const { row } = made();
  row.dispose();
  for (const change of [() => row.add(session.tf.layers.dense({ units: 1 })), () => row.pop()]) {
    expect(change).toThrow('sequential_1 was disposed of');
  }
});

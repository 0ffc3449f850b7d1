import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
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

const dense = (units: number) => session.tf.layers.dense({ units });
const flat = () => session.tf.layers.flatten({ inputShape: [3, 4, 4] });

function sequentialOf(...layers: tf.layers.Layer[]): { model: tf.Sequential; layers: tf.layers.Layer[] } {
  return { model: session.tf.sequential({ layers }), layers };
}

function small() {
  return sequentialOf(flat(), dense(3));
}

it('a layer of another model does not change', () => {
  for (const nest of [
    (inner: tf.Sequential) => void sequentialOf(inner, dense(2)),
    (inner: tf.Sequential) =>
      void sequentialOf(flat(), dense(48), session.tf.layers.reshape({ targetShape: [3, 4, 4] }), inner),
    (inner: tf.Sequential) => void inner.apply(session.tf.input({ shape: [3, 4, 4] })),
  ]) {
    const { model } = small();
    nest(model);
    for (const change of [() => model.add(dense(2)), () => model.pop()]) {
      expect(change).toThrow(/ is a layer of another model, which would not change with it: /);
    }
  }
});

it('a model in training does not change', async () => {
  const { model } = small();
  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  const thrown: unknown[] = [];
  const onBatchEnd = () => {
    try {
      model.pop();
    } catch (error) {
      thrown.push(error);
    }
  };
  await model.fit(tf.zeros([1, 3, 4, 4]), tf.zeros([1, 3]), { callbacks: { onBatchEnd } });
  expect(String(thrown)).toMatch(/is in training: wait for fit with await/);
  model.pop();
});

it('a layer that goes on from another begins no model', () => {
  const { layers } = small();
  expect(() => session.tf.sequential({ layers: [layers[1]!] })).toThrow(
    'dense_17 already goes on from flatten_7, so it cannot be the first layer: make a new one with an inputShape.',
  );
});

it('of no layers none is taken away', () => {
  expect(() => session.tf.sequential().pop()).toThrow('takes the last layer away, but there is none');
});

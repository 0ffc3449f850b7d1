import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSession } from '../../tests/support/engine/host';
import type { ProgressOutput } from '../notebook/output';
import type { EngineSession } from './session';
import { sgd } from './sgd';

let session: EngineSession;
let reports: ProgressOutput[] = [];
/** The clock, which stands still until a test moves it. */
let milliseconds = 0;

beforeEach(async () => {
  session = await startSession('cpu');
  reports = [];
  session.progressListener = (progress) => reports.push(progress);
  milliseconds = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => milliseconds);
});
afterEach(() => {
  vi.restoreAllMocks();
  session.end();
});

/** A model that has its optimiser's velocities, and whose first kernels were noted. */
async function trained(): Promise<{ model: tf.LayersModel; x: tf.Tensor; y: tf.Tensor }> {
  const model = session.tf.sequential();
  model.add(session.tf.layers.dense({ units: 2, activation: 'softmax', inputShape: [3] }));
  model.compile({ loss: 'categoricalCrossentropy', optimizer: sgd(), metrics: ['accuracy'] });
  const x = tf.randomUniform([20, 3], -1, 1, 'float32', 1);
  const y = tf.tidy(() => tf.oneHot(labels, 2).toFloat());
  await model.fit(x, y, silently);
  return { model, x, y };
}
const silently = { verbose: 0 } as const;
const labels = Array.from({ length: 20 }, (_, index) => index % 2);

/** How often numbers were read off a tensor meanwhile. */
async function reads(during: () => Promise<unknown>): Promise<number> {
  const data = vi.spyOn(tf.Tensor.prototype, 'data');
  const dataSync = vi.spyOn(tf.Tensor.prototype, 'dataSync');
  await during();
  const count = data.mock.calls.length + dataSync.mock.calls.length;
  data.mockRestore();
  dataSync.mockRestore();
  return count;
}

/** What TensorFlow.js reads itself when `fit` ends: loss and accuracy of every epoch. */
const OF_HISTORY = 2;
/** Whether they fit the loss, which is looked at when `fit` begins. */
const OF_LABELS = 1;

it('reads the losses of an epoch at once, and in between only for a report', async () => {
  const { model, x, y } = await trained();
  // The first report is due with the first batch.
  expect(await reads(() => model.fit(x, y, { batchSize: 1 }))).toBe(2 + OF_HISTORY + OF_LABELS);
  expect(reports.map(({ points }) => points.length)).toEqual([1, 20]);

  reports = [];
  const onBatchBegin = () => {
    milliseconds += 25;
  };
  expect(await reads(() => model.fit(x, y, { batchSize: 1, callbacks: { onBatchBegin } }))).toBe(
    6 + OF_HISTORY + OF_LABELS,
  );
  expect(reports.map(({ points }) => points.length)).toEqual([1, 5, 9, 13, 17, 20]);
  expect(reports[1]?.text).toContain(' 5/20 [======>');
});

it('reads nothing where nothing is reported', async () => {
  const { model, x, y } = await trained();
  expect(await reads(() => model.fit(x, y, { batchSize: 1, epochs: 3, ...silently }))).toBe(
    3 * OF_HISTORY + OF_LABELS,
  );
});

it("keeps every batch's loss: their means are those of TensorFlow.js", async () => {
  const { model, x, y } = await trained();
  const { history } = await model.fit(x, y, { batchSize: 3, epochs: 2 });
  const { points = [], text } = reports.at(-1) ?? {};
  expect(points).toHaveLength(14);
  [0, 1].forEach((epoch) => {
    const means = (name: 'loss' | 'accuracy') =>
      points
        .slice(7 * epoch, 7 * epoch + 7)
        .reduce((sum, point, batch) => sum + Number(point[name]) * (batch === 6 ? 2 : 3), 0) / 20;
    expect(means('loss')).toBeCloseTo(Number(history['loss']?.[epoch]), 6);
    expect(means('accuracy')).toBeCloseTo(Number(history['acc']?.[epoch]), 6);
    expect(text).toContain(` - loss: ${means('loss').toFixed(4)} - acc: ${means('accuracy').toFixed(4)}`);
  });
});

it.each([1, 7, 15])('leaves no tensor of its own where a callback fails at batch %i', async (failing) => {
  const { model, x, y } = await trained();
  const before = tf.memory().numTensors;
  const onBatchBegin = (batch: number) => {
    if (batch === failing) throw new Error('No further.');
  };
  await expect(model.fit(x, y, { batchSize: 1, callbacks: { onBatchBegin } })).rejects.toThrow('No further.');
  // TensorFlow.js leaves the order of the samples, and the sums of loss and accuracy.
  expect(tf.memory().numTensors).toBe(before + 3);
  expect(reports).toHaveLength(1);
});

it('leaves no tensor, and loses no point, where it is stopped', async () => {
  const { model, x, y } = await trained();
  const before = tf.memory().numTensors;
  const run = new AbortController();
  session.signal = run.signal;
  const onBatchEnd = (batch: number) => {
    if (batch === 6) run.abort();
  };
  await model.fit(x, y, { batchSize: 1, epochs: 4, callbacks: { onBatchEnd } });
  expect(reports.at(-1)?.points).toHaveLength(7);
  expect(tf.memory().numTensors).toBe(before);
});

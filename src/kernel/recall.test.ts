import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { KernelUnderTest } from '../../tests/support/kernel-under-test';
import type { Recording } from '../notebook/recording';

let tested: KernelUnderTest;
beforeAll(async () => {
  // As in the page: the notebook has a Math.random of its own, by which dropout draws.
  vi.stubGlobal('WorkerGlobalScope', Object);
  tested = await KernelUnderTest.start();
});
afterAll(async () => {
  await tested.kernel.end();
  vi.unstubAllGlobals();
});

const imports = `
  import * as tf from '@tensorflow/tfjs';
  import { sgd } from './keras';
`;
/** Two trainings, the second of which goes on with what the optimiser remembers of the first. */
const slow = (optimizer: string) => `
  const x = tf.linspace(-1, 1, 24).reshape([8, 3]);
  const small = tf.sequential();
  small.add(tf.layers.dense({ units: 2, inputShape: [3] }));
  small.add(tf.layers.batchNormalization());
  small.add(tf.layers.dropout({ rate: 0.5 }));
  small.add(tf.layers.dense({ units: 1 }));
  small.compile({ loss: 'meanSquaredError', optimizer: ${optimizer} });
  const options = { epochs: 2, batchSize: 4, shuffle: false, verbose: 0 };
  await small.fit(x, x.sum(1, true), options);
  const history = await small.fit(x, x.sum(1, true), options);
  console.log('trained');
`;
/** What is there, what a further training makes of it, and what the cells below count and draw. */
const below = `
  const more = tf.layers.dense({ units: 2, inputShape: [1] });
  const other = tf.sequential({ layers: [more] });
  console.log(history.epoch.join(), history.history.loss.join());
  console.log(small.getWeights().map((weight) => weight.dataSync().join()).join());
  console.log(more.name, more.getWeights()[0].dataSync().join());
  await small.fit(x, x.sum(1, true), options);
  console.log(small.predict(x).dataSync().join(), Math.random());
`;

/** Runs cells a, b, ... of which b is slow. */
async function run(sources: string[], recalled?: Recording) {
  const steps = sources.map((source, index) => ({
    cellId: 'abc'.charAt(index),
    source,
    ...(index === 1 && { isSlow: true, ...(recalled && { recalled }) }),
  }));
  const { outputs, outcomes } = await tested.run(steps);
  const ended = tested.events.find((event) => event.type === 'cell-ended' && event.cellId === 'b');
  return { outputs, outcomes, recording: ended?.type === 'cell-ended' ? ended.recording : undefined };
}

test.each([
  'sgd({ learningRate: 0.1, decay: 0.01, momentum: 0.9 })',
  "'adam'",
  'tf.train.momentum(0.1, 0.9)',
])('a slow cell with %s is recalled as if it had trained, and shows nothing', async (optimizer) => {
  const trained = await run([imports, slow(optimizer), below]);
  expect(trained.outcomes).toEqual(['a done', 'b done', 'c done']);
  // By the way of a message, as the page gets and sends it.
  const recording = structuredClone(trained.recording);
  if (!recording) throw new Error('Nothing was recorded.');
  expect(recording.fits).toHaveLength(2);
  const recalled = await run([imports, slow(optimizer), below], recording);
  expect(recalled.outcomes).toEqual(trained.outcomes);
  expect(recalled.outputs.get('c')).toEqual(trained.outputs.get('c'));
  expect(recalled.outputs.has('b')).toBe(false);
  expect(recalled.recording).toBeUndefined();
});

test('the cells below count and draw as if no slow cell had run', async () => {
  const last = `const layer = tf.layers.dense({ units: 2, inputShape: [1] });
    tf.sequential({ layers: [layer] });
    console.log(layer.name, layer.getWeights()[0].dataSync().join());`;
  const after = await run([imports, slow("'sgd'"), last]);
  const without = await tested.run([imports, last]);
  expect(after.outputs.get('c')?.[0]).toEqual(without.outputs.get('b')?.[0]);
});

test('a training with callbacks is done again, and one of another model is refused in words', async () => {
  const watched = slow("'sgd'").replace(
    'verbose: 0',
    'verbose: 0, callbacks: { onEpochEnd: () => undefined }',
  );
  const { recording } = await run([imports, watched]);
  expect(recording).toEqual({ fits: [] });
  const { recording: other } = await run([imports, slow("'sgd'")]);
  const { outcomes, outputs } = await run(
    [imports, slow("'sgd'").replace('units: 2', 'units: 3')],
    other ?? undefined,
  );
  expect(outcomes).toEqual(['a done', 'b error']);
  expect(outputs.get('b')).toMatchObject([
    { kind: 'error', message: expect.stringContaining('run this cell again') as string },
  ]);
});

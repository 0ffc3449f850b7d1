/** Weights that come home, against the numbers that were put into the file. */
import { beforeAll, expect, test } from 'vitest';
import { weightsFile } from '../features/share/files';
import type { Output } from '../notebook/output';
import { KernelUnderTest, printed } from '../../tests/support/kernel-under-test';

const network = (seed: number) => `
  import * as tf from '@tensorflow/tfjs';
  import { loadWeights } from './utils';
  const dataFormat = 'channelsFirst';
  const kernelInitializer = tf.initializers.randomNormal({ seed: ${seed} });
  const biasInitializer = kernelInitializer;
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ name: 'conv', filters: 4, kernelSize: [2, 3], inputShape: [3, 5, 6], dataFormat, kernelInitializer, biasInitializer }));
  model.add(tf.layers.batchNormalization({ name: 'norm', axis: 1, gammaInitializer: biasInitializer }));
  model.add(tf.layers.flatten({ dataFormat }));
  model.add(tf.layers.dropout({ rate: 0.5 }));
  model.add(tf.layers.dense({ name: 'scores', units: 5, kernelInitializer, biasInitializer }));
`;
const HEIGHT = 4;
const WIDTH = 4;

let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

/** The numbers of each weight of the kernel's network, in Keras's order. */
async function weights(): Promise<Record<string, number[]>> {
  const { weights } = await tested.kernel.questions.exportModel();
  const found: Record<string, number[]> = {};
  for (const { layer, weight, shape } of weights) {
    const part = { layer, weight, from: 0, count: shape[0] ?? 0 };
    found[`${layer}.${weight}`] = [...(await tested.kernel.questions.exportPart(part))];
  }
  return found;
}

/** A safetensors file of float32, by the format's own description. */
function fileOf(
  tensors: Readonly<Record<string, { shape: readonly number[]; values: readonly number[] }>>,
): Blob {
  let offset = 0;
  const header: Record<string, object> = {};
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, (offset += 4 * values.length)] };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = new BigUint64Array([BigInt(json.length)]);
  return new Blob([length, json, ...Object.values(tensors).map(({ values }) => new Float32Array(values))]);
}

const load = `await loadWeights(model, 'trained.safetensors');`;
const errorOf = (outputs: readonly Output[] | undefined) =>
  outputs?.find((output) => output.kind === 'error');

test('what was exported here comes home, every number', async () => {
  await tested.run([network(1)]);
  const model = await tested.kernel.questions.exportModel();
  const ask = tested.kernel.questions.exportPart;
  const file = await weightsFile(model, ask, () => undefined, new AbortController().signal);
  const before = await weights();
  tested.weights.set('trained.safetensors', file);
  await tested.run([network(2)]);
  const { tensors } = tested.events.find((event) => event.type === 'run-ended') ?? { tensors: 0 };
  expect(await weights()).not.toEqual(before);
  const loaded = await tested.run([load], { fresh: false });
  expect(printed(loaded, 'a')).toBe('8 of 8 weights fit: 417 numbers.\n');
  expect(await weights()).toEqual(before);
  expect(loaded.ended.tensors).toBe(tensors);
});

test('PyTorch’s order of axes is turned into the network’s, behind a flatten layer too', async () => {
  const counted = (count: number, from: number) => Array.from({ length: count }, (_, i) => from + i);
  const conv = counted(4 * 3 * 2 * 3, 0);
  const dense = counted(5 * 4 * HEIGHT * WIDTH, 1000);
  tested.weights.set(
    'trained.safetensors',
    fileOf({
      'module.conv.weight': { shape: [4, 3, 2, 3], values: conv },
      'module.scores.weight': { shape: [5, 4 * HEIGHT * WIDTH], values: dense },
      'module.norm.weight': { shape: [4], values: [9, 8, 7, 6] },
      'module.norm.running_var': { shape: [4], values: [5, 4, 3, 2] },
      'module.norm.num_batches_tracked': { shape: [1], values: [7] },
    }),
  );
  const loaded = await tested.run([network(1), load]);
  expect(printed(loaded, 'b').split('\n')).toEqual([
    '4 of 8 weights fit: 400 numbers.',
    'Not in the file: conv.bias, norm.beta, norm.moving_mean, scores.bias.',
    'In the file, not in the network: module.norm.num_batches_tracked.',
    '',
  ]);
  const found = await weights();
  for (let row = 0; row < 2; row++)
    for (let column = 0; column < 3; column++)
      for (let from = 0; from < 3; from++)
        for (let to = 0; to < 4; to++) {
          const here = found['conv.kernel']?.[((row * 3 + column) * 3 + from) * 4 + to];
          expect(here).toBe(conv[((to * 3 + from) * 2 + row) * 3 + column]);
        }
  for (let row = 0; row < HEIGHT; row++)
    for (let column = 0; column < WIDTH; column++)
      for (let channel = 0; channel < 4; channel++)
        for (let unit = 0; unit < 5; unit++) {
          const here = found['scores.kernel']?.[((row * WIDTH + column) * 4 + channel) * 5 + unit];
          expect(here).toBe(dense[(unit * 4 + channel) * HEIGHT * WIDTH + row * WIDTH + column]);
        }
  expect(found['norm.gamma']).toEqual([9, 8, 7, 6]);
  expect(found['norm.moving_variance']).toEqual([5, 4, 3, 2]);
});

test.each([
  [
    'nothing of it fits',
    { 'conv.kernel': { shape: [1], values: [3] } },
    /conv.kernel is 1 in the file; conv.kernel is 2 × 3 × 3 × 4 in the network/,
  ],
  [
    'numbers are not finite',
    { 'conv.bias': { shape: [4], values: [1, NaN, 2, 3] } },
    /conv.bias has numbers that are not finite/,
  ],
])('a file is refused where %s', async (_, tensors, message) => {
  tested.weights.set('trained.safetensors', fileOf(tensors));
  const { outputs } = await tested.run([network(1), load]);
  expect(errorOf(outputs.get('b'))?.message).toMatch(message);
});

test('what is no model is refused', async () => {
  const { outputs } = await tested.run([
    network(1),
    `await loadWeights('model' as never, 'trained.safetensors');`,
  ]);
  expect(errorOf(outputs.get('b'))?.message).toMatch(/loadWeights takes a model/);
});

import { beforeAll, expect, test } from 'vitest';
import { gradientPhotograph, KernelUnderTest } from '../../tests/support/kernel-under-test';

let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

const branching = `
  import * as tf from '@tensorflow/tfjs';
  const image = tf.input({ shape: [3, 8, 8] });
  const conv = (name) => tf.layers.conv2d({ name, filters: 2, kernelSize: 3, dataFormat: 'channelsFirst' }).apply(image);
  const both = tf.layers.add({ name: 'both' }).apply([conv('left'), conv('right')]);
  const branches = tf.model({ inputs: image, outputs: both });
`;
const chain = `
  import * as tf from '@tensorflow/tfjs';
  const x = tf.input({ shape: [4] });
  const scores = tf.layers.dense({ name: 'scores', units: 2 }).apply(x);
  const row = tf.model({ inputs: x, outputs: scores });
`;

async function shownBy(...cells: string[]) {
  const { outputs, outcomes } = await tested.run(cells);
  expect(outcomes.every((outcome) => outcome.endsWith('done'))).toBe(true);
  return cells.map((_, at) => {
    const shown = outputs.get(String.fromCharCode(97 + at)) ?? [];
    return shown.filter((output) => output.kind === 'model');
  });
}

test('a functional network is shown with its layers, and one that branches with what each takes', async () => {
  const [[row], [branches]] = [(await shownBy(chain))[0] ?? [], (await shownBy(branching))[0] ?? []];
  expect(row?.added).toEqual(['scores']);
  expect(row?.network).toMatchObject({ inputShape: [4], layers: [{ type: 'dense', name: 'scores' }] });
  expect(row?.network).not.toHaveProperty('undrawn');
  expect(branches?.added).toEqual(['left', 'right', 'both']);
  expect(branches?.network).not.toHaveProperty('undrawn');
  expect(branches?.network.takes).toEqual({ left: [null], right: [null], both: ['left', 'right'] });
  const exported = await tested.kernel.questions.exportModel();
  expect(exported.network).toEqual(branches?.network);
});

test('a model over layers that stand in another is no network of its own', async () => {
  const [shown, lookedInto] = await shownBy(
    chain,
    'const part = tf.model({ inputs: row.inputs, outputs: row.outputs }); part.predict(tf.zeros([1, 4])).print();',
  );
  expect(shown).toHaveLength(1);
  expect(lookedInto).toEqual([]);
});

test('of a network that was disposed of nothing is told, but why', async () => {
  await shownBy(chain, 'row.dispose();');
  const { questions } = tested.kernel;
  expect(await questions.trace(gradientPhotograph())).toEqual({ input: null, activations: [] });
  await expect(questions.weights('scores', null)).rejects.toThrow('model_1 was disposed of');
  await expect(questions.exportModel()).rejects.toThrow('model_1 was disposed of');
});

import { beforeAll, expect, test } from 'vitest';
import { gradientPhotograph, KernelUnderTest } from '../../tests/support/kernel-under-test';

let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

const two = `
  import * as tf from '@tensorflow/tfjs';
  const image = { inputShape: [3, 227, 227], dataFormat: 'channelsFirst', kernelSize: 11, strides: 32 };
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ ...image, name: 'own', filters: 1 }));
  const small = tf.sequential();
  small.add(tf.layers.conv2d({ ...image, name: 'other', filters: 2 }));
  small.add(tf.layers.flatten());
  small.add(tf.layers.dense({ name: 'scores', units: 2 }));
`;
const train = `
  small.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  await small.fit(tf.zeros([1, 3, 227, 227]), tf.zeros([1, 2]), { verbose: 0 });
`;

test('the page is told of every network with a name, and looks into the one it asks for', async () => {
  await tested.run([two]);
  const told = tested.events.find((event) => event.type === 'networks')?.networks ?? [];
  expect(told.map(({ name, network }) => [name, network.layers.length])).toEqual([
    ['model', 1],
    ['small', 3],
  ]);
  const { questions } = tested.kernel;
  const traced = async (name: string | null) =>
    (await questions.trace(gradientPhotograph(), name)).activations.map(({ layer }) => layer);
  expect(await traced(null)).toEqual(['own']);
  expect(await traced('small')).toEqual(['other', expect.stringMatching(/^flatten/), 'scores']);
  expect((await questions.weights('other', null, 'small')).kernelShape).toEqual([11, 11, 3, 2]);
  await expect(questions.weights('own', null, 'small')).rejects.toThrow('own');
  expect((await questions.measure(gradientPhotograph(), 'small')).map(({ layer }) => layer)).toContain(
    'other',
  );
  await expect(questions.trace(gradientPhotograph(), 'gone')).rejects.toThrow('no network gone any more');
});

test('a network that a cell trained is shown under its name, and the page goes on looking at its own', async () => {
  const { outputs } = await tested.run([two, train]);
  const shown = (outputs.get('b') ?? []).filter((output) => output.kind === 'model');
  expect(shown).toMatchObject([{ variable: 'small', added: ['other', expect.any(String), 'scores'] }]);
  const [first] = await tested.kernel.questions.networks();
  expect(first?.name).toBe('model');
});

test('networks of every make are told, also parts of one, branches and those within another', async () => {
  const { ended } = await tested.run([
    `${two}
     const part = tf.model({ inputs: small.inputs, outputs: small.layers[0].output });
     const inner = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
     const outer = tf.sequential({ layers: [inner, tf.layers.dense({ units: 1 })] });
     const open = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [null, 3] })] });
     const [a, b] = [tf.input({ shape: [2] }), tf.input({ shape: [2] })];
     const joined = tf.model({ inputs: [a, b], outputs: tf.layers.add().apply([a, b]) });
     const steps = tf.sequential({ layers: [tf.layers.lstm({ units: 2, inputShape: [4, 3] })] });
     const gone = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
     gone.dispose();
     const empty = tf.sequential();`,
  ]);
  expect(ended.outcome).toBe('done');
  const told = tested.events.find((event) => event.type === 'networks')?.networks ?? [];
  expect(told.map(({ name }) => name)).toEqual([
    'model',
    'small',
    'part',
    'inner',
    'outer',
    'open',
    'joined',
    'steps',
  ]);
});

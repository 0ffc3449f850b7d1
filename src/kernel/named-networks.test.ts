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

/** As the notebook's repository makes its towers, narrow. */
const towers = `
  import * as tf from '@tensorflow/tfjs';
  import { sliceChannels } from './utils';
  const dataFormat = 'channelsFirst';
  const image = tf.input({ shape: [3, 27, 27] });
  const first = tf.layers.conv2d({ name: 'first', filters: 4, kernelSize: 11, strides: 4, dataFormat }).apply(image);
  const [left, right] = [0, 2].map((begin) =>
    tf.layers.conv2d({ name: 'conv' + begin, filters: 3, kernelSize: 3, dataFormat }).apply(
      sliceChannels({ begin, size: 2 }).apply(first),
    ),
  );
  const both = tf.layers.concatenate({ axis: 1, name: 'both' }).apply([left, right]);
  const towers = tf.model({ inputs: image, outputs: both });
  const small = tf.sequential({ layers: [tf.layers.dense({ name: 'own', units: 2, inputShape: [3] })] });
  towers.summary();
`;

test('a network that branches is told of, looked into and traced like a chain', async () => {
  const { outputs } = await tested.run([towers]);
  const told = tested.events.findLast((event) => event.type === 'networks')?.networks ?? [];
  expect(told.map(({ name }) => name)).toEqual(['small', 'towers']);
  const { network } = told[1]!;
  expect(network.undrawn).toBeUndefined();
  expect(network.takes).toEqual({
    first: [null],
    lambda_1: ['first'],
    lambda_2: ['first'],
    conv0: ['lambda_1'],
    conv2: ['lambda_2'],
    both: ['conv0', 'conv2'],
  });
  const offered = (outputs.get('a') ?? []).filter((output) => output.kind === 'model');
  expect(offered.map(({ variable, added }) => [variable, added.length])).toContainEqual(['towers', 6]);
  const printed = (outputs.get('a') ?? []).flatMap((output) => ('text' in output ? [output.text] : []));
  expect(printed.join('')).toContain(
    'lambda_1 (Lambda)               (None, 2, 5, 5)      0           first[0][0]',
  );
  const { questions } = tested.kernel;
  const { activations } = await questions.trace(gradientPhotograph(), 'towers');
  const outputOf = (name: string) => activations.find(({ layer }) => layer === name)!;
  expect(outputOf('lambda_2').values).toEqual(outputOf('first').values.subarray(2 * 25));
  expect([...outputOf('both').values]).toEqual([...outputOf('conv0').values, ...outputOf('conv2').values]);
  expect((await questions.weights('conv2', 1, 'towers')).kernelShape).toEqual([3, 3, 2, 1]);
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

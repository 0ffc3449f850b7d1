import { beforeAll, expect, test } from 'vitest';
import { KernelUnderTest, printed } from '../../tests/support/kernel-under-test';

let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

const made = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' })] });
model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0.1) });
const x = tf.ones([4, 1]);`;
const fit = 'model.fit(x, x, { epochs: 30 })';
const weight = 'console.log(model.getWeights()[0].dataSync()[0] > 0.4)';

const notices = (result: Awaited<ReturnType<KernelUnderTest['run']>>, cellId: string) =>
  (result.outputs.get(cellId) ?? []).flatMap((output) =>
    output.kind === 'text' && output.stream === 'notice' ? [output.text] : [],
  );

test('fit without await: the cell waits for the end, and says so', async () => {
  const result = await tested.run([made, `1;\n${fit};\n${weight};`, weight]);
  expect(notices(result, 'b')).toEqual([
    'model.fit in line 2 was not awaited: what stands after it ran while the network was in training. The cell has waited for the end. Write await model.fit(…).\n',
  ]);
  expect(printed(result, 'b')).toBe('false\n');
  expect(printed(result, 'c')).toBe('true\n');
});

test.each([`await ${fit}`, fit, `const { history } = await ${fit}; history.loss.length`])(
  'nothing is said of %s',
  async (source) => {
    const result = await tested.run([made, source, weight]);
    expect(notices(result, 'b')).toEqual([]);
    expect(printed(result, 'c')).toBe('true\n');
  },
);

test('what then() is given still prints under the cell', async () => {
  const result = await tested.run([made, `${fit}.then(({ epoch }) => console.log(epoch.length));\nvoid 0;`]);
  expect(printed(result, 'b')).toBe('30\n');
  expect(notices(result, 'b')).toHaveLength(1);
});

test.each([
  fit.replace('30', '1e6'),
  'model.fitDataset(tf.data.zip({ xs: tf.data.array([[1]]), ys: tf.data.array([[1]]) }).batch(1), { epochs: 1e6 })',
])('an error ends the training that the cell had begun: %s', async (training) => {
  const result = await tested.run([made, `${training};\nthrow new Error('no');`]);
  expect(result.outcomes).toEqual(['a done', 'b error']);
  expect(notices(result, 'b')).toEqual([]);
  expect((await tested.run([made, weight])).outcomes).toEqual(['a done', 'b done']);
});

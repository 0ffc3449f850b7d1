import { expect, test } from 'vitest';
import { networkOfCells } from '../../src/build/cells-network';
import { firstLoss } from '../../src/errata/first-loss';
import { switches, throwAll, throwToward, type Sources } from '../../src/errata/switches';
import { NOTEBOOK_CELLS } from '../../src/model/networks';
import { networkShownBy } from '../../src/notebook/built-network';
import { courseCells, gradientPhotograph, KernelUnderTest, narrowed } from '../support/kernel-under-test';

const cells = courseCells().filter(({ id }) =>
  NOTEBOOK_CELLS.slice(0, NOTEBOOK_CELLS.indexOf('train')).some((cell) => cell === id),
);
const published: Sources = Object.fromEntries(cells.map(({ id, source }) => [id, source]));
const toCaffe = throwAll(
  published,
  switches.filter(({ change }) => change.toward === 'caffe'),
  'on',
);

test.each([
  ['the notebook', {}],
  ['the paper', throwToward(published, 'paper')],
  ['the authors’ program', throwToward(published, 'program')],
  ['Caffe', toCaffe],
])('the kernel builds what the cells toward %s say', async (_, thrown) => {
  if (typeof thrown === 'string') throw new Error(thrown);
  const sources = Object.fromEntries(
    Object.entries({ ...published, ...thrown }).map(([id, source]) => [id, narrowed(source)]),
  );
  const tested = await KernelUnderTest.start();
  try {
    const { outputs, outcomes } = await tested.run(
      cells.map(({ id, source }) => ({ cellId: id, source: sources[id] ?? source })),
    );
    expect(outcomes.filter((outcome) => !outcome.endsWith(' done'))).toEqual([]);
    const { network } = networkShownBy(
      cells.map(({ id }) => ({ cellId: id, outputs: outputs.get(id) ?? [] })),
    );
    expect(network?.layers).toEqual(networkOfCells(sources).layers);
  } finally {
    await tested.kernel.end();
  }
});

test('the metric that counts the first five says so, in a model that is evaluated too', async () => {
  const thrown = throwToward(published, 'paper');
  if (typeof thrown === 'string') throw new Error(thrown);
  const tested = await KernelUnderTest.start();
  try {
    const { outputs } = await tested.run([
      { cellId: 'imports', source: published.imports ?? '' },
      {
        cellId: 'model',
        source:
          "const model = tf.sequential();\nmodel.add(tf.layers.dense({ units: 8, inputShape: [8], kernelInitializer: 'identity', useBias: false }));",
      },
      { cellId: 'compile', source: thrown.compile ?? '' },
      {
        cellId: 'evaluate',
        source: `const answers = tf.tensor2d([[8, 7, 6, 5, 4, 3, 2, 1], [8, 7, 6, 5, 4, 3, 2, 1], [8, 7, 6, 5, 4, 3, 2, 1]]);
const labels = tf.oneHot(tf.tensor1d([0, 4, 5], 'int32'), 8).cast('float32');
const [, , five] = model.evaluate(answers, labels);
[...topFive(labels, answers).dataSync(), five.dataSync()[0].toFixed(4)].join(' ');`,
      },
    ]);
    expect(JSON.stringify(outputs.get('evaluate'))).toContain('1 1 0 0.6667');
  } finally {
    await tested.kernel.end();
  }
});

test('the first loss is what plain arithmetic makes of the scores, and without the biases of one it is a guess’s', async () => {
  const toward = throwToward(published, 'paper');
  if (typeof toward === 'string') throw new Error(toward);
  const paper = { ...published, ...toward };
  const biases = switches.filter(({ id }) => id === 'zero-biases');
  const without = throwAll(paper, biases, 'off');
  if (typeof without === 'string') throw new Error(without);
  const means: number[] = [];
  for (const sources of [paper, { ...paper, ...without }]) {
    const tested = await KernelUnderTest.start();
    try {
      const building = cells.filter(({ id }) => !['rotate', 'summary', 'compile'].includes(id));
      await tested.run(
        building.map(({ id, source }) => ({
          cellId: id,
          source: narrowed((sources as Record<string, string>)[id] ?? source),
        })),
      );
      const { activations } = await tested.kernel.questions.trace(gradientPhotograph());
      const [scores, probabilities] = activations.slice(-2).map(({ values }) => [...values]);
      if (!scores || !probabilities) throw new Error('The network ends too early.');
      const logOfSum = Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0));
      const plain = logOfSum - scores.reduce((sum, score) => sum + score, 0) / scores.length;
      const { mean } = firstLoss(probabilities);
      expect(mean).toBeCloseTo(plain, 5);
      means.push(mean);
    } finally {
      await tested.kernel.end();
    }
  }
  const [withBiases = 0, withoutBiases = 0] = means;
  expect(withoutBiases).toBeCloseTo(Math.log(1000), 3);
  expect(withBiases).toBeGreaterThan(withoutBiases);
});

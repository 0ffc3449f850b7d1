/** Mistakes of an author that the build names: cells without an end, solutions that their own checks refuse. */
import { describe, expect, test } from 'vitest';
import type { Cell } from '../notebook/cell';
import { checkSolutions } from './check-solutions';
import { runPublished } from './run-published';
import { gradientPhotograph, readSiteFile, readWasm } from '../../tests/support/kernel-under-test';

const options = { photograph: gradientPhotograph(), seed: 1, wasm: readWasm, file: readSiteFile };
const cell = (id: string, source: string): Cell => ({
  id,
  in: null,
  chapter: 'x',
  source,
  slow: false,
  role: 'course',
});

describe('an exercise', () => {
  const course = [
    cell('imports', "import * as tf from '@tensorflow/tfjs';"),
    cell('seven', 'const seven = tf.scalar(7);'),
    cell('costly', "throw new Error('It ran for an exercise that does not need it.');"),
  ];
  const exercise = (id: string, check: string): Cell => ({
    ...cell(id, 'const answer = 0;'),
    role: 'exercise',
    check: `import { fail } from './check';\n${check}`,
  });

  test('with a solution that its check takes', async () => {
    const alone = exercise('alone', "if (answer !== tf.scalar(7).dataSync()[0]) fail('Not 7.');");
    await checkSolutions([...course, alone], { alone: 'const answer = 7;' }, options);
    const [imports, seven] = course;
    const dependent = exercise('dependent', "if (answer !== 14) fail('Not 14.');");
    const above = [imports, seven].filter((each) => each !== undefined);
    await checkSolutions(
      [...above, dependent],
      { dependent: 'const answer = 2 * seven.dataSync()[0];' },
      options,
    );
  });

  test('with one that it refuses, or that fails', async () => {
    const cells = [...course, exercise('wider', "if (answer !== 7) fail('It is 7.');")];
    await expect(checkSolutions(cells, { wider: 'const answer = 8;' }, options)).rejects.toThrow(
      'The solution of the exercise "wider" is refused by its own check: It is 7.',
    );
    await expect(checkSolutions(cells, { wider: '\nnope();' }, options)).rejects.toThrow(
      'Cell "wider", line 2: ReferenceError: nope is not defined',
    );
  });
});

test('a chapter between those of the notebook shifts neither its names nor its counts nor its weights', async () => {
  const dense = 'const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });';
  const show = 'console.log(model.name, model.layers[0].name, model.getWeights()[0].dataSync().join());';
  const imports = { ...cell('imports', "import * as tf from '@tensorflow/tfjs';"), in: 154 };
  const scores = { ...cell('scores', `${dense}\n${show}`), in: 155 };
  const extra = cell('extra', `${dense.replace('model', 'extra')}\n${show.replaceAll('model', 'extra')}`);
  const published = (await runPublished([imports, scores], options)).get('scores');
  const all = await runPublished([imports, extra, scores], options);
  expect(all.get('scores')).toEqual(published);
  expect(JSON.stringify(published?.outputs)).toContain(' dense_17 ');
  expect([all.get('scores')?.executionCount, all.get('extra')?.executionCount]).toEqual([155, 156]);
  expect(JSON.stringify(all.get('extra')?.outputs)).toContain(' dense_1 ');
});

describe('a cell that does not end is named', () => {
  const late =
    /^Cell "endless" had not ended after 0\.3 seconds: look for a loop, or an await, without an end/;

  test.each([
    ['a loop', 'while (true);'],
    ['a loop of a function', 'function spin() { for (;;) { } }\nspin();'],
    ['a loop that awaits', 'while (true) await null;'],
    ['a promise that nobody keeps', 'await new Promise(() => {});'],
  ])('%s', async (_, source) => {
    const cells = [cell('first', '1;'), cell('endless', source)];
    await expect(runPublished(cells, { ...options, limit: 0.3 })).rejects.toThrow(late);
  });
});

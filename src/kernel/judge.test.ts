/** How a check judges a cell: what it sees, what it leaves behind, and what becomes of its errors. */
import { beforeAll, expect, test } from 'vitest';
import type { Output } from '../notebook/output';
import { KernelUnderTest } from '../../tests/support/kernel-under-test';

const tf = "import * as tf from '@tensorflow/tfjs';\n";
const check = "import { fail, farthest, written } from './check';\n";

let kernel: KernelUnderTest;
beforeAll(async () => {
  kernel = await KernelUnderTest.start();
});

async function outputsOf(source: string, checkSource: string): Promise<readonly Output[]> {
  const result = await kernel.run([{ cellId: 'own', source, check: checkSource }]);
  return result.outputs.get('own') ?? [];
}

async function verdictOf(source: string, checkSource: string): Promise<unknown> {
  return (await outputsOf(source, checkSource)).find(({ kind }) => kind === 'verdict');
}

const failed = (message: string) => ({ kind: 'verdict', passed: false, message });

test('it sees the cell’s names and its functions; its last text is what is said', async () => {
  const source = 'let a = 1;\nfunction twice(x: number) { return 2 * x; }';
  expect(await verdictOf(source, `twice(a) === 2;\n'Two.';`)).toEqual({
    kind: 'verdict',
    passed: true,
    message: 'Two.',
  });
  expect(await verdictOf(source, 'twice(a);')).toEqual({ kind: 'verdict', passed: true, message: '' });
});

test('it fails in words, or with the name that is missing, or with the line that went wrong', async () => {
  expect(await verdictOf('const a = 1.23456;', `${check}fail(\`It is \${written(a)}.\`);`)).toEqual(
    failed('It is 1.235.'),
  );
  expect(await verdictOf('const b = 1;', 'a;')).toEqual(
    failed('The check looks at a, and nothing that ran declares it.'),
  );
  expect(await verdictOf('const f = () => {\n  return null.x;\n};', 'f();')).toEqual(
    failed("The check could not go on: TypeError in line 2: Cannot read properties of null (reading 'x')"),
  );
});

test('a cell that ended in an error is not judged', async () => {
  expect((await outputsOf('null.x', `'fine'`)).map(({ kind }) => kind)).toEqual(['error']);
});

test('the names and tensors of a check are its own', async () => {
  const source = `${tf}const a = tf.ones([2]);`;
  const plain = await kernel.run([{ cellId: 'own', source }]);
  const judged = await kernel.run([
    { cellId: 'own', source, check: 'const mine = 1;\nconst a = tf.zeros([4]);\nawait a.data();' },
  ]);
  expect(judged.ended.tensors).toBe(plain.ended.tensors);
  const after = await kernel.run(['[typeof mine, a.shape[0]]'], { fresh: false });
  expect(after.outputs.get('a')).toMatchObject([{ text: "['undefined', 2]\n" }]);
});

test('a cell cannot import what checks import', async () => {
  const [error] = await outputsOf(check, 'true;');
  expect(error).toMatchObject({
    kind: 'error',
    message: expect.stringContaining("no module './check'") as string,
  });
});

test('tensors are compared number by number; what is none, or of another shape, is told', async () => {
  const farthest = (own: string) =>
    verdictOf(
      `${tf}const own = ${own};`,
      `${check}const { place, own: found, expected, relative } = await farthest(own, tf.tensor2d([[1, -4], [2, 3]]));\nfail([written(place), written(found), written(expected), written(relative)].join('; '));`,
    );
  expect(await farthest('tf.tensor2d([[1, -4], [1, 3]])')).toEqual(failed('1 × 0; 1; 2; 0.25'));
  expect(await farthest('tf.tensor2d([[1, -4], [2, NaN]])')).toEqual(failed('1 × 1; NaN; 3; Infinity'));
  expect(await farthest('tf.tensor2d([[1, -4], [2, 3]])')).toEqual(failed('0 × 0; 1; 1; 0'));
  expect(await farthest('tf.ones([3])')).toEqual(
    failed('The shape is 3, and should be 2 × 2, as the input’s.'),
  );
  expect(await farthest('12000')).toEqual(failed('A tensor of 2 × 2 is wanted, not 12,000.'));
});

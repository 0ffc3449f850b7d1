import { beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../notebook/output';
import type { Preview, Variable } from '../notebook/variables';
import { KernelUnderTest } from '../../tests/support/kernel-under-test';

const TF = "import * as tf from '@tensorflow/tfjs'";
let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

async function variables(): Promise<Variable[]> {
  return [...(await tested.kernel.questions.variables()).variables];
}

async function outputs(name: string): Promise<readonly Output[]> {
  return (await preview(name)).outputs;
}

function preview(name: string): Promise<Preview> {
  return tested.kernel.questions.preview(name);
}

describe('the variables', () => {
  test.each<[string, Partial<Variable>]>([
    ['const it = tf.ones([2, 3])', { type: 'Tensor', shape: [2, 3], dtype: 'float32', bytes: 24, note: '' }],
    ["const it = tf.tensor1d([1, 2], 'int32')", { type: 'Tensor', shape: [2], dtype: 'int32', bytes: 8 }],
    ["const it = tf.tensor1d([true], 'bool')", { dtype: 'bool', bytes: 1 }],
    ["const it = tf.tensor1d(['a'])", { dtype: 'string', bytes: 0 }],
    ['const it = tf.variable(tf.ones([2]))', { type: 'Variable', shape: [2], bytes: 8 }],
    ['const it = tf.ones([2]); it.dispose()', { type: 'Tensor', shape: [2], bytes: 0, note: 'disposed' }],
    [
      'const one = tf.ones([5]); const it = [one, one.reshape([1, 5]), 3]',
      { type: 'Array', bytes: 20, note: '3 items' },
    ],
    ['const it = new Float64Array(3)', { type: 'Float64Array', shape: [3], dtype: 'float64', bytes: 24 }],
    [
      'const it = { a: 1, b: 2 }',
      { type: 'Object', shape: null, dtype: null, bytes: null, note: '2 properties' },
    ],
    ['const it = 0.5', { type: 'number', bytes: null, note: '0.5' }],
    ['const it = "a word"', { type: 'string', note: "'a word'" }],
    ['const it = "x".repeat(100)', { note: `'${'x'.repeat(38)}…` }],
    ['let it = null', { type: 'null', note: 'null' }],
    ['let it', { type: 'undefined', note: '' }],
    ['const it = (x) => x', { type: 'function', note: '' }],
    ['class it {}', { type: 'class' }],
    ['const it = Promise.resolve(1)', { type: 'Promise', note: 'not awaited' }],
    ['const it = new Map([[1, tf.ones([1])]])', { type: 'Map', bytes: 4, note: '1 item' }],
    ['const it = tf.sequential()', { type: 'Sequential', bytes: null, note: '0 layers, 0 parameters' }],
    [
      'const it = tf.sequential({ layers: [tf.layers.dense({ units: 100, inputShape: [10] })] })',
      // 10 x 100 weights and 100 biases, of four bytes each
      { type: 'Sequential', bytes: 4400, note: '1 layer, 1,100 parameters' },
    ],
    ['const it = tf.layers.flatten()', { type: 'Flatten', note: '0 parameters' }],
    ['const it = Object.create(null)', { type: 'Object' }],
    ['const it = { get a() { throw new Error() } }', { type: 'Object', note: '1 property' }],
  ])('%s', async (source, expected) => {
    await tested.run([`${TF};\n${source}`]);
    expect((await variables()).find(({ name }) => name === 'it')).toMatchObject(expected);
  });

  test('are the names that cells declared and reached, and no imports', async () => {
    await tested.run([
      `${TF};\nimport { sgd } from './keras'`,
      'let a = 1; function f() { return sgd }',
      'null.x; const b = 1',
    ]);
    expect((await variables()).map(({ name }) => name).sort()).toEqual(['a', 'f']);
    await tested.run(['1']);
    expect(await variables()).toEqual([]);
  });

  test('come with the memory in use', async () => {
    const { ended } = await tested.run([`${TF}; const x = tf.ones([2, 3])`]);
    expect(await tested.kernel.questions.variables()).toMatchObject({
      memory: { tensors: ended.tensors, bytes: ended.bytes, gpuBytes: null },
      leaks: [],
    });
    expect(ended).toMatchObject({ tensors: 1, bytes: 24 });
  });
});

describe('a preview', () => {
  test('of a tensor is what a cell would show', async () => {
    await tested.run([`${TF}; const x = tf.tensor1d([1, 2])`]);
    expect(await outputs('x')).toEqual([
      { kind: 'tensor', shape: [2], dtype: 'float32', text: 'Tensor\n    [1, 2]' },
    ]);
  });

  test('of planes has the numbers of each, and the range of all', async () => {
    await tested.run([`${TF}; const x = tf.range(-5, 19).reshape([2, 3, 4])`]);
    const { outputs, planes } = await preview('x');
    expect(outputs).toMatchObject([{ kind: 'tensor', shape: [2, 3, 4] }]);
    expect(planes).toMatchObject({ height: 3, width: 4, count: 2, minimum: -5, maximum: 18 });
    expect(planes?.first.map((plane) => [plane[0], plane[11], plane.length])).toEqual([
      [-5, 6, 12],
      [7, 18, 12],
    ]);
  });

  test.each([
    ['tf.ones([2, 2])', undefined],
    ['tf.ones([600, 4])', undefined],
    ['tf.ones([1, 3, 8, 8])', undefined],
    ['tf.ones([96, 4, 4])', 8],
    ["tf.fill([4, 4], 'a', 'string')", undefined],
  ])('of %s has as many planes as make sense', async (source, count) => {
    await tested.run([`${TF}; const x = ${source}`]);
    expect((await preview('x')).planes?.first.length).toBe(count);
  });

  test('of a model is its summary', async () => {
    await tested.run([
      `${TF}; const model = tf.sequential({ layers: [tf.layers.dense({ units: 100, inputShape: [10] })] })`,
    ]);
    const [summary] = await outputs('model');
    expect(summary?.kind === 'text' && summary.text).toContain('Total params: 1,100');
  });

  test('of undefined, of a function, of a disposed tensor says so', async () => {
    await tested.run([`${TF}; let u; function f() {} const x = tf.ones([4, 4]); x.dispose()`]);
    expect(await outputs('u')).toEqual([{ kind: 'text', stream: 'out', text: 'undefined\n' }]);
    expect(await outputs('f')).toEqual([{ kind: 'text', stream: 'out', text: '[Function f]\n' }]);
    expect(await outputs('x')).toMatchObject([{ kind: 'tensor', text: 'Tensor [4, 4] (disposed)' }]);
  });

  test('of what is gone fails in words', async () => {
    await tested.run(['1']);
    await expect(preview('gone')).rejects.toThrow('There is no gone any more.');
  });
});

test('asking leaves no tensor behind', async () => {
  const { ended } = await tested.run([
    `${TF}; const x = tf.ones([3, 8, 8]); const picture = tf.ones([16, 16, 3]);
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
    const all = [x, model]; const view = x.reshape([8, 24]);`,
  ]);
  for (const name of ['x', 'picture', 'model', 'all', 'view', 'x']) {
    await variables();
    await preview(name);
  }
  const after = await tested.run(['1'], { fresh: false });
  expect(after.ended).toMatchObject({ tensors: ended.tensors, bytes: ended.bytes });
});

test('before the start there is nothing to ask', async () => {
  const { Kernel } = await import('./kernel');
  const kernel = new Kernel({
    post: () => undefined,
    wasm: () => Promise.reject(new Error()),
    file: () => Promise.reject(new Error()),
    photographs: () => Promise.resolve([]),
  });
  await expect(kernel.questions.variables()).rejects.toThrow('The kernel has not started.');
});

import { isPublished } from '../notebook/cell';
import { beforeAll, describe, expect, test } from 'vitest';
import { Kernel } from './kernel';
import type { Event } from '../notebook/messages';
import type { Holdings } from '../notebook/variables';
import {
  courseCells,
  gradientPhotograph,
  KernelUnderTest,
  narrowed,
  readSiteFile,
  readWasm,
  type RunResult,
} from '../../tests/support/kernel-under-test';

const TF = "import * as tf from '@tensorflow/tfjs'";
let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

function notices(result: RunResult): string[] {
  return [...result.outputs.values()].flat().flatMap((output) => {
    return output.kind === 'text' && output.stream === 'notice' ? [output.text] : [];
  });
}

function holdings(): Promise<Holdings> {
  return tested.kernel.questions.variables();
}

describe('tensors that nothing holds any more', () => {
  test('are named by line, operation, shape and type, the largest first', async () => {
    const result = await tested.run([
      TF,
      `const kept = tf.ones([2, 3]);
for (let i = 0; i < 4; i++) {
  kept.matMul(tf.ones([3, 5])).dataSync();
}
kept.cast('int32'); 1`,
    ]);
    expect(notices(result)).toEqual([
      `9 tensors are held by no variable, model or optimiser any more, and take 424 bytes until a restart:
  line 3: 4 × Tensor [3, 5] float32
  line 3: 4 × BatchMatMul [2, 5] float32
  line 5: Cast [2, 3] int32
Wrap the work in tf.tidy(() => …), or call dispose() on what you have done with.
`,
    ]);
    expect((await holdings()).leaks).toEqual([
      { cellId: 'b', line: 3, op: null, shape: [3, 5], dtype: 'float32', count: 4, bytes: 240 },
      { cellId: 'b', line: 3, op: 'BatchMatMul', shape: [2, 5], dtype: 'float32', count: 4, bytes: 160 },
      { cellId: 'b', line: 5, op: 'Cast', shape: [2, 3], dtype: 'int32', count: 1, bytes: 24 },
    ]);
  });

  test('are told of once, by the cell that let go of them, until they are disposed of or the start is fresh', async () => {
    const lost = [TF, 'let x = tf.ones([5]); const weak = new WeakRef(x)', 'x = null; 1', '2'];
    const result = await tested.run(lost);
    expect(notices(result)).toHaveLength(1);
    expect(result.outputs.get('c')?.at(-1)).toMatchObject({
      text: expect.stringContaining('line 1 of cell b: Tensor [5] float32') as string,
    });
    expect((await holdings()).leaks).toHaveLength(1);
    await tested.run(['weak.deref().dispose()'], { fresh: false });
    expect((await holdings()).leaks).toEqual([]);
    await tested.run(lost);
    await tested.run(['1']);
    expect((await holdings()).leaks).toEqual([]);
  });

  test('a line that calls a function of another cell is this cell’s', async () => {
    const result = await tested.run([TF, 'function f() {\n\n return tf.ones([2]) }', '1;\nf().shape']);
    expect(notices(result)[0]).toContain('line 2: Tensor [2] float32');
  });

  test.each([
    'const f = Math.max',
    'const f = (x) => x + y; const y = 1',
    'const f = { method() { return arguments } }',
    'class F { a = 1; static b = F }',
    'const f = tf.layers; const relu = tf.relu',
    `const model = tf.sequential(); model.add(tf.layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [8, 8, 3], kernelRegularizer: 'l1l2' }));
model.compile({ loss: 'meanSquaredError', optimizer: 'adam' });`,
  ])('are found beside what hides nothing: %s', async (source) => {
    expect(notices(await tested.run([TF, `${source}; tf.ones([2]); 1`]))).toHaveLength(1);
  });

  test('ten thousand are counted in good time', async () => {
    const result = await tested.run([TF, 'for (let i = 0; i < 10000; i++) tf.scalar(i)\n1']);
    expect(notices(result)[0]).toContain('10,000 tensors are held by no variable');
    expect(notices(result)[0]).toContain('line 1: 10,000 × Tensor [] float32');
  });
});

describe('nothing is said of', () => {
  test.each([
    ['what is shown', 'tf.ones([2])'],
    [
      'what is in an array, an object, a map, a set',
      'const all = { a: [tf.ones([1])], m: new Map([[1, new Set([tf.ones([2])])]]) }',
    ],
    ['what an object of a class holds', 'class A { t = tf.ones([1]) }\nconst a = new A()'],
    [
      'what is in a private field',
      'class A { #t = tf.ones([1]); get t() { return this.#t } }\nconst a = new A()',
    ],
    [
      'what a closure has captured',
      'function counter() { const one = tf.ones([1]); return () => one.shape }\nconst f = counter()',
    ],
    ['a promise’s', 'const later = (async () => tf.ones([1]))()'],
    [
      'a suspended generator’s',
      'function* each() { const t = tf.ones([1]); yield 1; yield t }\nconst g = each(); g.next(); 1',
    ],
    ['a dataset’s', 'const set = tf.data.array([tf.ones([2]), tf.ones([2])]).batch(2)'],
    ['a variable, and what it was made of', 'const v = tf.variable(tf.ones([2])); v.assign(tf.zeros([2]))'],
    ['a variable that has no name', 'tf.variable(tf.ones([2])); 1'],
    ['what is kept', 'tf.tidy(() => { tf.keep(tf.ones([2])) })'],
    [
      'what was tidied or disposed of',
      'tf.tidy(() => tf.ones([2]).add(1).sum().dataSync()); tf.ones([2]).dispose()',
    ],
    ['what the global object holds', 'globalThis.held = tf.ones([2]); 1'],
    ['a view that shares its numbers with what is held', 'const x = tf.ones([4]); x.reshape([2, 2]).shape'],
    [
      'a model, its weights, its optimiser’s slots and what a training leaves',
      `const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], kernelInitializer: 'zeros' })] });
model.compile({ loss: 'meanSquaredError', optimizer: tf.train.adam(0.1), metrics: ['accuracy'] });
const [xs, ys] = [tf.ones([8, 3]), tf.ones([8, 2])];
await model.fit(xs, ys, { epochs: 2, batchSize: 4, validationSplit: 0.5 });
const optimizer = tf.train.momentum(0.1, 0.9);
const w = tf.variable(tf.ones([1]));
optimizer.minimize(() => w.square().sum());
1`,
    ],
    [
      'a model that has no name',
      'tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] }); 1',
    ],
    ['a failure', 'tf.ones([2]);\nthrow new Error("no")'],
  ])('%s', async (_, source) => {
    expect(notices(await tested.run([TF, source, '1']))).toEqual([]);
  });

  test('the course’s own cells', async () => {
    const steps = courseCells()
      .filter(isPublished)
      .map(({ id, source }) => ({ cellId: id, source: narrowed(source) }));
    expect(steps).toHaveLength(14);
    expect(notices(await tested.run(steps))).toEqual([]);
    expect((await holdings()).leaks).toEqual([]);
  });

  test('the training, shortened to one batch', async () => {
    const cells = courseCells();
    const events: Event[] = [];
    const kernel = new Kernel({
      post: (event) => void events.push(event),
      wasm: readWasm,
      file: readSiteFile,
      photographs: () =>
        Promise.resolve(Array.from({ length: 12 }, (_, index) => gradientPhotograph(`${index}`))),
    });
    await kernel.start({ backend: 'wasm', seed: 1 });
    const ids = ['imports', 'train'];
    const steps = ids.map((cellId, index) => {
      const source = cells.find(({ id }) => id === cellId)?.source ?? '';
      const short = source
        .replace('perPhotograph: 16', 'perPhotograph: 2')
        .replace('heldOut: 4', 'heldOut: 1');
      return { cellId, executionCount: index, source: short.replace('epochs: 12', 'epochs: 1') };
    });
    await kernel.run({ type: 'run', runId: 1, fresh: true, steps });
    const { leaks } = await kernel.questions.variables();
    await kernel.end();
    expect(events.filter(({ type }) => type === 'cell-ended')).toMatchObject([
      { outcome: 'done' },
      { outcome: 'done' },
    ]);
    expect(leaks).toEqual([]);
    const notices = events.filter((event) => event.type === 'output' && event.output.kind === 'text');
    expect(notices).toEqual([]);
  });
});

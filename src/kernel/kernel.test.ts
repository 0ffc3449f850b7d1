import { beforeAll, describe, expect, test } from 'vitest';
import type { ErrorOutput, Output } from '../notebook/output';
import {
  gradientPhotograph,
  KernelUnderTest,
  printed,
  type RunResult,
} from '../../tests/support/kernel-under-test';

let kernel: KernelUnderTest;
beforeAll(async () => {
  kernel = await KernelUnderTest.start();
  // the cpu backend greets its first use in Node
  await kernel.run(["import * as tf from '@tensorflow/tfjs'; tf.ones([1]).dataSync()"]);
});

const TF = "import * as tf from '@tensorflow/tfjs'";

function errorIn(result: RunResult, cellId = 'a'): ErrorOutput {
  const error = result.outputs.get(cellId)?.find((output): output is ErrorOutput => output.kind === 'error');
  if (!error) throw new Error(`No error: ${JSON.stringify(result.outputs.get(cellId))}`);
  return error;
}
const last = (result: RunResult, cellId: string): Output | undefined => result.outputs.get(cellId)?.at(-1);

/** As `expect.stringContaining`, which has no type. */
function containing(text: string): string {
  return expect.stringContaining(text) as string;
}

describe('a run', () => {
  test('tells of each cell, and of tensors and bytes at its end', async () => {
    const { outcomes, ended } = await kernel.run([TF, 'const x = tf.zeros([2, 3]); x.shape', 'x.rank']);
    expect(outcomes).toEqual(['a done', 'b done', 'c done']);
    expect(ended).toMatchObject({ outcome: 'done', tensors: 1, bytes: 24 });
  });

  test('goes on where the last one ended, unless it is to be fresh', async () => {
    await kernel.run(['let n = 1']);
    expect(printed(await kernel.run(['n += 1; n'], { fresh: false }), 'a')).toBe('2\n');
    const result = await kernel.run(['n']);
    expect(errorIn(result)).toMatchObject({
      name: 'ReferenceError',
      message: 'n is not defined',
      line: 1,
      column: 1,
    });
  });

  test('a fresh one disposes of every tensor', async () => {
    const cells = [TF, 'const kept = tf.ones([10]).add(1); const v = tf.variable(tf.ones([3]))'];
    const first = await kernel.run(cells);
    for (let i = 0; i < 5; i++) expect((await kernel.run(cells)).ended.tensors).toBe(first.ended.tensors);
    expect((await kernel.run(['1'])).ended).toMatchObject({ tensors: 0, bytes: 0 });
  });

  test('an error stops it at its cell', async () => {
    const result = await kernel.run(['1', 'null.x', '3']);
    expect(result.outcomes).toEqual(['a done', 'b error']);
    expect(result.ended.outcome).toBe('error');
  });
});

describe('what a cell shows', () => {
  test.each<[string, string]>([
    ['console.log("a", 1, { b: [1, 2] })', 'a 1 { b: [1, 2] }\n'],
    ['console.log("%s has %d rows, 100%%", "it", 30)', 'it has 30 rows, 100%\n'],
    ['({ a: { b: { c: { d: 1 } } } })', '{ a: { b: { c: [Object] } } }\n'],
    ['const a = []; a.push(a); a', '[[Circular]]\n'],
    [
      '[1.5, "x", null, undefined, 3n, () => 1, Symbol("s")]',
      "[1.5, 'x', null, undefined, 3n, [Function (anonymous)], Symbol(s)]\n",
    ],
    ['new Map([["a", new Set([1])]])', "Map(1) { 'a' => Set(1) { 1 } }\n"],
    ['new Float32Array([1, 2.5])', 'Float32Array(2) [1, 2.5]\n'],
    ['class A { x = 1 }\nnew A()', 'A { x: 1 }\n'],
    ['console.group("g"); console.log("in"); console.groupEnd(); console.log("out")', 'g\n  in\nout\n'],
    ['class A { static self = A }\nA.self === A', 'true\n'],
    [`${TF}; tf.tensor2d([[1, 2], [3, 4]]).print()`, 'Tensor\n    [[1, 2],\n     [3, 4]]\n'],
    [`${TF}; tf.sequential()`, 'Sequential sequential_1 (0 layers)\n'],
  ])('%s', async (source, expected) => {
    expect(printed(await kernel.run([source]), 'a')).toBe(expected);
  });

  test('a long array is cut and says by how much', async () => {
    expect(printed(await kernel.run(['Array.from({ length: 1234 }, (_, i) => i)']), 'a')).toContain(
      '… 1,134 more',
    );
  });

  test('a tensor as TensorFlow.js prints it', async () => {
    const result = await kernel.run([`${TF}; tf.tensor1d([1, 2])`]);
    expect(last(result, 'a')).toEqual({
      kind: 'tensor',
      shape: [2],
      dtype: 'float32',
      text: 'Tensor\n    [1, 2]',
    });
  });

  test('a tensor of three colours as a picture', async () => {
    const result = await kernel.run([`${TF}; tf.ones([16, 20, 3])`]);
    const image = last(result, 'a');
    expect(image).toMatchObject({ kind: 'image', width: 20, height: 16 });
    expect(image?.kind === 'image' && [...image.pixels.slice(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  test('console.table as a table', async () => {
    const result = await kernel.run(['console.table([{ layer: "Conv1", params: 34944 }, { layer: "FC6" }])']);
    expect(last(result, 'a')).toEqual({
      kind: 'table',
      columns: ['', 'layer', 'params'],
      rows: [
        ['0', 'Conv1', 34944],
        ['1', 'FC6', ''],
      ],
    });
  });

  test('warnings on a stream of their own', async () => {
    const result = await kernel.run(['console.log(1); console.warn(2); console.log(3)']);
    expect(result.outputs.get('a')?.map((output) => output.kind === 'text' && output.stream)).toEqual([
      'out',
      'warning',
      'out',
    ]);
  });

  test('a flood is cut off at 1,000 lines, and counted', async () => {
    const result = await kernel.run(['for (let i = 0; i < 10000; i++) console.log(i)']);
    expect(printed(result, 'a').split('\n')).toHaveLength(1001);
    expect(last(result, 'a')).toEqual({
      kind: 'text',
      stream: 'notice',
      text: '… 9,000 more lines not shown\n',
    });
    expect(kernel.events.length).toBeLessThan(50);
  });

  test('what is printed late goes to its cell, until a fresh start', async () => {
    await kernel.run(['globalThis.late = () => console.log("late")']);
    (globalThis as unknown as { late: () => void }).late();
    await expect
      .poll(() => kernel.events)
      .toContainEqual(
        expect.objectContaining({ cellId: 'a', output: { kind: 'text', stream: 'out', text: 'late\n' } }),
      );
    expect(printed(await kernel.run(['globalThis.late(); console.log("mine")']), 'a')).toBe('mine\n');
  });

  test('the network, after a cell that added layers to it, and which', async () => {
    const add = (name: string): string =>
      `model.add(tf.layers.dense({ units: 2, inputShape: [3], name: '${name}' }))`;
    const result = await kernel.run([
      `${TF}; const model = tf.sequential()`,
      add('first'),
      '1',
      add('second'),
    ]);
    expect(last(result, 'b')).toMatchObject({ kind: 'model', added: ['first'] });
    expect(last(result, 'c')?.kind).toBe('text');
    expect(last(result, 'd')).toMatchObject({
      kind: 'model',
      added: ['second'],
      network: { inputShape: [3] },
    });
  });
});

describe('the course’s library', () => {
  const LIBRARY = `${TF}
import { alexnet, photographCrops, photographs } from './utils';
import { convertAllKernelsInModel, sgd, toCategorical } from './keras';`;

  test('photographs come by message, and crops of them are data', async () => {
    const result = await kernel.run([
      LIBRARY,
      'const { data, heldOut } = await photographCrops({ perPhotograph: 2, heldOut: 1, size: 32 });\n[data.shape, heldOut.data.shape]',
      '(await photographs()).map(({ id }) => id)',
    ]);
    expect(printed(result, 'b')).toBe('[[6, 3, 32, 32], [3, 3, 32, 32]]\n');
    expect(printed(result, 'c')).toBe("['a', 'b', 'c']\n");
  });

  test('a small network in one call', async () => {
    const result = await kernel.run([
      LIBRARY,
      'alexnet({ width: 1 / 8, nClasses: 12, linearLogits: true }).countParams()',
    ]);
    expect(printed(result, 'b')).toBe('741436\n');
  });

  test('kernels turned twice are as they were, and labels are rows', async () => {
    const result = await kernel.run([
      LIBRARY,
      `const model = tf.sequential();
model.add(tf.layers.conv2d({ filters: 1, kernelSize: 2, inputShape: [2, 2, 1] }));
const before = model.getWeights()[0].arraySync().flat(3);
convertAllKernelsInModel(model);
const turned = model.getWeights()[0].arraySync().flat(3);
String(turned) === String(before.toReversed())`,
      'toCategorical([1, 0])',
    ]);
    expect(printed(result, 'b')).toBe('true\n');
    expect(last(result, 'c')).toMatchObject({ kind: 'tensor', shape: [2, 2] });
  });
});

describe('what goes wrong', () => {
  test.each<[string, Partial<ErrorOutput>]>([
    ['const a = 1;\nconst b = a.b.c;', { name: 'TypeError', line: 2, column: 15 }],
    [
      'const s: string = "x";\n\nthrow new RangeError("out")',
      { name: 'RangeError', message: 'out', line: 3, column: 7 },
    ],
    ['function f() {\n  return nowhere;\n}\nf()', { name: 'ReferenceError', line: 2, column: 10 }],
    ['const f = 1\nf()', { name: 'TypeError', message: 'f is not a function', line: 2 }],
    ['await Promise.reject(new Error("no"))', { name: 'Error', message: 'no', line: 1 }],
    ['throw "text"', { name: 'Thrown', message: "'text'", line: null }],
    ['const a = 1; a = 2', { name: 'TypeError', hint: 'Declare it with let if it is to change.', line: 1 }],
    ['const count = 1; cuont', { name: 'ReferenceError', hint: 'Did you mean count?' }],
    ['model.add(\n', { name: 'SyntaxError', line: 2, column: 1 }],
    [
      "import x from './nowhere'",
      { name: 'SyntaxError', line: 1, message: containing("no module './nowhere'") },
    ],
    [
      "import {\n  sdg } from './keras'",
      { name: 'SyntaxError', line: 2, column: 3, message: containing('did you mean sgd?') },
    ],
    ["import tf from '@tensorflow/tfjs'", { name: 'SyntaxError', hint: containing('import * as') }],
    [`${TF}\n\ntf.ones([2]).matMul(tf.ones([3]))`, { line: 3, column: 14 }],
    [`${TF}; tf.layers.conv2d({ filters: 1, kernelSize: 1, groups: 2 })`, { message: containing('groups') }],
  ])('%s', async (source, expected) => {
    expect(errorIn(await kernel.run([source]))).toMatchObject(expected);
  });

  test('a position is the cell’s own line, not that of an earlier cell it called', async () => {
    const result = await kernel.run(['function f() {\n\n\n  null.x }', '1;\nf()']);
    expect(errorIn(result, 'b')).toMatchObject({ line: 2 });
  });

  test('a forgotten promise is told of where the cell prints', async () => {
    await kernel.run(['1']);
    kernel.kernel.reportUnhandled(new TypeError('left behind'));
    const text = 'Uncaught TypeError: left behind\n';
    await expect
      .poll(() => kernel.events)
      .toContainEqual(
        expect.objectContaining({ cellId: 'a', output: { kind: 'text', stream: 'warning', text } }),
      );
  });
});

describe('stop()', () => {
  test('ends a loop that lets others have their turn, and the run', async () => {
    const running = kernel.run([
      'let turns = 0\nwhile (true) { turns++; await new Promise((r) => setTimeout(r)) }',
      '1',
    ]);
    setTimeout(() => kernel.kernel.stop(), 20);
    const result = await running;
    expect(result.outcomes).toEqual(['a stopped']);
    expect(result.ended.outcome).toBe('stopped');
    expect((await kernel.run(['1'])).outcomes).toEqual(['a done']);
  });

  test('ends a training after its batch; the cell has stopped', async () => {
    const fit = `const model = tf.sequential();
model.add(tf.layers.dense({ units: 1, inputShape: [1] }));
model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
await model.fit(tf.ones([8, 1]), tf.ones([8, 1]), { epochs: 1e6, batchSize: 1 });`;
    const running = kernel.run([TF, fit]);
    const progress = (): boolean =>
      kernel.events.some((event) => event.type === 'output' && event.output.kind === 'progress');
    await expect.poll(progress, { timeout: 5000 }).toBe(true);
    kernel.kernel.stop();
    expect((await running).outcomes).toEqual(['a done', 'b stopped']);
  });

  test('ends a run that has not begun, and no question in front of it', async () => {
    await kernel.run([`${TF}; const model = tf.sequential()`]);
    const traced = kernel.kernel.questions.trace(gradientPhotograph());
    const running = kernel.run(['1', '2']);
    kernel.kernel.stop();
    expect((await running).outcomes).toEqual(['a stopped']);
    await expect(traced).resolves.toEqual({ input: null, activations: [] });
    expect((await kernel.run(['1'])).outcomes).toEqual(['a done']);
  });

  test('ends one run, not the one that waits behind it', async () => {
    const first = kernel.run(['for (;;) await new Promise((turn) => setTimeout(turn))']);
    const second = kernel.kernel.run({ type: 'run', runId: -1, fresh: true, steps: [] });
    kernel.kernel.stop();
    expect((await first).outcomes).toEqual(['a stopped']);
    await second;
    expect(kernel.events.at(-1)).toMatchObject({ type: 'run-ended', runId: -1, outcome: 'done' });
  });

  /** A loop that no cell waits for; it tells when it has ended. */
  const left = `(async () => { for (;;) await new Promise((turn) => setTimeout(turn)); })()
  .catch(() => globalThis.loopEnded()); 1`;
  const loopEnds = (): Promise<void> =>
    new Promise((resolve) => Object.assign(globalThis, { loopEnded: resolve }));

  test('ends what an earlier run of the same scope has left behind', async () => {
    const ended = loopEnds();
    expect((await kernel.run([left])).outcomes).toEqual(['a done']);
    const running = kernel.run(['for (;;) await new Promise((turn) => setTimeout(turn))'], { fresh: false });
    await expect.poll(() => kernel.events).toContainEqual(expect.objectContaining({ type: 'cell-started' }));
    kernel.kernel.stop();
    expect((await running).outcomes).toEqual(['a stopped']);
    await ended;
  });

  test('is not needed for what an older generation has left behind: a fresh start ends it', async () => {
    const ended = loopEnds();
    await kernel.run([left]);
    await kernel.run(['1']);
    await ended;
  });

  test('ends the loop of an exercise’s check', async () => {
    const check = 'console.log("checks"); for (;;) await new Promise((turn) => setTimeout(turn))';
    const running = kernel.run([{ cellId: 'own', source: '1', check }]);
    await expect
      .poll(() => kernel.events)
      .toContainEqual(expect.objectContaining({ type: 'output', cellId: 'own' }));
    kernel.kernel.stop();
    expect((await running).outcomes).toEqual(['own stopped']);
  });

  test('does nothing if nothing runs', async () => {
    kernel.kernel.stop();
    expect((await kernel.run(['1'])).outcomes).toEqual(['a done']);
  });
});

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { hintFor } from './hints';
import { knownNames } from './known-names';
import type { ErrorOutput } from '../notebook/output';
import { KernelUnderTest } from '../../tests/support/kernel-under-test';

let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

const dense = `const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], name: 'fc' })] });`;
const compiled = `${dense} model.compile({ loss: 'categoricalCrossentropy', optimizer: 'sgd' });`;

async function errorOf(source: string): Promise<ErrorOutput> {
  const result = await tested.run(["import * as tf from '@tensorflow/tfjs'", source]);
  const error = result.outputs.get('b')?.find((output): output is ErrorOutput => output.kind === 'error');
  if (!error) throw new Error(`No error: ${JSON.stringify(result.outputs.get('b'))}`);
  return error;
}

/** Each is thrown by TensorFlow.js or the engine itself. */
describe('a hint for what is really thrown', () => {
  test.each([
    [
      'tf.ones([2, 3]).matMul(tf.ones([4, 5]))',
      '[2, 3] times [4, 5]: the first has 3 columns, the second 4 rows',
    ],
    ['tf.ones([2, 4]).add(tf.ones([3]))', '[2, 4] and [3] are compared from their last sizes on'],
    [
      'tf.layers.add().apply([tf.input({ shape: [3] }), tf.input({ shape: [4] })])',
      '[3] and [4] are compared from their last sizes on',
    ],
    [`${dense} model.sumary()`, 'Did you mean summary()?'],
    [`${dense} model.Predict(1)`, 'Did you mean predict()?'],
    [`${dense} model.layers[0].getWeight()`, 'Did you mean getWeights()?'],
    ['const x = tf.ones([2]); x.prnt()', 'Did you mean print()?'],
    ['tf.ones([2]).reshpe([1, 2])', 'Did you mean reshape()?'],
    ['const list = [1]; list.pusch(2)', 'Did you mean push()?'],
    ["const word = 'a'; word.toUppercase()", 'Did you mean toUpperCase()?'],
    ['tf.ones([4]).reshape([3, 2])', 'The tensor has 4 values, and [3, 2] has room for another number.'],
    [
      "tf.conv2d(tf.ones([1, 8, 8, 3]), tf.ones([3, 3, 4, 8]), 1, 'valid')",
      'The input has 3 channels, the kernel is for 4',
    ],
    [
      `${dense} model.predict(tf.ones([1, 4]))`,
      'fc takes [3] an example, and was given [4]: the tensor is [1, 4]',
    ],
    [`${dense} model.predict(tf.ones([3]))`, 'x.expandDims(0)'],
    [`${dense} model.predict(tf.ones([1, 3, 3]))`, 'fc was given this: the tensor is [1, 3, 3]'],
    [
      `${compiled} await model.fit(tf.ones([4, 5]), tf.ones([4, 2]))`,
      'The network takes [3] an example, and was given [5].',
    ],
    [
      `${compiled} await model.fit(tf.ones([1, 3]), tf.ones([1, 5]))`,
      'The network gives [2] an example, the labels are [5]. The last layer and the labels must agree.',
    ],
    [`${compiled} await model.fit(tf.ones([4, 3]), tf.ones([4]))`, 'toCategorical(labels, 2)'],
    [`${compiled} await model.fit(tf.ones([4, 3]), { epochs: 3 })`, 'The labels come second'],
    [`${dense} await model.fit(tf.ones([1, 3]), tf.ones([1, 2]))`, 'Call model.compile({ optimizer, loss })'],
    [`${dense} model.evaluate(tf.ones([1, 3]), tf.ones([1, 2]))`, 'Call model.compile({ optimizer, loss })'],
    [`${dense} model.compile({ optimizer: 'sgd' })`, "loss: 'categoricalCrossentropy'"],
    [
      `${dense} model.compile({ loss: 'crossentropy', optimizer: 'sgd' })`,
      "There are 'categoricalCrossentropy', ",
    ],
    [`${dense} model.compile({ loss: 'hinge', optimizer: tf.train.adam })`, "optimizer: 'sgd', or make one"],
    [`${dense} model.compile({ loss: 'hingee', optimizer: 'sgd' })`, "Did you mean 'hinge'?"],
    [`${dense} model.compile({ loss: 'hinge', optimizer: 'sdg' })`, "Did you mean 'sgd'?"],
    [
      `${dense} model.compile({ loss: 'hinge', optimizer: 'sgd', metrics: ['acuracy'] })`,
      "Did you mean 'accuracy'?",
    ],
    ["tf.layers.dense({ units: 2, activation: 'rleu' })", "Did you mean 'relu'?"],
    ["tf.layers.dense({ units: 2, kernelInitializer: 'glorotUnifrom' })", "Did you mean 'glorotUniform'?"],
    ["tf.layers.conv2d({ filters: 2, kernelSize: 3, padding: 'smae' })", 'Did you mean same?'],
    ['tf.layers.conv2d({ filters: 2 })', 'Give the layer its kernelSize.'],
    ['tf.sequential({ layers: [tf.layers.dense({ units: 2 })] })', 'inputShape: [3, 227, 227]'],
    ['tf.sequential().predict(tf.ones([1, 3]))', 'Add layers with model.add(…)'],
    ['const x = tf.ones([2]); x.dispose(); x.add(1)', 'tf.keep()'],
    ['let z; tf.tidy(() => { z = tf.ones([1]) }); z.dataSync()', 'Return from the tidy what is to live on'],
    ['tf.oneHot(tf.tensor1d([0, 1]), 2)', "x.cast('int32')"],
    ['tf.train.sgd(0.1).minimize(() => tf.ones([1]).sum())', 'tf.variable(…)'],
    [
      'const v = tf.variable(tf.ones([2])); tf.train.sgd(0.1).minimize(() => v.square())',
      'End it with .mean() or .sum()',
    ],
    ['const d = tf.ones([2]).data(); d.map((x) => x)', 'd is a promise: put await'],
    ['tf.ones([2]).data().map((x) => x)', 'data() gives a promise: write (await ….data(…))'],
    ['const [a] = tf.ones([2]).data()', 'put await before it'],
    ['for (const a of tf.ones([2]).array()) a', 'put await before it'],
    [`${compiled} model.fit(tf.ones([1, 3]), tf.ones([1, 2])).history.loss`, '(await model.fit(…)).history'],
    ['tf.tensor([[1, 2], [3]])', 'rows that the tensor was made from are of unequal lengths'],
    ['const f = () => { const q = 1; q = 2 }; f()', 'Declare it with let'],
    ['const q = 1; q++', 'Declare it with let'],
    ['let a = 1; let a = 2', 'Leave out let or const where a gets another value.'],
    ['function f() { await 1 }', 'Write async before the function'],
    ['(function f() { return f() })()', 'calls itself without end'],
    ['model.add(tf.layers.flatten())', 'Nothing that ran before this cell declares model.'],
    ['document.title', 'apart from the page'],
    ['tf.keras.Sequential()', 'This is Python, and a cell is TypeScript. Here it reads: tf.sequential();'],
    ['tf.layers.Conv2D(filters=96)', 'Here it reads: tf.layers.conv2d({ filters: 96 });'],
    ['Conv2D(filters=96)', 'Here it reads: tf.layers.conv2d({ filters: 96 });'],
    [
      'const m = tf.sequential();\nm.add(\n  Conv2D(96, (11, 11),\n    input_shape=(3, 227, 227))\n)',
      'Here it reads: tf.layers.conv2d({ filters: 96, kernelSize: [11, 11], inputShape: [3, 227, 227] });',
    ],
    ['const m = tf.sequential();\nm.add(Dense(10))', 'Here it reads: m.add(tf.layers.dense({ units: 10 }));'],
    ['const a = True', 'True is true here.'],
    ['[1, None]', 'Here it reads: [1, null];'],
    ["print('a')", "Here it reads: console.log('a');"],
    [`const loss = 1; ${dense} model.compile(loss='hinge')`, 'Options stand in an object here: { loss: … }.'],
    [
      "tf.layers.conv2d({ filters: 2, kernelSize: 3, padding: 'same\u200b' })",
      'U+200B is a zero width space',
    ],
    ['mod\u200del.add(1)', 'U+200D is a zero width joiner'],
    [
      'const m = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [3, 8, 8] })] }); m.predict(tf.ones([1, 8, 8, 3]))',
      'takes [3, 8, 8] an example, and was given [8, 8, 3]: the tensor is [1, 8, 8, 3], whose first size is the batch. The axes are in the other order: x.transpose([0, 3, 1, 2]) puts the channels first.',
    ],
    [
      "const m = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [8, 8, 3] })] }); m.compile({ loss: 'hinge', optimizer: 'sgd' }); await m.fit(tf.ones([1, 3, 8, 8]), tf.ones([1, 192]))",
      'x.transpose([0, 2, 3, 1]) puts the channels last.',
    ],
    [
      `${compiled} await model.fit(tf.ones([4, 3]), tf.ones([4]))`,
      "Or compile with loss: 'sparseCategoricalCrossentropy', which takes the numbers.",
    ],
    [
      `${compiled.replace('categorical', 'sparseCategorical')} await model.fit(tf.ones([4, 3]), tf.ones([4, 2]))`,
      "Compile with loss: 'categoricalCrossentropy', which takes rows",
    ],
    [
      `${compiled} model.fit(tf.ones([4, 3]), tf.ones([4, 2])); await model.fit(tf.ones([4, 3]), tf.ones([4, 2]))`,
      'put await before the fit() that began first',
    ],
  ])('%s', async (source, expected) => {
    expect((await errorOf(source)).hint).toContain(expected);
  });
});

/** What cannot be read because it was written elsewhere. */
describe('what is pasted is told as what it is', () => {
  test.each([
    ['from keras.layers import Conv2D', 1, 'This is Python', "import * as tf from '@tensorflow/tfjs';"],
    ['1;\n# comment', 2, 'This is Python', 'Here it reads: // comment'],
    ['const f = 1;\ndef g(x):\n    return x', 2, 'This is Python', 'function g(x) { … }'],
    [
      'console.log(“a”)',
      1,
      '“ stands here (U+201C, left double quotation mark), where code has "',
      'Write "',
    ],
    [
      '1;\nconst\u200b a = 1;',
      2,
      'An invisible character stands here: U+200B, zero width space.',
      'Delete it',
    ],
    ['console.log（1）', 1, '（ stands here (U+FF08, full-width (), where code has (', 'Write ('],
  ])('%s', async (source, line, message, hint) => {
    const error = await errorOf(source);
    expect(error).toMatchObject({ name: 'SyntaxError', line });
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  test('a no-break space is a space', async () => {
    const result = await tested.run(['const\u00a0a\u00a0= 1;\u00a0a']);
    expect(result.outcomes).toEqual(['a done']);
  });
});

/** Where the course throws in its own words, these say what to do. */
describe('a message that is a hint', () => {
  test.each([
    [
      'tf.sequential().add(tf.layers.conv2d({ name: "c", filters: 1, kernelSize: 11, inputShape: [8, 8, 3] }))',
      'c has a 11x11 kernel, but its input is only 8x8: use a smaller kernelSize',
    ],
    [
      `${dense} model.add(tf.layers.conv2d({ filters: 1, kernelSize: 3 }))`,
      'but the output of fc has the shape [2]',
    ],
    [
      'tf.layers.conv1d({ filters: 2, kernelSize: 3, groups: 2 })',
      'give each part a layer of its own, and put the results together with tf.layers.concatenate()',
    ],
    [
      'tf.sequential().add(tf.layers.conv2d({ name: "c", filters: 4, kernelSize: 1, groups: 2, inputShape: [8, 8, 3] }))',
      'but 3 channels cannot be split evenly: use a divisor of 3',
    ],
    ['tf.layers.conv2d({ filters: 2, kernelSze: 3 })', 'no option kernelSze; did you mean kernelSize?'],
    ['tf.zeros([1e5, 1e5])', 'make it smaller, dispose of tensors'],
    ['tf.oens([2])', 'did you mean'],
    [
      "import { alexnet } from './utils'; alexnet({ n_classes: 10 })",
      'alexnet has no option n_classes; did you mean nClasses? It knows width, nClasses, linearLogits.',
    ],
    [
      "import { localResponseNormalization } from './utils'; localResponseNormalization({ depth: 5 })",
      'localResponseNormalization has no option depth.',
    ],
    ["import { sgd } from './keras'; sgd({ rate: 1 })", 'sgd has no option rate. It knows learningRate, '],
    ['tf.keras.Sequential()', 'tf has no keras: what is in it in Python is in tf here'],
    ["tf.layers.conv2d({ filters: 2, kernelSize: 3, padding: 'same\u200b' })", 'same⟨U+200B⟩'],
    ['tf.tidy(async () => 1)', 'tf.tidy takes a function that is not async'],
    [`${compiled} model.fit(1, 2, { epoch: 3 })`, 'model.fit has no option epoch; did you mean epochs?'],
  ])('%s', async (source, expected) => {
    expect((await errorOf(source)).message).toContain(expected);
  });
});

test('a promise that is printed says that it waits', async () => {
  const result = await tested.run(['console.log(Promise.resolve(1))', '[Promise.resolve(1)]']);
  const line = 'Promise (await it to see its value)\n';
  expect(result.outputs.get('a')).toEqual([{ kind: 'text', stream: 'out', text: line }]);
  expect(result.outputs.get('b')).toEqual([{ kind: 'text', stream: 'out', text: '[Promise]\n' }]);
});

test('an operation whose kernel is larger than its input, which TensorFlow.js lets pass, is told of', async () => {
  const source = "tf.conv2d(tf.ones([1, 8, 8, 3]), tf.ones([11, 11, 3, 8]), 1, 'valid')";
  const result = await tested.run([`import * as tf from '@tensorflow/tfjs';\n${source}`]);
  expect(result.outputs.get('a')?.[0]).toMatchObject({
    kind: 'tensor',
    text: 'Tensor [1, -2, -2, 8] (a size below 0: a kernel is larger than its input)',
  });
});

test('what WebGPU lacks leads to the choice of another backend', () => {
  const message = "Kernel 'Unique' not registered for backend 'webgpu'";
  const known = { names: [], value: () => undefined, source: '' };
  expect(hintFor(message, known)).toMatch(/lacks it on WebGPU.* choose WebGL or WebAssembly/);
});

/** In silence before; now with the line it stands in. */
describe('the line', () => {
  const sparse = compiled.replace('categorical', 'sparseCategorical');
  test.each([
    `${compiled}\n1;\nawait model.fit(tf.ones([4, 3]), tf.ones([4, 2]), { epoch: 3 })`,
    `${dense}\n1;\nmodel.compile({ metric: ['mae'], loss: 'hinge', optimizer: 'sgd' })`,
    '1;\n2;\ntf.train.adam({ learningRate: 0.1 })',
    `${sparse}\n1;\nawait model.fit(tf.ones([1, 3]), tf.tensor1d([2]))`,
    `${sparse}\n1;\nawait model.fit(tf.ones([1, 3]), tf.ones([1, 2]))`,
    `${compiled}\n1;\nawait model.fit(tf.ones([1, 3]), tf.ones([1, 2]), { callbacks: { onEarlyStop: () => 1 } })`,
    '1;\n2;\nawait tf.tidy(async () => 1)',
  ])('%s', async (source) => {
    expect((await errorOf(source)).line).toBe(3);
  });
});

/** What is offered instead of a misspelt name must itself be one. */
describe('the known names', () => {
  const model = (): tf.Sequential =>
    tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  const uses: Record<string, (name: string) => unknown> = {
    loss: (name) => model().compile({ loss: name, optimizer: 'sgd' }),
    optimizer: (name) => model().compile({ loss: 'hinge', optimizer: name }),
    metric: (name) => model().compile({ loss: 'hinge', optimizer: 'sgd', metrics: [name] }),
    activation: (name) => tf.layers.activation({ activation: name as 'relu' }),
    initializer: (name) => tf.layers.dense({ units: 2, kernelInitializer: name }),
  };
  const named = Object.entries(knownNames).flatMap(([kind, names]) =>
    names.map((name) => [kind, name] as const),
  );
  test.each(named)('%s %s', (kind, name) => {
    expect(() => uses[kind]?.(name)).not.toThrow();
    expect(uses).toHaveProperty(kind);
  });
});

import { describe, expect, test } from 'vitest';
import { compile } from '../../kernel/compile';
import { translateCall } from './python-call';
import { pythonName } from './python';
import { pastedFromElsewhere, statementAt } from './syntax';

const hintOf = (line: string) => pastedFromElsewhere(line, 1)?.hint ?? null;

describe('a line of Python, and what it is here', () => {
  test.each([
    [
      'from keras.layers import Conv2D',
      "import * as tf from '@tensorflow/tfjs'; Conv2D is tf.layers.conv2d.",
    ],
    ['from keras.layers import Conv2D, Dense', 'Conv2D is tf.layers.conv2d, Dense is tf.layers.dense.'],
    ['from tensorflow.keras.utils import to_categorical', "import { toCategorical } from './keras';"],
    ['from keras.optimizers import SGD', "import { sgd } from './keras';"],
    ['import tensorflow as tf', "import * as tf from '@tensorflow/tfjs';"],
    ['import keras', "import * as tf from '@tensorflow/tfjs';"],
    ['import numpy as np', 'Its tensors do what NumPy’s arrays do.'],
    ['import matplotlib.pyplot as plt', 'Leave it out: a cell shows the value of its last line'],
    ['import os, sys', "A cell can import from '@tensorflow/tfjs', './utils' and './keras' alone."],
    ['# comment – with a dash', '// comment – with a dash'],
    ['x = 1 # one', 'x = 1 // one'],
    ["x = 'a#b' # one", "x = 'a#b' // one"],
    ['def f(x, y=2):', 'function f(x, y=2) { … }'],
    ['    def call(self, x):', 'function call(x) { … }'],
    ['class Mine(Layer):', 'class Mine extends Layer { … }'],
    ['class Mine:', 'class Mine { … }'],
    ['for i in range(10):', 'for (let i = 0; i < 10; i++) { … }'],
    ['for i in range(2, n, 3):', 'for (let i = 2; i < n; i += 3) { … }'],
    ['for layer in model.layers:', 'for (const layer of model.layers) { … }'],
    ['if x and not y:', 'if (x && !y) { … }'],
    ['elif x is not None:', '} else if (x !== null) { … }'],
    ['else:', '} else { … }'],
    ['while True:', 'while (true) { … }'],
    ['try:', 'try { … }'],
    ['except ValueError as e:', '} catch (error) { … }'],
    ['print "loss", loss', 'console.log("loss", loss);'],
    ['print f"loss {loss}"', 'console.log('],
    ["raise ValueError('x')", 'throw new ValueError(…);'],
    ['assert x == 1', 'console.assert(x === 1);'],
    ['del x', 'x.dispose();'],
    ['%matplotlib inline', 'Leave it out.'],
    ['!pip install keras', 'Leave it out.'],
    ['"""A text', 'between backticks'],
    ['f = lambda x: x + 1', '(x) => x + 1'],
    ['y = [x * 2 for x in xs]', 'xs.map((x) => x * 2)'],
    ['y = a if b else c', 'b ? a : c'],
    ['y = x[1:3]', 'x.slice(1, 3)'],
    ['y = f"loss {loss}"', 'between backticks'],
    ['y = a and b', 'and is && here'],
    ['y = x is None', 'x === null'],
  ])('%s', (line, expected) => {
    expect(hintOf(line)).toContain(expected);
    expect(pastedFromElsewhere(line, 1)?.message).toBe('This is Python, and a cell is TypeScript.');
  });

  test('is found above where reading ends', () => {
    expect(pastedFromElsewhere('def f(x):\n    return x', 2)).toMatchObject({ line: 1 });
  });

  test.each([
    'class A { #x = 1; f() { return this.#x } }}',
    '#count = 1',
    "import tf, { x } from 'y'",
    'for (const a in b) { switch (a) { case 1: f(; } }',
    'const a = b ? c : d e',
    'const a = f(and, 1',
    "console.log('a and b' 1)",
    '/** this and\n * that – or not */ f(',
    '`for x in y:\nif x:\n` f(',
    'const f = (x: number[]) => x[a ? 1 : 2] 3',
    'if (a) { b:',
    '!done || f(',
    'print = (x) => y z',
  ])('TypeScript that cannot be read is not called Python: %s', (source) => {
    expect(pastedFromElsewhere(source, source.split('\n').length)).toBeNull();
  });
});

describe('a call of Keras in Python', () => {
  test.each([
    ['Conv2D(filters=96)', 'tf.layers.conv2d({ filters: 96 });'],
    ['tf.keras.Sequential()', 'tf.sequential();'],
    ['model = Sequential()', 'const model = tf.sequential();'],
    ['model.add(Dense(10))', 'model.add(tf.layers.dense({ units: 10 }));'],
    [
      'model.add(Conv2D(96, (11, 11), strides=(4, 4), name="Conv1", data_format="channels_first", input_shape=(3, 227, 227)))',
      "model.add(tf.layers.conv2d({ filters: 96, kernelSize: [11, 11], strides: [4, 4], name: 'Conv1', dataFormat: 'channelsFirst', inputShape: [3, 227, 227] }));",
    ],
    ["model.add(Activation('relu'))", "model.add(tf.layers.activation({ activation: 'relu' }));"],
    [
      'x = keras.layers.Dense(10, use_bias=False)(x)',
      'const x = tf.layers.dense({ units: 10, useBias: false }).apply(x);',
    ],
    ['layers.Flatten()', 'tf.layers.flatten();'],
    [
      "model.compile(optimizer=SGD(lr=0.01, momentum=0.9), loss='categorical_crossentropy', metrics=['accuracy'])",
      "model.compile({ optimizer: sgd({ learningRate: 0.01, momentum: 0.9 }), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });",
    ],
    ["model.compile('adam', tf.keras.optimizers.Adam(1e-3))", "model.compile('adam', tf.train.adam(1e-3));"],
    [
      'model.fit(x, y, epochs=3, batch_size=32, validation_split=.1)',
      'await model.fit(x, y, { epochs: 3, batchSize: 32, validationSplit: .1 });',
    ],
    ['y = to_categorical(labels, 10)', 'const y = toCategorical(labels, 10);'],
    ['x = np.zeros((1, 3, 227, 227))', 'const x = tf.zeros([1, 3, 227, 227]);'],
    ['print("loss", 2 * (a + 1))', "console.log('loss', 2 * (a + 1));"],
    ['model.load_weights("a.h5")', "model.loadWeights('a.h5');"],
    [
      'Sequential([Dense(1), Dense(2,)])',
      'tf.sequential({ layers: [tf.layers.dense({ units: 1 }), tf.layers.dense({ units: 2 })] });',
    ],
    [
      '    Conv2D(96, (11, 11),  # the first\n    strides=(4, 4))\n)',
      'tf.layers.conv2d({ filters: 96, kernelSize: [11, 11], strides: [4, 4] });',
    ],
  ])('%s', (line, expected) => {
    expect(translateCall(line)).toBe(expected);
    expect(() => compile(expected, new Set())).not.toThrow();
  });

  test.each([
    'model.summary()',
    'f(x => x)',
    'const x = 1',
    'x = {"a": 1}',
    'x = y[0]',
    'a // b',
    'x = a < b',
    'f(',
  ])('%s is left alone', (line) => {
    expect(translateCall(line)).toBeNull();
  });
});

describe('a name that is not defined', () => {
  test.each([
    [
      'Conv2D',
      'model.add(Conv2D(96, 11))',
      'Here it reads: model.add(tf.layers.conv2d({ filters: 96, kernelSize: 11 }));',
    ],
    ['Dense', 'const a = [Dense]', 'Dense is tf.layers.dense({ … }) here.'],
    ['True', 'x = [a[0], True]', 'True is true here.'],
    ['None', 'if (x === None) f()', 'None is null here.'],
    ['len', 'for (let i = 0; i < len(x); i++)', 'len is x.length here.'],
    ['epochs', 'await model.fit(x, y, epochs=3)', 'Options stand in an object here: { epochs: … }.'],
    ['epochs', 'model.fit(x, y, epochs=3)', 'Here it reads: await model.fit(x, y, { epochs: 3 });'],
  ])('%s in %s', (name, statement, expected) => {
    expect(pythonName(name, statement)).toBe(`This is Python, and a cell is TypeScript. ${expected}`);
  });
  test.each([
    ['foo', 'foo(1)'],
    ['epochs', 'if (a, epochs == 3) f()'],
    ['toString', 'toString(1)'],
    ['(', '( is not defined'],
    ['epochs', 'const f = (a, epochs = 3) => a; f(1, epochs)'],
    ['x', "f('(x = 1)')"],
  ])('%s in %s is none of Python’s', (name, statement) => {
    expect(pythonName(name, statement)).toBeNull();
  });
});

test('the code that begins in a line goes on until its brackets are closed', () => {
  const source = 'a();\nmodel.add(\n  Conv2D(1,\n    2)\n);\nb();';
  expect(statementAt(source, 2)).toBe('model.add(\n  Conv2D(1,\n    2)\n);');
  expect(statementAt(source, 3)).toBe('  Conv2D(1,\n    2)');
  expect(statementAt(source, 1)).toBe('a();');
  expect(statementAt('('.repeat(1e5), 1)).toBe('');
  expect(statementAt('(\n'.repeat(1e5), 1)).toBe('');
});

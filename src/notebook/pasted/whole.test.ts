import { describe, expect, test } from 'vitest';
import { compile } from '../../kernel/compile';
import { inTypeScript, isPython } from './whole';

test('a model of Keras is said line by line', () => {
  const python = `from tensorflow.keras import layers, Sequential
from keras.optimizers import SGD

# the first layers
model = Sequential()
model.add(layers.Conv2D(96, (11, 11), strides=(4, 4),
                        activation='relu', input_shape=(227, 227, 3)))
model.add(MaxPooling2D(pool_size=3, strides=2))
model.add(Dropout(0.5))
model.compile(optimizer=SGD(lr=0.01), loss='categorical_crossentropy')
model.summary()
`;
  const said = inTypeScript(python);
  expect(said).toEqual({
    code: `import * as tf from '@tensorflow/tfjs';
import { sgd } from './keras';

// the first layers
const model = tf.sequential();
model.add(tf.layers.conv2d({ filters: 96, kernelSize: [11, 11], strides: [4, 4], activation: 'relu', inputShape: [227, 227, 3] }));
model.add(tf.layers.maxPooling2d({ poolSize: 3, strides: 2 }));
model.add(tf.layers.dropout({ rate: 0.5 }));
model.compile({ optimizer: sgd({ learningRate: 0.01 }), loss: 'categoricalCrossentropy' });
model.summary();`,
    unsaid: 0,
  });
  expect(() => compile(said?.code ?? '', new Set())).not.toThrow();
});

test('a name that is given another value is declared once', () => {
  expect(inTypeScript('x = Input(shape=(8,))\nx = Dense(4)(x)\ny = Dense(2)(x)')?.code).toBe(
    'let x = tf.input({ shape: [8] });\nx = tf.layers.dense({ units: 4 }).apply(x);\nconst y = tf.layers.dense({ units: 2 }).apply(x);',
  );
});

test('what has no counterpart stays as a comment, and is counted', () => {
  const said = inTypeScript('for i in range(3):\n    model.add(Dense(units=4))\nmodel.add(Dense(units=2))');
  expect(said).toEqual({
    code: '// for i in range(3):\n//     model.add(Dense(units=4))\nmodel.add(tf.layers.dense({ units: 2 }));',
    unsaid: 2,
  });
  expect(inTypeScript('x = [i for i in y if None]')).toBeNull();
});

describe('what is Python for certain', () => {
  test.each([
    'Conv2D(filters=96)',
    'layers.Dense(10)',
    'import numpy as np',
    'from keras.layers import *',
    'f(True)',
    'model.fit(x, y, epochs=3)',
  ])('%s', (text) => {
    expect(isPython(text)).toBe(true);
  });

  test.each([
    'model.summary()',
    'x = f(1)',
    'const a = f(b, (c = 2) => c)',
    "import * as tf from '@tensorflow/tfjs';",
    'function f(a, b = 2) { return a; }',
    'tf.layers.conv2d({ filters: 96 })',
    "console.log('Dense(10), a=3')",
    'f(a === None1)',
    '(a = 3);',
    'f(filters=3)'.repeat(3000),
  ])('%s is not', (text) => {
    expect(isPython(text)).toBe(false);
  });
});

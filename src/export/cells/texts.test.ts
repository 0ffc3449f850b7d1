/** What single statements become. */
import { expect, test } from 'vitest';
import { translate, type TargetName } from './translate';

const above = [
  {
    source: `import * as tf from '@tensorflow/tfjs';
import { sgd } from './keras';
import { examine, localResponseNormalization } from './utils';
const dataFormat = 'channelsFirst';
const model = tf.sequential();
model.add(tf.layers.zeroPadding2d({ padding: 1, inputShape: [4, 13, 13], dataFormat, name: 'pad' }));`,
    slow: false,
  },
];

function said(source: string, target: TargetName): string {
  return translate(above, source, target).python.trimEnd();
}

test.for<readonly [string, string, TargetName, string]>([
  [
    'a convolution in groups',
    `model.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, groups: 2, dataFormat, name: 'c' }));`,
    'torch',
    'model.add_module("c", nn.Conv2d(4, 8, 3, groups=2))',
  ],
  [
    'a constant stays one',
    `const width = 6;
model.add(tf.layers.conv2d({ filters: width, kernelSize: 3, dataFormat, name: 'c' }));`,
    'torch',
    'width = 6\nmodel.add_module("c", nn.Conv2d(4, width, 3))',
  ],
  [
    'a last window that hangs over, where Keras’s same is alike',
    `model.add(tf.layers.maxPooling2d({ poolSize: 2, ceilMode: true, dataFormat, name: 'p' }));`,
    'keras',
    `model.add(
    layers.MaxPooling2D(pool_size=2, data_format=data_format, padding="same", name="p"),
)`,
  ],
  [
    'and in PyTorch',
    `model.add(tf.layers.maxPooling2d({ poolSize: 2, ceilMode: true, dataFormat, name: 'p' }));`,
    'torch',
    'model.add_module("p", nn.MaxPool2d(2, ceil_mode=True))',
  ],
  [
    'alpha divided, which PyTorch does by itself',
    `model.add(localResponseNormalization({ divideAlpha: true, name: 'n' }));`,
    'torch',
    'model.add_module("n", nn.LocalResponseNorm(5, alpha=0.0001, beta=0.75, k=2))',
  ],
  ['comments', `// how wide\nconst width = 3; // so wide`, 'keras', '# how wide\nwidth = 3  # so wide'],
  ['text', 'console.log(`${1 + 1} of {all}`);', 'keras', 'print(f"{1 + 1} of {{all}}")'],
  [
    'what only TypeScript has',
    `class Own extends tf.layers.Layer {}`,
    'torch',
    '# TypeScript only (this kind of statement has no counterpart here):\n#   class Own extends tf.layers.Layer {}',
  ],
  [
    'a function of the course',
    `await examine(model, { images: [] });`,
    'keras',
    '# TypeScript only (examine of the course has no counterpart in Keras):\n#   await examine(model, { images: [] });',
  ],
  [
    'what cannot be built',
    `model.add(tf.layers.conv2d({ filters: 8, kernelSize: 99, dataFormat }));`,
    'torch',
    '# TypeScript only (it cannot be built:',
  ],
  ['what is not complete', `model.add(tf.layers.`, 'keras', '# This cell cannot be read as TypeScript yet'],
  [
    'names that Python has',
    `const sum = [1, 2].reduce((a, b) => a + b, 0);\nconst nClasses = sum;`,
    'keras',
    'sum_ = sum([1, 2])\nn_classes = sum_',
  ],
  [
    'a loop and a branch',
    `let n = 0;
for (let i = 0; i < 3; i++) {
  if (i === 1 || !(n > 4)) n += i;
  else n = 2;
}`,
    'keras',
    `n = 0
for i in range(3):
    if i == 1 or not n > 4:
        n += i
    else:
        n = 2`,
  ],
])('%s', ([, source, target, expected]) => {
  const text = said(source, target);
  expect(expected.endsWith(':') || expected.endsWith('yet') ? text.slice(0, expected.length) : text).toBe(
    expected,
  );
});

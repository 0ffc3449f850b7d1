import type { Answers } from './answer';

const first = (...layers: string[]) =>
  ['const first = tf.sequential();', ...layers.map((layer) => `first.add(${layer});`)].join('\n');
const photograph = 'inputShape: [3, 224, 224], dataFormat';
const border = (padding: string, more = 'dataFormat') =>
  `tf.layers.zeroPadding2d({ padding: ${padding}, ${more} })`;
const convolve = (more = 'dataFormat', strides = 'strides: 4') =>
  `tf.layers.conv2d({ filters: 96, kernelSize: 11, ${strides}, ${more} })`;
const repaired = (...layers: string[]) =>
  ['const fixed = tf.sequential();', ...layers.map((layer) => `fixed.add(${layer});`)].join('\n');
const conv2 = (more: string, input = 'inputShape: [96, 27, 27], ') =>
  `tf.layers.conv2d({ filters: 256, ${input}kernelSize: 5, ${more}, dataFormat })`;
const pooled = (more = 'poolSize: 3, strides: 2') => `tf.layers.maxPooling2d({ ${more}, dataFormat })`;
const last = (...layers: string[]) =>
  [
    'const last = tf.sequential();',
    'last.add(tf.layers.dense({ units: 1000, inputShape: [64] }));',
    ...layers.map((layer) => `last.add(tf.layers.${layer});`),
  ].join('\n');
const softmax = "activation({ activation: 'softmax' })";
const sliding = (options: string) =>
  [
    'sliding.add(tf.layers.conv2d({ filters: 64, kernelSize: 5, inputShape, dataFormat }));',
    options,
  ] as const;
const neurons = (body: string) => `let neurons = 0;\nfor (const layer of model.layers) {\n  ${body}\n}`;
const sizes = 'const [, ...sizes] = layer.outputShape;';
const product = 'sizes.reduce((a, b) => a * b, 1)';

/** Of the exercises that ask for layers, models or tensors. */
export const layers: Readonly<Record<string, Answers>> = {
  'whole-windows': {
    right: [
      first(border('[[3, 0], [3, 0]]', photograph), convolve()),
      first(border('[[1, 2], [2, 1]]', photograph), convolve()),
      first(border('2', photograph), convolve()),
      first(
        border('[[0, 3], [0, 3]]', photograph),
        convolve(),
        "tf.layers.activation({ activation: 'relu' })",
      ),
      `const input = tf.input({ shape: [3, 224, 224] });
const first = tf.model({ inputs: input, outputs: ${convolve()}.apply(${border('[[0, 3], [0, 3]]')}.apply(input)) });`,
    ],
    wrong: [
      first(convolve(photograph)),
      first(convolve(`padding: 'same', ${photograph}`)),
      first(convolve('inputShape: [3, 227, 227], dataFormat')),
      first(convolve(photograph), border('[[0, 1], [0, 1]]')),
      first(border('1', photograph), convolve()),
      first(border('4', photograph), convolve()),
      first(border('[[0, 3], [0, 0]]', photograph), convolve()),
      first(border('[[0, 3], [0, 3]]', photograph), convolve('dataFormat', 'strides: 3')),
      first(border('[[0, 3], [0, 3]]', photograph), convolve('useBias: false, dataFormat')),
      first(convolve(photograph, 'strides: [4, 4]').replace('kernelSize: 11', 'kernelSize: 8')),
      first(
        convolve(photograph, 'strides: 1'),
        'tf.layers.maxPooling2d({ poolSize: 1, strides: 4, dataFormat })',
      ),
    ],
  },
  normalise: {
    right: [
      'const normalise = (a) => localResponseNormalization({ dataFormat }).apply(a);',
      `const normalise = (a) => {
  const last = a.transpose([0, 2, 3, 1]);
  return tf.localResponseNormalization(last, 2, 2, 0.0001, 0.75).transpose([0, 3, 1, 2]);
};`,
      ['a.div(sums.mul(0.0001).add(2).pow(0.75))', 'a.mul(sums.mul(0.0001).add(2).pow(-0.75))'],
    ],
    wrong: [
      ['channel < 5', 'channel < 4'],
      ['channel < 5', 'channel < 3'],
      ['[2, 2]', '[4, 0]'],
      ['mul(0.0001)', 'mul(0.0001 / 5)'],
      ['add(2)', 'add(1)'],
      ['pow(0.75)', 'pow(0.5)'],
      ['sums = sums.add(', 'sums = tf.maximum(sums, '],
      ['const squares = a.square().pad(', 'const squares = a.pad('],
      ['a.div(sums', 'a.square().div(sums'],
      'const normalise = (a) => tf.localResponseNormalization(a, 2, 2, 0.0001, 0.75);',
      'const normalise = (a) => a.div(a.square().sum(1, true).mul(0.0001).add(2).pow(0.75));',
      'const normalise = (a) => [0, 0, 0, 0, 0];',
    ],
  },
  'conv2-padding': {
    right: [
      repaired(border('2', 'inputShape: [96, 27, 27], dataFormat'), conv2("padding: 'valid'", ''), pooled()),
      repaired(conv2("padding: 'same'"), "tf.layers.activation({ activation: 'relu' })", pooled()),
      repaired(conv2("padding: 'same'"), pooled('poolSize: [3, 3], strides: [2, 2]')),
      repaired(conv2("padding: 'same', strides: 1"), pooled("poolSize: 3, strides: 2, padding: 'valid'")),
      `const input = tf.input({ shape: [96, 27, 27] });
const fixed = tf.model({ inputs: input, outputs: ${pooled()}.apply(${conv2("padding: 'same'", '')}.apply(input)) });`,
    ],
    wrong: [
      repaired(conv2("padding: 'same'"), pooled(), border('1')),
      repaired(conv2("padding: 'valid'"), pooled()),
      repaired(conv2("padding: 'same'"), pooled('poolSize: 7, strides: 2'), border('1')),
      repaired(conv2("padding: 'valid'"), border('2'), pooled()),
      repaired(conv2("padding: 'same'"), pooled("poolSize: 3, strides: 2, padding: 'same'")),
      repaired(conv2("padding: 'same'"), pooled('poolSize: 2, strides: 2')),
      repaired(conv2("padding: 'same'"), pooled('poolSize: 15, strides: 1')),
      repaired(
        conv2("padding: 'same'"),
        'tf.layers.averagePooling2d({ poolSize: 3, strides: 2, dataFormat })',
      ),
      repaired(conv2("padding: 'same', strides: 2"), border('1')),
      repaired(conv2("padding: 'same', useBias: false"), pooled()),
      repaired(conv2("padding: 'same'", 'inputShape: [48, 27, 27], '), pooled()),
      repaired(border('1', 'inputShape: [96, 27, 27], dataFormat'), conv2("padding: 'same'", ''), pooled()),
    ],
  },
  'two-cards': {
    right: [
      [
        'join(convolve(192, left), convolve(192, right))',
        'join(...[left, right].map((x) => convolve(192, x)))',
      ],
      ['convolve(192, left), convolve(192, right)', '...[left, right].map((x) => convolve(x.shape[1], x))'],
    ],
    wrong: [
      ['join(convolve(192, left), convolve(192, right))', 'convolve(192, join(left, right))'],
      ['join(convolve(192, left), convolve(192, right))', 'join(convolve(192, left), convolve(192, left))'],
      ['join(convolve(192, left), convolve(192, right))', 'join(convolve(192, right), convolve(192, right))'],
      ['join(convolve(192, left), convolve(192, right))', 'join(convolve(384, left), convolve(384, right))'],
      ['join(convolve(192, left), convolve(192, right))', 'join(convolve(192, left), right)'],
      [
        'join(convolve(192, left), convolve(192, right))',
        'join(convolve(192, left), convolve(192, tf.layers.add().apply([left, right])))',
      ],
      [
        'join(convolve(192, left), convolve(192, right))',
        'tf.layers.add().apply([convolve(384, left), convolve(384, right)])',
      ],
      [
        'join(convolve(192, left), convolve(192, right))',
        'tf.layers.concatenate({ axis: 2 }).apply([convolve(192, left), convolve(192, right)])',
      ],
    ],
  },
  'as-convolution': {
    right: [
      sliding(
        "sliding.add(tf.layers.conv2d({ filters: 64, kernelSize: [5, 5], padding: 'valid', inputShape, dataFormat }));",
      ),
      sliding(
        'sliding.add(tf.layers.conv2d({ filters: 64, kernelSize: 5, strides: 5, inputShape, dataFormat }));',
      ),
    ],
    wrong: [
      sliding(
        "sliding.add(tf.layers.conv2d({ filters: 64, kernelSize: 5, padding: 'same', inputShape, dataFormat }));",
      ),
      sliding('sliding.add(tf.layers.conv2d({ filters: 64, kernelSize: 4, inputShape, dataFormat }));'),
      sliding('sliding.add(tf.layers.conv2d({ filters: 64, kernelSize: 1, inputShape, dataFormat }));'),
      sliding('sliding.add(tf.layers.conv2d({ filters: 32, kernelSize: 5, inputShape, dataFormat }));'),
      sliding(
        "sliding.add(tf.layers.conv2d({ filters: 64, kernelSize: 5, activation: 'relu', inputShape, dataFormat }));",
      ),
      sliding('sliding.add(tf.layers.conv2d({ filters: 64, kernelSize: [1, 5], inputShape, dataFormat }));'),
      sliding(
        'sliding.add(tf.layers.flatten({ inputShape, dataFormat }));\nsliding.add(tf.layers.dense({ units: 64 }));',
      ),
      ['tf.layers.dense({ units: 64 })', 'tf.layers.dense({ units: 64, useBias: false })'],
      [
        'dense.add(tf.layers.flatten({ inputShape, dataFormat }))',
        'dense.add(tf.layers.flatten({ inputShape }))',
      ],
    ],
  },
  'linear-logits': {
    right: [
      last("activation({ activation: 'linear' })", softmax),
      last('dropout({ rate: 0 })', softmax),
      last('softmax({})'),
      "const last = tf.sequential();\nlast.add(tf.layers.dense({ units: 1000, inputShape: [64], activation: 'softmax' }));",
    ],
    wrong: [
      last("activation({ activation: 'relu' })", softmax),
      last('dropout({ rate: 0.5 })', softmax),
      last('dropout({ rate: 0.1 })', softmax),
      last('leakyReLU({ alpha: 0.3 })', softmax),
      last("activation({ activation: 'elu' })", softmax),
      last("activation({ activation: 'tanh' })", softmax),
      last('alphaDropout({ rate: 0.5 })', softmax),
      last("activation({ activation: 'sigmoid' })"),
      last(softmax, softmax),
      last("activation({ activation: 'linear' })"),
      last('dense({ units: 1000 })', softmax),
    ],
  },
  neurons: {
    right: [
      neurons(`${sizes} if (layer.weights.length > 0) neurons += ${product};`),
      neurons(`${sizes} if (['Conv2D', 'Dense'].includes(layer.getClassName())) neurons += ${product};`),
      neurons(
        `if (/^(Conv|FC|dense)/.test(layer.name)) neurons += tf.util.sizeFromShape(layer.outputShape.slice(1));`,
      ),
      'const neurons = 55 ** 2 * 96 + 23 ** 2 * 256 + 11 ** 2 * 384 + 11 ** 2 * 384 + 11 ** 2 * 256 + 4096 + 4096 + 1000;',
    ],
    wrong: [
      neurons(`${sizes} neurons += ${product};`),
      neurons(`${sizes} if (/^Conv/.test(layer.name)) neurons += ${product};`),
      neurons(`${sizes} if (/^(FC|dense)/.test(layer.name)) neurons += ${product};`),
      neurons(`${sizes} if (/^(Conv|FC)/.test(layer.name)) neurons += ${product};`),
      neurons(`if (layer.countParams() > 0) neurons += layer.outputShape.reduce((a, b) => a * b);`),
      neurons('if (layer.countParams() > 0) neurons += layer.outputShape.at(-1);'),
      neurons('if (layer.countParams() > 0) neurons += layer.outputShape[1];'),
      neurons(`${sizes} if (layer.countParams() > 0) neurons = ${product};`),
      neurons('if (layer.countParams() > 0) neurons++;'),
      'const neurons = 650000;',
      'const neurons = 659272;',
    ],
  },
  'weight-decay': {
    right: [
      ['tf.regularizers.l2({ l2: 0.00025 })', 'tf.regularizers.l2({ l2: 0.0005 / 2 })'],
      ['tf.regularizers.l2({ l2: 0.00025 })', 'tf.regularizers.l1l2({ l1: 0, l2: 0.00025 })'],
      ['tf.regularizers.l2({ l2: 0.00025 })', '{ apply: (w) => w.square().sum().mul(0.00025) }'],
    ],
    wrong: [
      ['0.00025', '0.0005'],
      ['0.00025', '0.000125'],
      ['0.00025', '0.0025'],
      ['0.00025', '0.25'],
      ['0.00025', '0'],
      ['0.00025', '0.0005 ** 2'],
      ['{ l2: 0.00025 }', ''],
      ['l2({ l2: 0.00025 })', 'l1({ l1: 0.0005 })'],
      ['l2({ l2: 0.00025 })', 'l1l2({ l1: 0.00025, l2: 0.00025 })'],
    ],
  },
  mirror: {
    right: [
      ['tf.reverse(pictures, 3)', 'pictures.reverse(-1)'],
      ['tf.reverse(pictures, 3)', 'tf.reverse(pictures, [3])'],
      ['tf.reverse(pictures, 3)', 'pictures.gather(tf.range(0, pictures.shape[3], 1, "int32").reverse(), 3)'],
      ['tf.reverse(pictures, 3)', 'tf.concat(pictures.split(pictures.shape[3], 3).reverse(), 3)'],
    ],
    wrong: [
      ['tf.reverse(pictures, 3)', 'tf.reverse(pictures, 2)'],
      ['tf.reverse(pictures, 3)', 'tf.reverse(pictures, 1)'],
      ['tf.reverse(pictures, 3)', 'tf.reverse(pictures, 0)'],
      ['tf.reverse(pictures, 3)', 'tf.reverse(pictures, [2, 3])'],
      ['tf.reverse(pictures, 3)', 'tf.reverse(pictures)'],
      ['tf.reverse(pictures, 3)', 'tf.transpose(pictures, [0, 1, 3, 2])'],
      ['tf.reverse(pictures, 3)', 'tf.reverse(tf.transpose(pictures, [0, 1, 3, 2]), 3)'],
      ['tf.reverse(pictures, 3)', 'pictures'],
      ['tf.reverse(pictures, 3)', 'tf.reverse(pictures, 3).slice([0, 0, 0, 0], [1, 1, 3, 3])'],
    ],
  },
};

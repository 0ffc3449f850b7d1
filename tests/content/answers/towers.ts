import type { Answers } from './answer';

/** The solution's lines between its third and its last pooling. */
const between = (...lines: string[]) =>
  `const pooled2 = tf.input({ shape: [256, 11, 11] });
let third = through(pad(1), pooled2);
third = through(convolution('conv_3', 384, 3), third);
third = through(pad(2), third);
${lines.join('\n')}
const mended = tf.model({ inputs: pooled2, outputs: last });
last.shape;`;
const fourth = "let fourth = inTowers('conv_4', 192, 3, third);";
const fifth = "const fifth = inTowers('conv_5', 128, 3, fourth);";
const pooling = "const last = through(pool('convpool_5'), fifth);";
const halves = (body: string) =>
  `const normaliseTowers = (a: tf.Tensor4D): tf.Tensor => tf.tidy(() => {
  const normalise = localResponseNormalization({ dataFormat });
  const [, channels, height, width] = a.shape;
  const part = (begin: number, size: number) =>
    normalise.apply(a.slice([0, begin, 0, 0], [-1, size, -1, -1])) as tf.Tensor;
  ${body}
});`;

/** Of the chapter "Two towers". */
export const towers: Readonly<Record<string, Answers>> = {
  'dead-line': {
    right: [
      between(fourth, 'third = through(pad(2), third);', 'fourth = through(pad(1), fourth);', fifth, pooling),
      between(
        "const fourth = through(pad(1), inTowers('conv_4', 192, 3, third));",
        fifth,
        'const last = through(tf.layers.maxPooling2d({ poolSize: 3, strides: 2, dataFormat }), fifth);',
      ),
      [
        'fourth = through(pad(1), fourth)',
        'fourth = through(tf.layers.zeroPadding2d({ padding: [[1, 1], [1, 1]], dataFormat }), fourth)',
      ],
    ],
    wrong: [
      ['pad(1), fourth', 'pad(2), fourth'],
      ['fourth = through(pad(1), fourth);', ''],
      ['fourth = through(pad(1), fourth);', 'third = through(pad(1), third);'],
      // The fourth convolutions are left out.
      ["'conv_5', 128, 3, fourth", "'conv_5', 128, 3, third"],
      // A border behind the fifth convolutions instead of before them.
      between(fourth, fifth, "const last = through(pool('convpool_5'), through(pad(1), fifth));"),
      // Six by six by another pooling.
      between(
        fourth,
        fifth,
        "const last = through(tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same', dataFormat }), fifth);",
      ),
      ["'conv_5', 128, 3", "'conv_5', 128, 1"],
      ["'conv_4', 192, 3", "'conv_4', 96, 3"],
      ['through(pad(2), third)', 'through(pad(3), third)'],
      ["through(pool('convpool_5'), fifth)", 'fifth'],
    ],
  },
  'own-tower': {
    right: [
      halves('return tf.concat([part(0, channels / 2), part(channels / 2, channels / 2)], 1);'),
      halves(`const six = tf.stack(tf.split(a, 2, 1));
  return tf.concat(tf.unstack(six).map((half) => normalise.apply(half) as tf.Tensor), 1);`),
      `const normaliseTowers = (a) => tf.tidy(() => {
  const halves = tf.split(a, 2, 1).map((half) => {
    const last = half.transpose([0, 2, 3, 1]);
    return tf.localResponseNormalization(last, 2, 2, 0.0001, 0.75).transpose([0, 3, 1, 2]);
  });
  return tf.concat(halves, 1);
});`,
    ],
    wrong: [
      ['tf.split(a, 2, 1)', 'tf.split(a, 3, 1)'],
      ['tf.concat(halves, 1)', 'tf.concat(halves.toReversed(), 1)'],
      ['tf.concat(halves, 1)', 'halves[0]!'],
      ['tf.concat(halves, 1)', 'tf.concat(halves, 2)'],
      ['localResponseNormalization({ dataFormat })', 'localResponseNormalization({ dataFormat, n: 3 })'],
      ['localResponseNormalization({ dataFormat })', 'localResponseNormalization({ dataFormat, k: 1 })'],
      ['normalise.apply(half) as tf.Tensor', 'half'],
      halves('return tf.concat([part(0, 3), part(3, channels - 3)], 1);'),
      halves('return tf.concat([part(0, channels / 2), a.slice([0, channels / 2, 0, 0])], 1);'),
      'const normaliseTowers = (a) => tf.tidy(() => a.div(a.square().mul(0.0001).add(2).pow(0.75)));',
    ],
  },
};

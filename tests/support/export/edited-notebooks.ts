/** The notebook's cells as a reader may have changed them, drawn at random. */
import { generator } from '../random';
import { courseCells } from '../kernel-under-test';

const BUILDING = [
  'imports',
  'model',
  'conv1',
  'lrn1',
  'conv2',
  'conv3',
  'pad3',
  'conv4-conv5',
  'fc6',
  'fc7',
  'softmax',
];

const course = courseCells();

/** Sources in order, small enough to be built in a moment. */
export function editedNotebook(seed: number): readonly string[] {
  const random = generator(seed);
  const among = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const chance = (share: number) => random() < share;
  const isLast = chance(0.25);
  const side = among(35, 39, 43);
  const edit = (source: string): string =>
    source
      .replaceAll(/filters: \d+/g, () => `filters: ${among(2, 4, 6)}`)
      .replaceAll(/units: \d+/g, () => `units: ${among(3, 5, 8)}`)
      .replaceAll(/kernelSize: (\d+)/g, (was) =>
        chance(0.4) ? `kernelSize: ${among('3', '5', '[3, 2]', '2')}` : was,
      )
      .replaceAll(/padding: 'valid'/g, (was) => (chance(0.4) ? "padding: 'same'" : was))
      .replaceAll(/poolSize: 3/g, () => `poolSize: ${among(2, 3)}`)
      .replaceAll(/strides: (\d)/g, () => `strides: ${among('2', '2', '[2, 1]', '1')}`)
      .replaceAll(/rate: 0\.\d/g, () => `rate: ${among(0.25, 0.5)}`)
      .replaceAll(/padding: 1/g, (was) => (chance(0.4) ? `padding: ${among('2', '[[0, 1], [1, 2]]')}` : was))
      .replace('nClasses = 1000', () => `nClasses = ${among(1000, 7)}`)
      .replaceAll("'channelsFirst'", isLast ? "'channelsLast'" : "'channelsFirst'")
      .replace(/\[3, 227, 227\]/, isLast ? `[${side}, ${side}, 3]` : `[3, ${side}, ${side}]`);
  const extras = [
    `model.add(tf.layers.batchNormalization({ axis: ${isLast ? 3 : 1} }));`,
    `for (const filters of [4, 6]) {
  model.add(tf.layers.conv2d({ filters, kernelSize: 1, dataFormat, activation: 'relu', useBias: filters > 4 }));
}`,
    `const block = (filters: number) => {
  model.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', dataFormat }));
  model.add(tf.layers.activation({ activation: 'elu' }));
};
block(6);
block(4);`,
    `const width = 2 ** 3;
for (let i = 1; i <= 2; i++) {
  if (i * width > 8) model.add(tf.layers.conv2d({ filters: i * width, kernelSize: 2, dilationRate: 2, dataFormat }));
}`,
    `model.add(tf.layers.averagePooling2d({ poolSize: 2, strides: 1, dataFormat }));`,
  ];
  const sources = BUILDING.map((id) => edit(course.find((cell) => cell.id === id)?.source ?? ''));
  // Without some of the cells: each layer that is added is built, which takes its time.
  const kept = sources.filter((_, index) => index < 3 || (index > 7 ? index !== 9 : chance(0.5)));
  const middle = kept.length - 2;
  return [...kept.slice(0, middle), ...extras.filter(() => chance(0.3)), ...kept.slice(middle)];
}

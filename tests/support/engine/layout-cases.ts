import * as tf from '@tensorflow/tfjs';

type Make = (layers: typeof tf.layers) => tf.layers.Layer[];

/** Channels-first networks on [3, 13, 11], each to agree with TensorFlow.js's own layers. */
export const LAYOUT_CASES: Readonly<Record<string, Make>> = {
  'convolution, valid, stride 2': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: [3, 2], strides: 2, ...FIRST }),
    l.conv2d({ filters: 4, kernelSize: 2, padding: 'same', activation: 'tanh', ...FIRST }),
  ],
  'convolution without bias, dilated': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, dilationRate: 2, useBias: false, ...FIRST }),
    l.activation({ activation: 'relu' }),
  ],
  'a convolution with softmax of its own': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, activation: 'softmax', ...FIRST }),
    l.maxPooling2d({ poolSize: 2, ...FIRST }),
  ],
  'activation, pooling and padding between convolutions': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, ...FIRST }),
    l.activation({ activation: 'elu' }),
    l.maxPooling2d({ poolSize: 3, strides: 2, ...FIRST }),
    l.zeroPadding2d({
      padding: [
        [1, 2],
        [0, 3],
      ],
      ...FIRST,
    }),
    l.averagePooling2d({ poolSize: [2, 3], strides: [1, 2], padding: 'same', ...FIRST }),
    l.conv2d({ filters: 2, kernelSize: 2, ...FIRST }),
  ],
  'softmax over the last axis in the middle': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, ...FIRST }),
    l.activation({ activation: 'softmax' }),
    l.conv2d({ filters: 2, kernelSize: 2, ...FIRST }),
  ],
  'flatten in channels-last order, then dense': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, ...FIRST }),
    l.dropout({ rate: 0.5 }),
    l.flatten(FIRST),
    l.dense({ units: 6, activation: 'softmax' }),
  ],
  'flatten without a format': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, ...FIRST }),
    l.flatten(),
    l.dense({ units: 6 }),
  ],
  'batch normalization over channels': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, ...FIRST }),
    l.batchNormalization({ axis: 1 }),
    l.maxPooling2d({ poolSize: 2, ...FIRST }),
  ],
  'layers the course does not compute itself': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, ...FIRST }),
    l.upSampling2d({ size: [2, 2], ...FIRST }),
    l.conv2d({ filters: 2, kernelSize: 2, ...FIRST }),
    l.globalAveragePooling2d(FIRST),
  ],
  'dropout and a linear activation, which give back their input': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, ...FIRST }),
    l.dropout({ rate: 0.5 }),
    l.activation({ activation: 'linear' }),
    l.maxPooling2d({ poolSize: 2, ...FIRST }),
  ],
  'channels last': (l) => [
    l.conv2d({ inputShape: [3, 13, 11], filters: 5, kernelSize: 2 }),
    l.maxPooling2d({ poolSize: 2 }),
    l.flatten(),
  ],
  'one format after the other': (l) => [
    l.conv2d({ ...IMAGE, filters: 5, kernelSize: 3, ...FIRST }),
    l.conv2d({ filters: 4, kernelSize: 2, dataFormat: 'channelsLast' }),
    l.maxPooling2d({ poolSize: 2, ...FIRST }),
    l.flatten(FIRST),
  ],
};

/** TensorFlow.js has no gradient of a dilated convolution, and a wrong one of normalization over another axis than the last. */
export const STOCK_CANNOT_TRAIN = ['convolution without bias, dilated', 'batch normalization over channels'];

const FIRST = { dataFormat: 'channelsFirst' } as const;
const IMAGE = { inputShape: [3, 13, 11] };

/** The same case of the course's layers and of TensorFlow.js's own, with the same weights. */
export function twins(course: typeof tf, make: Make): { ours: tf.Sequential; stock: tf.Sequential } {
  const ours = course.sequential({ layers: make(course.layers) });
  const stock = tf.sequential({ layers: make(tf.layers) });
  stock.setWeights(ours.getWeights());
  return { ours, stock };
}

/** Two batches' worth of inputs, the same every time. */
export function layoutInput(): tf.Tensor4D {
  return tf.randomNormal<tf.Rank.R4>([5, 3, 13, 11], 0, 1, 'float32', 7);
}

/** The largest difference, relative to the largest number. */
export function relativeDifference(actual: tf.Tensor, expected: tf.Tensor): number {
  if (String(actual.shape) !== String(expected.shape)) {
    throw new Error(`The shapes are [${actual.shape.join()}] and [${expected.shape.join()}].`);
  }
  const [difference, size] = tf.tidy(() => [
    actual.sub(expected).abs().max().dataSync()[0] ?? NaN,
    expected.abs().max().dataSync()[0] ?? NaN,
  ]);
  return difference / size;
}

import * as tf from '@tensorflow/tfjs';
import type { DataFormat } from '../../model/layer';
import type { LayerOptions } from './layer-options';

/** Layers that give their axes in the order in which they take them, and have no word in it or one of the reader's own. */
const PASS_ON: readonly string[] = [
  'Activation',
  'ReLU',
  'LeakyReLU',
  'PReLU',
  'ELU',
  'ThresholdedReLU',
  'Dropout',
  'GaussianNoise',
  'GaussianDropout',
  'AlphaDropout',
  'BatchNormalization',
  'Add',
  'Multiply',
  'Average',
  'Maximum',
  'Minimum',
  'Concatenate',
  // Told the other order, it cuts channels.
  'Cropping2D',
];

/** Layers that work along the last axis unless they are given another. */
const ALONG_AN_AXIS: readonly string[] = ['concatenate', 'batchNormalization'];

/**
 * Makes a layer refuse images whose axes are in another order than it takes them to be. TensorFlow.js convolves over
 * channels and rows then, without a word. Who gives the order, or the axis, is taken at their word.
 *
 * @param maker the function of tf.layers that made the layer
 * @param options what it was given
 */
export function checkAxes(maker: string, layer: tf.layers.Layer, options: LayerOptions): void {
  const own = layer.getConfig()['dataFormat'] as DataFormat | undefined;
  const takesOrder = own !== undefined && maker !== 'flatten';
  const takesAxis = ALONG_AN_AXIS.includes(maker) && options['axis'] == null;
  if (!takesOrder && !takesAxis) return;
  const given = options['dataFormat'] != null;
  const apply = layer.apply.bind(layer);
  layer.apply = (inputs, kwargs) => {
    for (const x of [inputs].flat()) {
      if (!(x instanceof tf.SymbolicTensor) || x.shape.length !== 4) continue;
      if (takesAxis) checkAxis(maker, layer, x);
      if (takesOrder) checkOrder({ maker, layer, own, given }, x);
    }
    return apply(inputs, kwargs);
  };
}

interface Ordered {
  maker: string;
  layer: tf.layers.Layer;
  own: DataFormat;
  /** Whether the reader gave it. */
  given: boolean;
}

function checkAxis(maker: string, { name }: tf.layers.Layer, x: tf.SymbolicTensor): void {
  if (orderOf(x) !== 'channelsFirst') return;
  throw new Error(
    `${name} is given no axis, and would work along the last one. That is the width here: the output of ${x.sourceLayer.name} is channels first, ${written(x.shape)}. Write tf.layers.${maker}({ axis: 1 }) for the channels, or axis: -1 if the width is meant.`,
  );
}

function checkOrder({ maker, layer, own, given }: Ordered, x: tf.SymbolicTensor): void {
  const order = orderOf(x);
  if (order !== null && order !== own && !given) {
    throw new Error(
      `${layer.name} is given no dataFormat, and takes its input for ${NAMED[own]}. The output of ${x.sourceLayer.name} is ${NAMED[order]}, ${written(x.shape)}: write tf.layers.${maker}({ …, dataFormat: '${order}' }).`,
    );
  }
  if (order !== null || x.sourceLayer.getClassName() !== 'InputLayer') return;
  if (!isPhotograph(x.shape, OTHER[own]) || (given && own === 'channelsLast')) return;
  const [, a, b, c] = x.shape;
  const [channels, height, width] = own === 'channelsFirst' ? [a, b, c] : [c, a, b];
  const mend = given
    ? `Channels first, the shape is [${c}, ${a}, ${b}]; or write dataFormat: '${OTHER[own]}'.`
    : `Write dataFormat: '${OTHER[own]}'.`;
  throw new Error(
    `${layer.name} takes its input for ${NAMED[own]}: the shape ${written(x.shape)} is ${channels} channels of ${height} x ${width} to it. ${mend}`,
  );
}

const OTHER = { channelsFirst: 'channelsLast', channelsLast: 'channelsFirst' } as const;
const NAMED = {
  channelsFirst: 'channels first, [channels, height, width]',
  channelsLast: 'channels last, [height, width, channels], the default',
} as const;
/** A square of fewer pixels may be anything. */
const SMALLEST_PHOTOGRAPH = 8;

/** Whether a shape is that of square pictures in grey or colour, if its axes are in this order. */
function isPhotograph([, ...sizes]: tf.Shape, order: DataFormat): boolean {
  const [channels, height, width] = order === 'channelsFirst' ? sizes : [sizes[2], sizes[0], sizes[1]];
  return (channels === 1 || channels === 3) && height === width && Number(height) >= SMALLEST_PHOTOGRAPH;
}

/** The order of the axes of what a layer gives; null if no layer on the way to it says. */
function orderOf(x: tf.SymbolicTensor): DataFormat | null {
  const { sourceLayer, inputs } = x;
  if (x.shape.length !== 4) return null;
  if (PASS_ON.includes(sourceLayer.getClassName())) {
    for (const input of inputs) {
      const order = orderOf(input);
      if (order !== null) return order;
    }
    return null;
  }
  return (sourceLayer.getConfig()['dataFormat'] as DataFormat | undefined) ?? null;
}

/** A shape without its batch. */
function written(shape: tf.Shape): string {
  return `[${shape
    .slice(1)
    .map((size) => size ?? 'any')
    .join(', ')}]`;
}

import type * as tf from '@tensorflow/tfjs';
import { described, refuseUnknown } from './check-options';

/** What a layer is given by its caller. */
export type LayerOptions = Readonly<Record<string, unknown>>;

/** Names of the options that every layer takes. */
const COMMON = [
  'name',
  'trainable',
  'inputShape',
  'batchInputShape',
  'batchSize',
  'dtype',
  'inputDType',
  'weights',
];

/** Options that a layer does not list in its configuration, by maker. */
const UNLISTED: Readonly<Record<string, readonly string[]>> = {
  alphaDropout: ['noiseShape'],
  ...Object.fromEntries(
    ['averagePooling2d', 'avgPool2d', 'avgPooling2d', 'maxPooling2d', 'maxPool2d'].map((maker) => [
      maker,
      ['ceilMode'],
    ]),
  ),
  conv2d: ['groups', 'ceilMode'],
  dense: ['inputDim'],
  gruCell: ['dropoutFunc'],
  lstmCell: ['dropoutFunc'],
  simpleRNNCell: ['dropoutFunc'],
  embedding: ['inputLength'],
  flatten: ['dataFormat'],
  separableConv2d: ['depthMultiplier'],
};

/** Makers of layers in './utils', which the cells call by their name alone. */
const LIBRARY = ['localResponseNormalization', 'sliceChannels'];

/**
 * Refuses options that a layer does not know: TensorFlow.js ignores them.
 *
 * @param maker the function of tf.layers, or of the course's library, that made the layer
 * @throws if an option is none of this layer's
 */
export function checkLayerOptions(maker: string, layer: tf.layers.Layer, options: object): void {
  // Keras makes a layer again from its configuration, so that lists its options.
  const known = [...new Set([...Object.keys(layer.getConfig()), ...(UNLISTED[maker] ?? []), ...COMMON])];
  const own = known.filter((name) => !COMMON.includes(name));
  const common = `${COMMON.join(', ')} as every layer does.`;
  const more = own.length > 0 ? `It knows ${own.join(', ')}, and ${common}` : `It knows ${common}`;
  const call = LIBRARY.includes(maker) ? maker : `tf.layers.${maker}`;
  refuseUnknown(call, options, known, more);
}

/** The option that comes first in Keras, which takes it without its name. */
const FIRST_IN_KERAS: Readonly<Record<string, string>> = {
  activation: 'activation',
  conv1d: 'filters',
  conv2d: 'filters',
  dense: 'units',
  dropout: 'rate',
  maxPooling2d: 'poolSize',
  averagePooling2d: 'poolSize',
  zeroPadding2d: 'padding',
};

/** @throws if what stands for a layer's options is no object */
export function checkIsOptions(maker: string, options: unknown): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  const first = FIRST_IN_KERAS[maker] ?? 'name';
  const value = typeof options === 'number' ? String(options) : '…';
  throw new Error(
    `tf.layers.${maker} takes an object of options, such as { ${first}: ${value} }, and was given ${described(options)}.`,
  );
}

/**
 * @throws if `groups` is asked of another convolution than conv2d, which alone computes it here
 */
export function refuseGroups(maker: string, options: LayerOptions): void {
  if (!('groups' in options) || maker === 'conv2d') return;
  throw new Error(
    `tf.layers.${maker} has no option groups: TensorFlow.js has no grouped convolution, and here tf.layers.conv2d({ groups: 2 }) is the one layer that the course computes in groups. Of images, './utils' has sliceChannels({ begin: 0, size: 48 }): give each part a layer of its own, and put the results together with tf.layers.concatenate().`,
  );
}

import type * as tf from '@tensorflow/tfjs';
import { didYouMean } from './suggest';

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
  dense: ['inputDim'],
  embedding: ['inputLength'],
  flatten: ['dataFormat'],
  separableConv2d: ['depthMultiplier'],
};

/**
 * Refuses options that a layer does not know: TensorFlow.js ignores them.
 *
 * @param maker the function of tf.layers that made the layer
 * @throws if an option is none of this layer's
 */
export function checkOptions(maker: string, layer: tf.layers.Layer, options: LayerOptions): void {
  // Keras makes a layer again from its configuration, so that lists its options.
  const known = new Set([...Object.keys(layer.getConfig()), ...(UNLISTED[maker] ?? []), ...COMMON]);
  for (const option of Object.keys(options)) {
    if (known.has(option)) continue;
    const own = [...known].filter((name) => !COMMON.includes(name));
    throw new Error(
      `tf.layers.${maker} has no option ${option}${didYouMean(option, known)} It knows ${own.join(', ')}, and ${COMMON.join(', ')} as every layer does.`,
    );
  }
}

/**
 * @throws if `groups` is asked for, which TensorFlow.js cannot do
 */
export function refuseGroups(maker: string, options: LayerOptions): void {
  if (!('groups' in options)) return;
  throw new Error(
    `tf.layers.${maker} has no option groups: TensorFlow.js has no grouped convolution. Split the channels, convolve each part with a layer of its own, and put the results together with tf.layers.concatenate().`,
  );
}

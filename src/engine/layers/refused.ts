/** What a layer is given by its caller. */
type LayerOptions = Readonly<Record<string, unknown>>;

type Reason = (options: LayerOptions) => string | null;

const always =
  (reason: string): Reason =>
  () =>
    reason;

const isChannelsFirst = ({ dataFormat }: LayerOptions): boolean => dataFormat === 'channelsFirst';

const largest = (value: unknown): number => Math.max(1, ...[value ?? 1].flat().map(Number));

/** A convolution as TensorFlow.js cannot compute it; it would say so in the middle of a prediction. */
const convolution: Reason = ({ padding, strides, dilationRate }) => {
  if (padding === 'causal')
    return "padding: 'causal' is not computed: put zeros before the sequence yourself, with tf.pad, and leave padding 'valid'.";
  if (largest(strides) > 1 && largest(dilationRate) > 1)
    return 'strides and dilationRate cannot both be above 1: leave one of them 1.';
  return null;
};

const undilated: Reason = (options) =>
  largest(options['dilationRate']) > 1
    ? 'TensorFlow.js cannot train this layer with a dilationRate above 1: leave it 1, or use tf.layers.conv2d().'
    : convolution(options);

const convolutionalMemory: Reason = (options) =>
  isChannelsFirst(options)
    ? "dataFormat: 'channelsFirst' is not computed on every backend: put tf.layers.permute({ dims: [1, 3, 4, 2] }) before the layer, and leave its dataFormat 'channelsLast'."
    : null;

/** Why a layer of TensorFlow.js would be wrong with these options, and what to do instead; null if it is right. */
const WRONG: Readonly<Record<string, Reason>> = {
  conv1d: convolution,
  conv2d: convolution,
  conv3d: undilated,
  separableConv2d: undilated,
  depthwiseConv2d: (options) =>
    largest(options['dilationRate']) > 1
      ? 'dilationRate is ignored by TensorFlow.js in this layer: leave it 1, or use tf.layers.conv2d().'
      : convolution(options),
  convLstm2d: convolutionalMemory,
  convLstm2dCell: convolutionalMemory,
  centerCrop: always('TensorFlow.js crops at the wrong place: use tf.layers.cropping2D() instead.'),
  resizing: always(
    'TensorFlow.js tells its output shape without the batch: use tf.image.resizeBilinear() on the pictures before the network, or tf.layers.upSampling2d() within it.',
  ),
  randomWidth: always(
    'its output has no width that the next layer could know: use tf.image.resizeBilinear() on the pictures before the network.',
  ),
  categoryEncoding: always(
    'TensorFlow.js changes the shape of its input as well: use tf.oneHot() on the numbers before the network.',
  ),
};

/**
 * Refuses what TensorFlow.js would compute wrong, or only say to be impossible once the network runs.
 * @throws if this layer is not right with these options
 */
export function refuseWrong(maker: string, options: LayerOptions): void {
  const reason = WRONG[maker]?.(options);
  if (reason) throw new Error(`tf.layers.${maker} cannot be used so here: ${reason}`);
}

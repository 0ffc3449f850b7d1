import { readImageShape } from '../../model/image-shape';
import type {
  Activation,
  Concatenate,
  Conv2D,
  Dense,
  LocalResponseNormalization,
  Pair,
  Pooling2D,
  SliceChannels,
  ZeroPadding2D,
} from '../../model/layer';
import type { Row } from '../../model/rows';
import { writeCount } from '../../drawing/writing/counts';
import { listed } from '../../drawing/writing/lists';
import { writeShare } from '../../drawing/writing/measures';

/** What a layer does, with its settings, in a sentence or two. */
export function describeLayer(row: Row): string {
  const { layer } = row;
  switch (layer.type) {
    case 'conv2d':
      return describeConvolution(layer, row);
    case 'dense':
      return describeDense(layer, row);
    case 'activation':
      return describeActivation(layer);
    case 'localResponseNormalization':
      return describeNormalization(layer, row);
    case 'maxPooling2d':
    case 'averagePooling2d':
      return describePooling(layer);
    case 'zeroPadding2d':
      return describePadding(layer);
    case 'flatten':
      return 'Lays all numbers in one row, place by place, the channels of a place side by side.';
    case 'dropout':
      return `In training, each number becomes 0 with a probability of ${writeShare(layer.rate, 3)}, anew at every step, and the rest grow by as much as is lost on average. In prediction, as here, all pass through unchanged.`;
    case 'concatenate':
      return describeConcatenation(layer, row);
    case 'sliceChannels':
      return describeSlice(layer, row);
    case 'other':
      return 'The course has no view of its own for this class of layer: its shape and its parameters are what the layer itself says.';
  }
}

/** A few words for the layer's kind: convolution, max pooling. */
export function kindOf({ layer }: Row): string {
  switch (layer.type) {
    case 'conv2d':
      return 'Convolution';
    case 'dense':
      return 'Fully connected';
    case 'activation':
      return layer.activation === 'relu' ? 'ReLU' : layer.activation === 'softmax' ? 'Softmax' : 'Activation';
    case 'localResponseNormalization':
      return 'Local response normalisation';
    case 'maxPooling2d':
      return 'Max pooling';
    case 'averagePooling2d':
      return 'Average pooling';
    case 'zeroPadding2d':
      return 'Zero padding';
    case 'flatten':
      return 'Flatten';
    case 'dropout':
      return 'Dropout';
    case 'concatenate':
      return 'Concatenation';
    case 'sliceChannels':
      return 'Some of the channels';
    case 'other':
      return layer.className;
  }
}

function describeConvolution(layer: Conv2D, { input }: Row): string {
  const channels = readImageShape(input, layer.dataFormat)?.channels ?? 0;
  const over = layer.groups === 1 ? all(channels) : `${channels / layer.groups} of ${channels} channels`;
  const [vertical, horizontal] = layer.dilationRate;
  const edges = layer.padding === 'same' ? ', the edges padded with zeros' : ', without padding';
  return [
    `${amount(layer.filters, 'kernel')} of ${times(layer.kernelSize)}, each over ${over}, ${steps(layer.strides)}`,
    layer.ceilMode ? '' : edges,
    vertical * horizontal > 1 ? `, their weights ${pixels(layer.dilationRate)} apart` : '',
    layer.groups === 1 ? '.' : `, in ${layer.groups} groups: each sees its own part of the channels alone.`,
    layer.ceilMode ? roundedUp('it reads zeros') : '',
    layer.useBias ? ' Each adds a bias of its own.' : ' There are no biases.',
    fused(layer.activation),
    kept(layer),
  ].join('');
}

function describeDense(layer: Dense, { input }: Row): string {
  const { units, useBias, activation } = layer;
  const each = units === 1 ? 'One unit' : `Each of ${writeCount(units)} units`;
  const bias = useBias ? ', and adds a bias' : '';
  return `${each} weighs ${all(input.at(-1) ?? 0, 'number')} of the input with weights of its own${bias}.${fused(activation)}${kept(layer)}`;
}

function describeActivation({ activation }: Activation): string {
  switch (activation) {
    case 'relu':
      return 'Keeps what is above 0 and makes the rest 0, number by number.';
    case 'softmax':
      return 'Turns the scores into shares between 0 and 1 that add up to 1.';
    case 'linear':
      return 'Passes every number on as it is.';
    default:
      return `Applies ${activation} to every number.`;
  }
}

function describeNormalization(layer: LocalResponseNormalization, { input }: Row): string {
  const { depthRadius, bias, alpha, beta, dataFormat, groups = 1, window, divideAlpha } = layer;
  const places = dataFormat === 'channelsFirst' ? '' : ', channels last';
  const n = 2 * depthRadius + 1;
  const where =
    window === 'map'
      ? `in ${times([n, n])} places of the same channel`
      : `at the same place in ${amount(n, 'channel')}`;
  const factor = divideAlpha ? `α / ${window === 'map' ? n * n : n} times` : 'α times';
  const channels = readImageShape(input, dataFormat)?.channels ?? 0;
  const seam =
    groups === 1 || window === 'map'
      ? ''
      : ` The channels are in ${groups} groups of ${channels / groups}, and no window reaches into another.`;
  return `Divides each number by a power of k plus ${factor} the sum of squares ${where}, its own in the middle: k = ${bias}, n = ${n}, α = ${alpha}, β = ${beta}${places}.${seam}`;
}

function describeConcatenation({ axis }: Concatenate, { takes, inputs, output, dataFormat }: Row): string {
  const image = readImageShape(output, dataFormat);
  const axes = dataFormat === 'channelsFirst' ? ['channel', 'row', 'column'] : ['row', 'column', 'channel'];
  const noun = (image && axes[axis - 1]) ?? 'number';
  const parts = takes.map(
    (name, index) => `${amount(inputs[index]?.[axis - 1] ?? 0, noun)} of ${name ?? 'the input'}`,
  );
  return `Puts one behind the other what it takes, and changes no number: ${listed(parts)}.`;
}

function describeSlice({ begin, size, dataFormat }: SliceChannels, { input }: Row): string {
  const channels = readImageShape(input, dataFormat)?.channels ?? 0;
  const which = size === 1 ? `channel ${begin}` : `the channels ${begin} to ${begin + size - 1}`;
  return `Hands on ${which} of ${channels} as they are, and leaves out the others.`;
}

/** @param reads what a window does there, as words */
function roundedUp(reads: string): string {
  return ` Sizes are rounded up: a last window may hang over the far edge, where ${reads}.`;
}

function describePooling({ type, poolSize, strides, padding, ceilMode }: Pooling2D): string {
  const what = type === 'maxPooling2d' ? 'The largest number' : 'The mean';
  const overlap =
    strides[0] < poolSize[0] || strides[1] < poolSize[1] ? ', so that neighbouring windows overlap' : '';
  const beyond = padding === 'same' ? ' At the edges the windows reach beyond the picture.' : '';
  const edges = ceilMode ? roundedUp('it reads nothing') : beyond;
  return `${what} of each window of ${times(poolSize)}, ${steps(strides)}${overlap}. Every channel for itself.${edges}`;
}

function describePadding({ padding: [[top, bottom], [left, right]] }: ZeroPadding2D): string {
  const sides = [top, bottom, left, right];
  return sides.every((side) => side === top)
    ? `A border of zeros around every channel, ${pixels([top, top])} wide.`
    : `A border of zeros around every channel: ${top} above, ${bottom} below, ${left} at the left, ${right} at the right.`;
}

function fused(activation: string): string {
  return activation === 'linear' ? '' : ` Then ${activation}, within the layer.`;
}

function kept({ frozen }: Conv2D | Dense): string {
  return frozen ? ' Its weights are frozen: training leaves them as they are.' : '';
}

function steps([vertical, horizontal]: Pair): string {
  if (vertical === 1 && horizontal === 1) return 'moved pixel by pixel';
  return vertical === horizontal
    ? `moved ${vertical} pixels at a time`
    : `moved ${vertical} pixels down and ${horizontal} across at a time`;
}

function pixels([vertical, horizontal]: Pair): string {
  return vertical === horizontal ? amount(vertical, 'pixel') : `${times([vertical, horizontal])} pixels`;
}

function times([vertical, horizontal]: Pair): string {
  return `${vertical}\u00a0×\u00a0${horizontal}`;
}

function all(count: number, noun = 'channel'): string {
  return count === 1 ? `the one ${noun}` : `all ${amount(count, noun)}`;
}

function amount(count: number, noun: string): string {
  return `${writeCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

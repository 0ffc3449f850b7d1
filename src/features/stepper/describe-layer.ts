import { readImageShape } from '../../model/image-shape';
import type {
  Activation,
  Conv2D,
  Dense,
  LocalResponseNormalization,
  Pair,
  Pooling2D,
  ZeroPadding2D,
} from '../../model/layer';
import type { Row } from '../../model/rows';
import { writeCount } from '../../drawing/writing/counts';
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
      return describeNormalization(layer);
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
      return 'Puts what it takes one behind the other and changes no number.';
    case 'sliceChannels':
      return `Hands on the channels ${layer.begin} to ${layer.begin + layer.size - 1} as they are, and leaves out the others.`;
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
  return [
    `${amount(layer.filters, 'kernel')} of ${times(layer.kernelSize)}, each over ${over}, ${steps(layer.strides)}`,
    layer.padding === 'same' ? ', the edges padded with zeros' : ', without padding',
    vertical * horizontal > 1 ? `, their weights ${pixels(layer.dilationRate)} apart` : '',
    layer.groups === 1 ? '' : `, in ${layer.groups} groups`,
    layer.useBias ? '. Each adds a bias of its own.' : '. There are no biases.',
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

function describeNormalization({
  depthRadius,
  bias,
  alpha,
  beta,
  dataFormat,
}: LocalResponseNormalization): string {
  const places = dataFormat === 'channelsFirst' ? '' : ', channels last';
  return `Divides each number by a power of k plus α times the sum of squares at the same place in ${amount(2 * depthRadius + 1, 'channel')}, its own in the middle: k = ${bias}, n = ${2 * depthRadius + 1}, α = ${alpha}, β = ${beta}${places}.`;
}

function describePooling({ type, poolSize, strides, padding }: Pooling2D): string {
  const what = type === 'maxPooling2d' ? 'The largest number' : 'The mean';
  const overlap =
    strides[0] < poolSize[0] || strides[1] < poolSize[1] ? ', so that neighbouring windows overlap' : '';
  const edges = padding === 'same' ? ' At the edges the windows reach beyond the picture.' : '';
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

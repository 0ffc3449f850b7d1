import { readImageShape, sizeOf, writeImageShape, type ImageShape } from './image-shape';
import type {
  Concatenate,
  Conv2D,
  Dense,
  Dropout,
  Layer,
  LocalResponseNormalization,
  Padding,
  Pair,
  Pooling2D,
  Shape,
  Taken,
} from './layer';
import { dilated, windowCount } from './window';

/** A layer that cannot take its input, or contradicts itself. The message says which, and what to change. */
export class ShapeError extends Error {
  override name = 'ShapeError';
}

/** What a message calls the network's own input. */
const ITS_INPUT = 'its input';
const ORDER = {
  channelsFirst: '[channels, height, width]',
  channelsLast: '[height, width, channels]',
} as const;

/**
 * Checks a layer against its input and gives the shape of its output, both without the batch dimension.
 *
 * @param previous name of the layer that made the input, for the message of an error; null for the network's own input.
 * @param others shapes of what it takes besides: a layer that joins takes two or more.
 * @throws {ShapeError} if the layer cannot take this input.
 */
export function outputShape(
  layer: Layer,
  input: Shape,
  previous: Taken = null,
  others: readonly Shape[] = [],
): Shape {
  const context: Context = { layer, input, source: previous ? `the output of ${previous}` : ITS_INPUT };
  if (!input.every(isCount)) {
    fail(
      context,
      `cannot take ${context.source}, whose shape is ${printShape(input)}: every size must be a whole number, 1 or more`,
    );
  }
  switch (layer.type) {
    case 'conv2d':
      return convolutionShape(layer, context);
    case 'maxPooling2d':
    case 'averagePooling2d':
      return poolingShape(layer, context);
    case 'zeroPadding2d': {
      const image = imageInput(context, layer.dataFormat);
      const [[top, bottom], [left, right]] = layer.padding;
      for (const side of [top, bottom, left, right]) {
        if (!Number.isInteger(side) || side < 0) {
          fail(context, `has a padding of ${side}: give a whole number of rows or columns, 0 or more`);
        }
      }
      return writeImageShape(
        { ...image, height: top + image.height + bottom, width: left + image.width + right },
        layer.dataFormat,
      );
    }
    case 'localResponseNormalization':
      checkNormalization(layer, context);
      return input;
    case 'concatenate':
      return joinedShape(layer, context, [input, ...others]);
    case 'sliceChannels': {
      const image = imageInput(context, layer.dataFormat);
      const { begin, size } = layer;
      if (!Number.isInteger(begin) || begin < 0 || !isCount(size) || begin + size > image.channels) {
        fail(
          context,
          `hands on ${size} channels from channel ${begin} on, but ${context.source} has ${image.channels}: give a begin of 0 or more and a size of 1 or more that end within them`,
        );
      }
      return writeImageShape({ ...image, channels: size }, layer.dataFormat);
    }
    case 'flatten':
      if (input.length < 2) {
        fail(
          context,
          `flattens a shape of two or more sizes, but ${context.source} is ${printShape(input)}, flat already: remove this layer`,
        );
      }
      return [sizeOf(input)];
    case 'dense':
      return denseShape(layer, context);
    case 'dropout':
      checkRate(layer, context);
      return input;
    case 'activation':
      return input;
    case 'other':
      return layer.outputShape;
  }
}

/** A shape as a reader knows it: [96, 55, 55]. */
export function printShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

interface Context {
  layer: Layer;
  input: Shape;
  /** Who made the input, as a phrase. */
  source: string;
}

function convolutionShape(layer: Conv2D, context: Context): Shape {
  const { filters, kernelSize, strides, dilationRate, groups, padding, dataFormat } = layer;
  const image = imageInput(context, dataFormat);
  checkCount(context, 'filters', filters);
  checkPair(context, 'kernelSize', kernelSize);
  checkPair(context, 'strides', strides);
  checkPair(context, 'dilationRate', dilationRate);
  checkCount(context, 'groups', groups);
  if (sizeOf(strides) > 1 && sizeOf(dilationRate) > 1) {
    fail(
      context,
      `has strides ${times(strides)} and a dilationRate of ${times(dilationRate)}: one of the two must be 1`,
    );
  }
  if (image.channels % groups !== 0) {
    fail(
      context,
      `splits its input into ${groups} groups, but ${image.channels} channels cannot be split evenly: use a divisor of ${image.channels}`,
    );
  }
  if (filters % groups !== 0) {
    fail(
      context,
      `splits its filters into ${groups} groups, but ${filters} filters cannot be split evenly: use a multiple of ${groups}`,
    );
  }
  checkCeilMode(context, layer);
  const window = dilated(kernelSize, dilationRate);
  const dilation = sizeOf(dilationRate) > 1 ? `, dilated to ${times(window)}` : '';
  const spatial = slide(context, image, {
    name: 'kernelSize',
    described: `a ${times(kernelSize)} kernel${dilation}`,
    window,
    strides,
    padding,
    ceilMode: layer.ceilMode,
  });
  return writeImageShape({ channels: filters, ...spatial }, dataFormat);
}

function poolingShape(layer: Pooling2D, context: Context): Shape {
  const { poolSize, strides, padding, dataFormat } = layer;
  const image = imageInput(context, dataFormat);
  checkPair(context, 'poolSize', poolSize);
  checkPair(context, 'strides', strides);
  checkCeilMode(context, layer);
  const spatial = slide(context, image, {
    name: 'poolSize',
    described: `a ${times(poolSize)} window`,
    window: poolSize,
    strides,
    padding,
    ceilMode: layer.ceilMode,
  });
  return writeImageShape({ channels: image.channels, ...spatial }, dataFormat);
}

function checkNormalization(layer: LocalResponseNormalization, context: Context): void {
  const { channels } = imageInput(context, layer.dataFormat);
  const { depthRadius, groups = 1 } = layer;
  if (!Number.isInteger(depthRadius) || depthRadius < 0) {
    fail(context, `has a depthRadius of ${depthRadius}: give a whole number of channels, 0 or more`);
  }
  checkCount(context, 'groups', groups);
  if (channels % groups !== 0) {
    fail(
      context,
      `normalises in ${groups} groups, but ${channels} channels cannot be split evenly: use a divisor of ${channels}`,
    );
  }
}

/** All sizes but that of the axis must agree. */
function joinedShape(layer: Concatenate, context: Context, inputs: readonly Shape[]): Shape {
  const [first = []] = inputs;
  if (inputs.length < 2) {
    fail(context, 'joins two outputs or more, and is given one: hand it a list, .apply([one, other])');
  }
  const axis = layer.axis - 1;
  if (!Number.isInteger(axis) || axis < 0 || axis >= first.length) {
    fail(
      context,
      `joins along axis ${layer.axis}, but its inputs have the axes 1 to ${first.length} besides the batch, which is axis 0`,
    );
  }
  const differs = inputs.find(
    (shape) => shape.length !== first.length || shape.some((size, at) => at !== axis && size !== first[at]),
  );
  if (differs) {
    fail(
      context,
      `joins along axis ${layer.axis}, so all other sizes must agree, but it is given ${inputs.map(printShape).join(' and ')}`,
    );
  }
  const joined = inputs.reduce((sum, shape) => sum + (shape[axis] ?? 0), 0);
  return first.map((size, at) => (at === axis ? joined : size));
}

function checkCeilMode(context: Context, { ceilMode, padding }: Conv2D | Pooling2D): void {
  if (!ceilMode || padding === 'valid') return;
  fail(context, `has ceilMode with padding: "same", which rounds up already: leave one of the two out`);
}

function denseShape(layer: Dense, context: Context): Shape {
  checkCount(context, 'units', layer.units);
  if (context.input.length === 0)
    fail(context, `needs an input of at least one size, but ${context.source} has none`);
  return [...context.input.slice(0, -1), layer.units];
}

interface SlidWindow {
  /** The option that sets it. */
  name: string;
  /** As a phrase, with its size. */
  described: string;
  window: Pair;
  strides: Pair;
  padding: Padding;
  ceilMode: true | undefined;
}

function slide(
  context: Context,
  image: ImageShape,
  { name, described, window, strides, padding, ceilMode }: SlidWindow,
) {
  const height = windowCount(image.height, window[0], strides[0], padding, ceilMode);
  const width = windowCount(image.width, window[1], strides[1], padding, ceilMode);
  if (height < 1 || width < 1) {
    failIfOtherOrder(context, described);
    fail(
      context,
      `has ${described}, but ${context.source} is only ${image.height}x${image.width}: use a smaller ${name}, or padding: "same"`,
    );
  }
  return { height, width };
}

/** A kernel that is too large for 3 rows, of 227, is most often one to which the axes are told in the other order. */
function failIfOtherOrder(context: Context, described: string): void {
  const { layer, input, source } = context;
  if (!('dataFormat' in layer)) return;
  const { dataFormat } = layer;
  const other = dataFormat === 'channelsFirst' ? 'channelsLast' : 'channelsFirst';
  const [read, meant] = [readImageShape(input, dataFormat), readImageShape(input, other)];
  if (!read || !meant || read.height === read.width || meant.height !== meant.width) return;
  const written = writeImageShape(meant, dataFormat);
  const mend =
    source === ITS_INPUT && dataFormat === 'channelsFirst' ? `inputShape: ${printShape(written)}, or ` : '';
  fail(
    context,
    `has ${described}, but ${source} is only ${read.height}x${read.width} in the order of ${dataFormat}, ${ORDER[dataFormat]}. The channels of ${printShape(input)} stand ${other === 'channelsFirst' ? 'first' : 'last'}: write ${mend}dataFormat: "${other}"`,
  );
}

function imageInput(context: Context, dataFormat: 'channelsFirst' | 'channelsLast'): ImageShape {
  const image = readImageShape(context.input, dataFormat);
  if (image) return image;
  return fail(
    context,
    `takes images, ${ORDER[dataFormat]}, but ${context.source} has the shape ${printShape(context.input)}: put this layer before any flatten or dense layer`,
  );
}

function checkCount(context: Context, option: string, value: number): void {
  if (!isCount(value)) fail(context, `has ${option}: ${value}: give a whole number, 1 or more`);
}

function checkPair(context: Context, option: string, value: Pair): void {
  if (!value.every(isCount))
    fail(context, `has ${option}: [${value.join(', ')}]: give whole numbers, 1 or more`);
}

function checkRate(layer: Dropout, context: Context): void {
  if (!(layer.rate >= 0 && layer.rate < 1)) {
    fail(context, `has rate: ${layer.rate}: give the share of the inputs to drop, from 0 to below 1`);
  }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}

function times([vertical, horizontal]: Pair): string {
  return `${vertical}x${horizontal}`;
}

function fail({ layer }: Context, problem: string): never {
  throw new ShapeError(`${layer.name} ${problem}`);
}

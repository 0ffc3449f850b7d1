import { describe, expect, test } from 'vitest';
import type { Layer, Shape } from './layer';
import {
  concatenate,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  sliceChannels,
  zeroPadding2d,
} from './make-layer';
import { networkShapes } from './network-shapes';
import { outputShape, ShapeError } from './shapes';

describe('outputShape(layer, input)', () => {
  test.for<[string, Layer, Shape, Shape]>([
    ['227 gives 55', conv2d('c', 96, 11, { strides: 4 }), [3, 227, 227], [96, 55, 55]],
    ['224 is rounded down to 54', conv2d('c', 96, 11, { strides: 4 }), [3, 224, 224], [96, 54, 54]],
    [
      'same at stride 4 gives 56',
      conv2d('c', 96, 11, { strides: 4, padding: 'same' }),
      [3, 224, 224],
      [96, 56, 56],
    ],
    ['channels last', { ...conv2d('c', 8, [3, 5]), dataFormat: 'channelsLast' }, [9, 9, 3], [7, 5, 8]],
    ['overlapping pooling', maxPooling2d('p', 3, { strides: 2 }), [96, 55, 55], [96, 27, 27]],
    ['pooling steps by its own size unless told', maxPooling2d('p', 2), [4, 7, 7], [4, 3, 3]],
    [
      'padding of four different sides',
      {
        ...zeroPadding2d('z', 0),
        padding: [
          [1, 2],
          [3, 4],
        ],
      },
      [2, 5, 5],
      [2, 8, 12],
    ],
    ['flatten', flatten('f'), [256, 5, 5], [6400]],
    ['dense works on the last axis', dense('d', 7), [4, 3], [4, 7]],
  ])('%s', ([, layer, input, output]) => {
    expect(outputShape(layer, input)).toEqual(output);
  });
});

describe('what does not fit says so, and what to do', () => {
  test.for<[Layer, Shape, string]>([
    [
      conv2d('Conv2', 256, 5),
      [96, 3, 3],
      'Conv2 has a 5x5 kernel, but the output of MaxPool is only 3x3: use a smaller kernelSize, or padding: "same"',
    ],
    [
      conv2d('Conv2', 256, 3, { dilationRate: 2 }),
      [96, 4, 9],
      'Conv2 has a 3x3 kernel, dilated to 5x5, but the output of MaxPool is only 4x9: use a smaller kernelSize, or padding: "same"',
    ],
    [
      maxPooling2d('Pool', 3, { strides: 2 }),
      [96, 2, 2],
      'Pool has a 3x3 window, but the output of MaxPool is only 2x2: use a smaller poolSize, or padding: "same"',
    ],
    [
      conv2d('Conv2', 256, 5, { groups: 2 }),
      [3, 9, 9],
      'Conv2 splits its input into 2 groups, but 3 channels cannot be split evenly: use a divisor of 3',
    ],
    [
      conv2d('Conv2', 255, 5, { groups: 2 }),
      [4, 9, 9],
      'Conv2 splits its filters into 2 groups, but 255 filters cannot be split evenly: use a multiple of 2',
    ],
    [
      conv2d('Conv2', 256, 3, { strides: 2, dilationRate: 2 }),
      [4, 9, 9],
      'Conv2 has strides 2x2 and a dilationRate of 2x2: one of the two must be 1',
    ],
    [conv2d('Conv2', 0, 3), [4, 9, 9], 'Conv2 has filters: 0: give a whole number, 1 or more'],
    [
      conv2d('Conv2', 8, 3, { strides: [1.5, 1] }),
      [4, 9, 9],
      'Conv2 has strides: [1.5, 1]: give whole numbers, 1 or more',
    ],
    [
      conv2d('Conv2', 8, 3),
      [6400],
      'Conv2 takes images, [channels, height, width], but the output of MaxPool has the shape [6400]: put this layer before any flatten or dense layer',
    ],
    [
      { ...localResponseNormalization('LRN'), dataFormat: 'channelsLast' },
      [6400],
      'LRN takes images, [height, width, channels], but the output of MaxPool has the shape [6400]: put this layer before any flatten or dense layer',
    ],
    [
      localResponseNormalization('LRN', { depthRadius: 2.5 }),
      [4, 9, 9],
      'LRN has a depthRadius of 2.5: give a whole number of channels, 0 or more',
    ],
    [
      zeroPadding2d('pad', -1),
      [4, 9, 9],
      'pad has a padding of -1: give a whole number of rows or columns, 0 or more',
    ],
    [
      flatten('flatten_1'),
      [6400],
      'flatten_1 flattens a shape of two or more sizes, but the output of MaxPool is [6400], flat already: remove this layer',
    ],
    [dense('FC', -4), [6400], 'FC has units: -4: give a whole number, 1 or more'],
    [dropout('drop', 1), [6400], 'drop has rate: 1: give the share of the inputs to drop, from 0 to below 1'],
    [
      dropout('drop', 0.5),
      [4, 0],
      'drop cannot take the output of MaxPool, whose shape is [4, 0]: every size must be a whole number, 1 or more',
    ],
  ])('$2', ([layer, input, message]) => {
    expect(() => outputShape(layer, input, 'MaxPool')).toThrow(new ShapeError(message));
  });

  test('the first layer speaks of its own input', () => {
    expect(() => outputShape(conv2d('Conv1', 1, 5), [1, 3, 3])).toThrow(
      'Conv1 has a 5x5 kernel, but its input is only 3x3',
    );
  });
});

describe('networkShapes(network)', () => {
  const layers = [conv2d('Conv1', 8, 3), maxPooling2d('Pool', 4), conv2d('Conv2', 8, 3)];

  test('names the layer before the one that does not fit', () => {
    expect(() => networkShapes({ name: 'small', inputShape: [3, 10, 10], layers })).toThrow(
      'Conv2 has a 3x3 kernel, but the output of Pool is only 2x2',
    );
  });

  test('asks for the input shape', () => {
    expect(() => networkShapes({ name: 'open', inputShape: null, layers })).toThrow(
      'Conv1 is the first layer and has no inputShape: give it one, such as inputShape: [3, 227, 227]',
    );
  });

  test('of an empty network is empty', () => {
    expect(networkShapes({ name: 'empty', inputShape: null, layers: [] })).toEqual([]);
  });

  test('of branches that join', () => {
    const shapes = networkShapes({
      name: 'branches',
      inputShape: [3, 10, 10],
      layers: [conv2d('left', 8, 3), conv2d('right', 4, 3), concatenate('join')],
      takes: { left: [null], right: [null], join: ['left', 'right'] },
    });
    expect(shapes.at(-1)).toEqual([12, 8, 8]);
  });

  test.for<[string, Layer[], readonly (string | null)[], string]>([
    ['one input', [concatenate('join')], [null], 'join joins two outputs or more, and is given one'],
    [
      'another size',
      [conv2d('left', 8, 3), concatenate('join')],
      ['left', null],
      'join joins along axis 1, so all other sizes must agree, but it is given [8, 8, 8] and [3, 10, 10]',
    ],
    ['an axis too many', [concatenate('join', 4)], [null, null], 'its inputs have the axes 1 to 3 besides'],
    [
      'a layer that is not there',
      [concatenate('join')],
      [null, 'later'],
      'what later gives, which is no layer',
    ],
    [
      'channels beyond the last',
      [sliceChannels('part', 2, 2)],
      [null],
      'part hands on 2 channels from channel 2 on, but its input has 3',
    ],
  ])('refuses %s', ([, layers, last, reason]) => {
    const takes = { left: [null], [layers.at(-1)!.name]: last };
    expect(() => networkShapes({ name: 'wrong', inputShape: [3, 10, 10], layers, takes })).toThrow(reason);
  });

  test('rounds up where it is told to: 224 gives 55, as in the authors’ program', () => {
    const conv = conv2d('c', 96, 11, { strides: 4, ceilMode: true });
    expect(outputShape(conv, [3, 224, 224])).toEqual([96, 55, 55]);
    expect(() => outputShape({ ...conv, padding: 'same' }, [3, 224, 224])).toThrow(
      'c has ceilMode with padding',
    );
    expect(() => outputShape(localResponseNormalization('n', { groups: 2 }), [3, 9, 9])).toThrow(
      'n normalises in 2 groups, but 3 channels cannot be split evenly',
    );
  });
});

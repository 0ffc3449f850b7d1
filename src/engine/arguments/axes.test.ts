import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '../../../tests/support/engine/host';
import type { EngineSession } from '../session';

let session: EngineSession;

beforeAll(async () => {
  session = await startSession();
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

type Layers = typeof tf.layers;
type Make = (layers: Layers) => tf.layers.Layer[];

const FIRST = { dataFormat: 'channelsFirst' } as const;
const conv = (layers: Layers, options: object) =>
  layers.conv2d({ name: 'Conv1', filters: 4, kernelSize: 3, ...options });
const firstConv = (layers: Layers) => conv(layers, { inputShape: [3, 27, 27], ...FIRST });
const build = (make: Make) => session.tf.sequential({ layers: make(session.tf.layers) });

describe('axes in the other order than the layer takes them in are told as that', () => {
  it.each<[string, Make, string]>([
    [
      'dataFormat left out, the kernel too large for the rows',
      (l) => [conv(l, { kernelSize: 11, inputShape: [3, 227, 227] })],
      'Conv1 has a 11x11 kernel, but its input is only 3x227 in the order of channelsLast, [height, width, channels]. The channels of [3, 227, 227] stand first: write dataFormat: "channelsFirst"',
    ],
    [
      'the shape channels last, the layer channels first',
      (l) => [conv(l, { kernelSize: 11, inputShape: [227, 227, 3], ...FIRST })],
      'Conv1 has a 11x11 kernel, but its input is only 227x3 in the order of channelsFirst, [channels, height, width]. The channels of [227, 227, 3] stand last: write inputShape: [3, 227, 227], or dataFormat: "channelsLast"',
    ],
    [
      'dataFormat left out, the kernel no larger than the rows',
      (l) => [conv(l, { inputShape: [3, 227, 227] })],
      "Conv1 takes its input for channels last, [height, width, channels], the default: the shape [3, 227, 227] is 227 channels of 3 x 227 to it. Write dataFormat: 'channelsFirst'.",
    ],
    [
      'the same the other way round',
      (l) => [conv(l, { inputShape: [227, 227, 3], ...FIRST })],
      "the shape [227, 227, 3] is 227 channels of 227 x 3 to it. Channels first, the shape is [3, 227, 227]; or write dataFormat: 'channelsLast'.",
    ],
    [
      'a format left out further down',
      (l) => [
        firstConv(l),
        l.activation({ name: 'relu', activation: 'relu' }),
        l.maxPooling2d({ name: 'MaxPool', poolSize: 2 }),
      ],
      "MaxPool is given no dataFormat, and takes its input for channels last, [height, width, channels], the default. The output of relu is channels first, [channels, height, width], [4, 25, 25]: write tf.layers.maxPooling2d({ …, dataFormat: 'channelsFirst' }).",
    ],
    ['padding', (l) => [firstConv(l), l.zeroPadding2d()], 'write tf.layers.zeroPadding2d({ …, dataFormat:'],
    [
      'the mean over each map',
      (l) => [firstConv(l), l.globalAveragePooling2d({})],
      'write tf.layers.globalAveragePooling2d({ …, dataFormat:',
    ],
    [
      'a normalisation without its axis',
      (l) => [firstConv(l), l.batchNormalization({ name: 'norm' })],
      'norm is given no axis, and would work along the last one. That is the width here: the output of Conv1 is channels first, [4, 25, 25]. Write tf.layers.batchNormalization({ axis: 1 }) for the channels',
    ],
  ])('%s', (_what, make, message) => {
    expect(() => build(make)).toThrow(message);
  });

  it('concatenation without its axis, of two channels-first outputs', () => {
    const { layers, input } = session.tf;
    const x = input({ shape: [3, 27, 27] });
    const parts = ['a', 'b'].map((name) => conv(layers, { ...FIRST, name }).apply(x) as tf.SymbolicTensor);
    expect(() => layers.concatenate({ name: 'join' }).apply(parts)).toThrow(
      'join is given no axis, and would work along the last one. That is the width here: the output of a is channels first, [4, 25, 25]. Write tf.layers.concatenate({ axis: 1 }) for the channels, or axis: -1 if the width is meant.',
    );
    const joined = (axis: number) => layers.concatenate({ axis }).apply(parts) as tf.SymbolicTensor;
    expect(joined(1).shape).toEqual([null, 8, 25, 25]);
    expect(joined(-1).shape).toEqual([null, 4, 25, 50]);
  });
});

describe('who says which order is meant is taken at their word', () => {
  it.each<[string, Make, tf.Shape]>([
    [
      'another format further down',
      (l) => [firstConv(l), l.maxPooling2d({ poolSize: 2, dataFormat: 'channelsLast' })],
      [null, 2, 12, 25],
    ],
    [
      'three rows of many columns',
      (l) => [conv(l, { inputShape: [3, 227, 227], dataFormat: 'channelsLast' })],
      [null, 1, 225, 4],
    ],
    ['an axis', (l) => [firstConv(l), l.batchNormalization({ axis: -1 })], [null, 4, 25, 25]],
    [
      'a format left out after the axes were put in another order',
      (l) => [firstConv(l), l.permute({ dims: [2, 3, 1] }), l.maxPooling2d({ poolSize: 2 })],
      [null, 12, 12, 4],
    ],
    [
      'channels last all along',
      (l) => [conv(l, { inputShape: [27, 27, 3] }), l.maxPooling2d({})],
      [null, 12, 12, 4],
    ],
    ['small shapes', (l) => [conv(l, { inputShape: [3, 5, 5] })], [null, 1, 3, 4]],
  ])('%s', (_what, make, shape) => {
    expect(build(make).outputs[0]?.shape).toEqual(shape);
  });
});

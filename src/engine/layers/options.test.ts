import type * as tfjs from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { sessionOn } from '../../../tests/support/engine/session-on';
import { makeLocalResponseNormalization, makeSliceChannels } from '../course-tf';
import { describeLayer } from './describe-layer';

const session = sessionOn('cpu');
type Layers = typeof tfjs.layers;

/** Calls a maker as a cell may that TypeScript does not check. */
const make = (maker: keyof Layers, options: object) => (layers: Layers) =>
  (layers[maker] as (options: object) => tfjs.layers.Layer)(options);
const conv = (options: object) => make('conv2d', { filters: 4, kernelSize: 3, ...options });
const lrn = (options: object) => () => makeLocalResponseNormalization(session(), options);
const slice = (options?: object) => () => makeSliceChannels(session(), options);
/** In a functional network, which checks nothing by itself. */
const within =
  (channels: number, layer: (layers: Layers) => tfjs.layers.Layer) =>
  (layers: Layers): unknown =>
    layer(layers).apply(session().tf.input({ shape: [channels, 9, 9] }));

describe('an option that cannot be', () => {
  it.each([
    [
      'no number of groups',
      conv({ groups: 0 }),
      'tf.layers.conv2d has groups: 0: give a whole number, 1 or more.',
    ],
    ['half a group', conv({ groups: 1.5 }), 'tf.layers.conv2d has groups: 1.5: '],
    [
      'filters that do not split',
      conv({ groups: 3 }),
      'but 4 filters cannot be split evenly: use a multiple of 3.',
    ],
    [
      'channels that do not split',
      within(3, conv({ groups: 2, name: 'c', dataFormat: 'channelsFirst' })),
      'c splits its input into 2 groups, but 3 channels cannot be split evenly: use a divisor of 3',
    ],
    ['a word for ceilMode', conv({ ceilMode: 'yes' }), 'tf.layers.conv2d has ceilMode: yes: give true'],
    [
      'what rounds up already',
      make('maxPooling2d', { poolSize: 2, ceilMode: true, padding: 'same' }),
      "tf.layers.maxPooling2d has ceilMode with padding: 'same', which rounds up already",
    ],
    [
      'ceilMode of a pooling that has none',
      make('maxPooling1d', { ceilMode: true }),
      'has no option ceilMode',
    ],
    [
      'a window of its own',
      lrn({ window: 'square' }),
      "localResponseNormalization has window: 'square': give 'map'",
    ],
    ['groups of a map', lrn({ window: 'map', groups: 2 }), 'so leave groups out.'],
    [
      'a word for divideAlpha',
      lrn({ divideAlpha: 'n' }),
      "localResponseNormalization has divideAlpha: 'n': ",
    ],
    ['an even n', lrn({ n: 4 }), 'localResponseNormalization has n: 4: give an odd number of channels'],
    [
      'a normalisation whose channels do not split',
      within(3, lrn({ groups: 2, name: 'norm' })),
      'norm normalises in 2 groups, but 3 channels cannot be split evenly',
    ],
    [
      'a slice of nothing',
      slice(),
      'sliceChannels has begin: undefined: give the first channel that goes on',
    ],
    ['a misspelt slice', slice({ start: 0, size: 2 }), 'sliceChannels has no option start'],
    ['a slice before the first', slice({ begin: -1, size: 2 }), 'sliceChannels has begin: -1: '],
    ['a slice without a size', slice({ begin: 0 }), 'sliceChannels has size: undefined: '],
    [
      'a slice beyond the last',
      within(4, slice({ begin: 3, size: 2, name: 'half' })),
      'half hands on 2 channels from channel 3 on, but its input has 4',
    ],
  ])('%s is refused', (_what, refused, message) => {
    expect(() => refused(session().tf.layers)).toThrow(message);
  });
});

it.each(['maxPool2d', 'avgPool2d', 'avgPooling2d'] as const)(
  '%s takes ceilMode by that name too',
  (maker) => {
    const { layers } = session().tf;
    expect(describeLayer(make(maker, { poolSize: 3, ceilMode: true })(layers))).toMatchObject({
      ceilMode: true,
    });
  },
);

describe('a saved layer', () => {
  it.each([
    conv({ groups: 2, ceilMode: true, strides: 2, dataFormat: 'channelsFirst' }),
    conv({}),
    make('averagePooling2d', { poolSize: 3, ceilMode: true }),
    lrn({ groups: 2, divideAlpha: true }),
    lrn({ window: 'map' }),
    slice({ begin: 1, size: 2 }),
  ])('is what it was, %#', async (layer) => {
    const { input, model, layers, models } = session().tf;
    const x = input({ shape: [4, 9, 8] });
    const made = layer(layers);
    const network = model({ inputs: x, outputs: made.apply(x) as tfjs.SymbolicTensor });
    const again = await models.modelFromJSON(network.toJSON(null, false) as never);
    expect(describeLayer(again.layers[1]!)).toEqual(describeLayer(made));
    expect(again.outputs[0]?.shape).toEqual(network.outputs[0]?.shape);
  });
});

describe.each(['channelsFirst', 'channelsLast'] as const)(
  'called by hand, %s, no tensor is left of',
  (dataFormat) => {
    it.each([
      ['groups', conv({ groups: 2, dataFormat })],
      ['sizes rounded up', conv({ ceilMode: true, strides: 2, dataFormat })],
      ['groups and softmax', conv({ groups: 2, activation: 'softmax', dataFormat })],
      ['a pooling', make('maxPooling2d', { poolSize: 3, ceilMode: true, dataFormat })],
      ['a normalisation in groups', lrn({ groups: 2, dataFormat })],
      ['a normalisation within a map', lrn({ window: 'map', dataFormat })],
      ['a slice', slice({ begin: 1, size: 2, dataFormat })],
    ])('%s', (_what, made) => {
      const { layers, input, ones } = session().tf;
      const shape = dataFormat === 'channelsFirst' ? [4, 9, 8] : [9, 8, 4];
      const layer = made(layers);
      layer.apply(input({ shape }));
      const x = ones([1, ...shape]);
      const before = session().tensors;
      const y = layer.apply(x) as tfjs.Tensor;
      expect(session().tensors).toBe(before + 1);
      expect(y.shape.slice(1)).toEqual(layer.outputShape.slice(1));
    });
  },
);

import fc from 'fast-check';
import { format } from 'prettier';
import { beforeAll, describe, expect, test } from 'vitest';
import { FAMILY, memberOf } from '../model/family/family';
import type { Layer, Network } from '../model/layer';
import { concatenate, conv2d, dense, sliceChannels } from '../model/make-layer';
import { taken } from '../model/network-shapes';
import { networks } from '../../tests/support/model/networks';
import { KernelUnderTest } from '../../tests/support/kernel-under-test';
import { builtByCell } from '../../tests/support/export/recorded-cell';
import { cellSource } from './cell-source';

/** What a cell can say of a network: all but its name. */
function said(network: Network) {
  const { inputShape, batchSize, layers } = network;
  return { inputShape, batchSize, layers, takes: taken(network) };
}

function checkCell(network: Network): void {
  const source = cellSource(network, { variable: 'net' });
  expect(said(builtByCell(source, 'net'))).toEqual(said(network));
}

describe('the cell of a network builds it', () => {
  test.for(FAMILY)('$id', ({ network }) => checkCell(network()));

  test('50 random ones, of mixed formats too', () => {
    fc.assert(fc.property(networks({ mixed: true, activations: ['relu', 'tanh', 'softmax'] }), checkCell), {
      numRuns: 50,
      seed: 11,
    });
  });

  test('branches with names that are no names of constants', () => {
    const layers: Layer[] = [
      conv2d('tf', 4, 1, { frozen: true }),
      sliceChannels('it\'s "odd"\\', 0, 2),
      sliceChannels('2', 2, 2),
      concatenate('new'),
      concatenate('new_2'),
      dense('net', 2),
    ];
    const takes = {
      tf: [null],
      'it\'s "odd"\\': ['tf'],
      '2': ['tf'],
      new: ['2', 'it\'s "odd"\\'],
      new_2: ['new', 'tf'],
      net: ['new_2'],
    };
    checkCell({ name: 'odd', inputShape: [3, 5, 4], batchSize: 7, layers, takes });
  });

  test('an empty one', () => checkCell({ name: 'empty', inputShape: null, layers: [] }));

  test('but not one with a layer that has no description', () => {
    const layer: Layer = {
      type: 'other',
      name: 'gru',
      className: 'GRU',
      outputShape: [1],
      parameters: 1,
      trainableParameters: 1,
    };
    const network: Network = { name: 'other', inputShape: [2, 2], layers: [layer] };
    expect(() => cellSource(network, { variable: 'net' })).toThrow('gru is a GRU');
  });
});

/** An eighth of every width. */
function narrow(network: Network): Network {
  const less = (count: number) => Math.ceil(count / 8);
  const layers = network.layers.map((layer): Layer => {
    if (layer.type === 'conv2d') return { ...layer, filters: less(layer.filters) };
    if (layer.type === 'dense') return { ...layer, units: less(layer.units) };
    if (layer.type !== 'sliceChannels') return layer;
    return { ...layer, begin: less(layer.begin), size: less(layer.size) };
  });
  return { ...network, layers };
}

describe('the kernel builds of it', () => {
  let tested: KernelUnderTest;
  beforeAll(async () => {
    tested = await KernelUnderTest.start();
  });

  test.for(FAMILY)('$id, narrow', async ({ network }) => {
    const narrowed = narrow(network());
    await tested.run([cellSource(narrowed, { variable: 'net' })]);
    const told = tested.events.findLast((event) => event.type === 'networks')?.networks ?? [];
    const held = told.find(({ name }) => name === 'net');
    expect(held && said(held.network)).toEqual(said(narrowed));
  });
});

test.for(FAMILY)('it is laid out as Prettier would: $id', async ({ network }) => {
  const source = cellSource(network(), { variable: 'net' });
  const options = { parser: 'typescript', singleQuote: true, printWidth: 80 } as const;
  expect(`${source}\n`).toBe(await format(source, options));
});

test('a cell as the notebook has it', () => {
  const [padding, , pooling] = memberOf('d2l').network().layers;
  const source = cellSource(
    {
      name: 'd',
      inputShape: [1, 224, 224],
      layers: [padding!, conv2d('Conv1', 96, 11, { strides: 4, padding: 'same' }), pooling!],
    },
    { variable: 'd2l' },
  );
  expect(source).toBe(`import * as tf from '@tensorflow/tfjs';

const dataFormat = 'channelsFirst';
const d2l = tf.sequential();
d2l.add(
  tf.layers.zeroPadding2d({
    padding: 1,
    inputShape: [1, 224, 224],
    dataFormat,
    name: 'pad1',
  }),
);
d2l.add(
  tf.layers.conv2d({
    filters: 96,
    kernelSize: 11,
    strides: 4,
    padding: 'same',
    dataFormat,
    name: 'Conv1',
  }),
);
d2l.add(tf.layers.activation({ activation: 'relu', name: 'relu1' }));

d2l.summary();`);
});

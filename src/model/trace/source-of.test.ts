import { describe, expect, test } from 'vitest';
import { twoTowersNetwork } from '../family/two-towers';
import type { Network } from '../layer';
import { conv2d, concatenate } from '../make-layer';
import { rows } from '../rows';
import { sourceOf } from './source-of';

function rowOf(network: Network, name: string) {
  return rows(network).find(({ layer }) => layer.name === name)!;
}

describe('sourceOf(row, unit)', () => {
  const join = rowOf(twoTowersNetwork(), 'concatenate_1');

  test.for([
    [0, 'conv_2_1', 0],
    [127, 'conv_2_1', 127],
    [128, 'conv_2_2', 0],
    [255, 'conv_2_2', 127],
  ] as const)('channel %i of two towers of 128 is of %s', ([channel, layer, own]) => {
    expect(sourceOf(join, [channel, 3, 4])).toEqual({ layer, unit: [own, 3, 4] });
  });

  test('of a layer in a row, the one before it; of the first, the network’s input', () => {
    expect(sourceOf(rowOf(twoTowersNetwork(), 'LRN2'), [5, 1, 2])).toEqual({
      layer: 'concatenate_1',
      unit: [5, 1, 2],
    });
    expect(sourceOf(rowOf(twoTowersNetwork(), 'conv_1'), [2, 9, 9])).toEqual({
      layer: null,
      unit: [2, 9, 9],
    });
  });

  test.for([
    [3, [5, 1, 2], 'right', [1, 1, 2]],
    [1, [2, 7, 2], 'right', [2, 2, 2]],
    [2, [2, 1, 6], 'right', [2, 1, 1]],
  ] as const)('channels last, along axis %i of memory', ([axis, unit, layer, own]) => {
    const dataFormat = 'channelsLast';
    const network: Network = {
      name: 'last',
      inputShape: [5, 5, 1],
      layers: [
        conv2d('left', 4, 1, { dataFormat }),
        conv2d('right', 4, 1, { dataFormat }),
        concatenate('join', axis),
      ],
      takes: { left: [null], right: [null], join: ['left', 'right'] },
    };
    expect(sourceOf(rowOf(network, 'join'), unit)).toEqual({ layer, unit: own });
  });
});

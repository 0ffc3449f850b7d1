import { describe, expect, test } from 'vitest';
import type { Network } from '../layer';
import { notebookNetwork } from '../networks';
import { d2lNetwork, paperNetwork, torchvisionNetwork } from './reference-networks';
import { rows } from '../rows';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

const weighted = (network: Network) => rows(network).filter((row) => row.parameters > 0);

interface Reference {
  name: string;
  network: Network;
  layers: readonly number[];
  total: number;
}

const FC7 = 16_781_312;

const FC8 = 4_097_000;

const REFERENCES: readonly Reference[] = [
  {
    name: 'the notebook',
    network: notebookNetwork(),
    layers: [34_944, 614_656, 885_120, 1_327_488, 884_992, 26_218_496, FC7, FC8],
    total: 50_844_008,
  },
  {
    name: 'the paper, with groups of two',
    network: paperNetwork(),
    layers: [34_944, 307_456, 885_120, 663_936, 442_624, 37_752_832, FC7, FC8],
    total: 60_965_224,
  },
  {
    name: 'the paper without groups',
    network: paperNetwork({ groups: 1 }),
    layers: [34_944, 614_656, 885_120, 1_327_488, 884_992, 37_752_832, FC7, FC8],
    total: 62_378_344,
  },
  {
    name: "torchvision's",
    network: torchvisionNetwork(),
    layers: [23_296, 307_392, 663_936, 884_992, 590_080, 37_752_832, FC7, FC8],
    total: 61_100_840,
  },
  {
    name: "d2l.ai's",
    network: d2lNetwork(),
    layers: [11_712, 614_656, 885_120, 1_327_488, 884_992, 26_218_496, FC7, 40_970],
    total: 46_764_746,
  },
];

describe('reference networks', () => {
  describe.for(REFERENCES)('$name', ({ network, layers, total }) => {
    test('parameters of every layer', () => {
      expect(weighted(network).map((row) => row.parameters)).toEqual(layers);
    });

    test('parameters in all, every one trainable', () => {
      expect(sum(rows(network).map((row) => row.parameters))).toBe(total);
      expect(sum(rows(network).map((row) => row.trainable))).toBe(total);
    });
  });

  test.for([
    ['the notebook', notebookNetwork(), '852.2M'],
    ['the paper, with groups of two', paperNetwork(), '724.4M'],
  ] as const)('multiply-adds for one image, %s', ([, network, expected]) => {
    const total = sum(rows(network).map((row) => row.multiplyAdds));
    expect(`${(total / 1e6).toFixed(1)}M`).toBe(expected);
  });

  test("the paper's feature maps keep 13x13 to the last pooling, and 9216 numbers reach fc6", () => {
    const outputs = new Map(rows(paperNetwork()).map((row) => [row.layer.name, row.output]));
    expect(outputs.get('conv2')).toEqual([256, 27, 27]);
    expect(outputs.get('conv5')).toEqual([256, 13, 13]);
    expect(outputs.get('pool5')).toEqual([256, 6, 6]);
    expect(outputs.get('flatten')).toEqual([9216]);
  });

  test('neurons of the paper, section 4 and figure 2: 659,272 with 290,400 in the first layer', () => {
    const neurons = rows(paperNetwork())
      .filter((row) => row.parameters > 0)
      .map((row) => row.activationBytes / 4);
    expect(neurons[0]).toBe(290_400);
    expect(sum(neurons)).toBe(659_272);
  });
});

import { describe, expect, test } from 'vitest';
import type { Network } from './layer';
import { NOTEBOOK_CELLS, notebookLayers, notebookNetwork, notebookThrough } from './networks';
import { d2lNetwork, paperNetwork, torchvisionNetwork } from './reference-networks';
import { rows } from './rows';

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

describe('the notebook, cell by cell', () => {
  test('29 layers, each added by one cell', () => {
    const added = Object.values(notebookLayers()).flat();
    expect(added).toHaveLength(29);
    expect(added).toEqual(notebookNetwork().layers);
  });

  test('names follow the recorded session and never repeat', () => {
    const names = notebookNetwork().layers.map((layer) => layer.name);
    expect(new Set(names).size).toBe(29);
    expect(names).toContain('zero_padding2d_27');
    expect(names.at(-1)).toBe('activation_85');
  });

  test('nothing is there before conv1, and nothing comes after softmax', () => {
    expect(NOTEBOOK_CELLS).toHaveLength(15);
    expect(notebookThrough('model')).toMatchObject({ inputShape: null, layers: [] });
    expect(notebookThrough('softmax')).toEqual(notebookThrough('train'));
  });

  test.for([
    ['lrn1', 34_944],
    ['conv2', 649_600],
    ['pad3', 1_534_720],
    ['conv4-conv5', 3_747_200],
  ] as const)('after %s: %i parameters', ([cell, total]) => {
    expect(sum(rows(notebookThrough(cell)).map((row) => row.parameters))).toBe(total);
  });
});

describe('options of the notebook network', () => {
  test('width 1/8 scales channels and dense units, not the scores', () => {
    const units = weighted(notebookNetwork({ width: 1 / 8 })).map(({ layer }) =>
      layer.type === 'conv2d' ? layer.filters : layer.type === 'dense' ? layer.units : 0,
    );
    expect(units).toEqual([12, 32, 48, 48, 32, 512, 512, 1000]);
  });

  test('a tiny width leaves one channel', () => {
    const [conv1] = notebookNetwork({ width: 1e-6 }).layers;
    expect(conv1).toMatchObject({ filters: 1 });
  });

  test('12 classes: one more dense layer on the thousand, as the notebook has it', () => {
    const { layers } = notebookNetwork({ nClasses: 12 });
    expect(layers).toHaveLength(30);
    expect(layers.slice(-5).map((layer) => layer.name)).toEqual([
      'dense_17',
      'activation_84',
      'dropout_19',
      'dense_18',
      'activation_85',
    ]);
    expect(rows(notebookNetwork({ nClasses: 12 })).at(-1)?.output).toEqual([12]);
  });

  test('linear logits: the scores of the classes go straight to the softmax', () => {
    const { layers } = notebookNetwork({ nClasses: 12, linearLogits: true });
    expect(layers).toHaveLength(27);
    expect(layers.slice(-2)).toMatchObject([
      { type: 'dense', units: 12 },
      { type: 'activation', activation: 'softmax' },
    ]);
  });
});

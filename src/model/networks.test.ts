import { describe, expect, test } from 'vitest';
import type { Network } from './layer';
import { NOTEBOOK_CELLS, notebookLayers, notebookNetwork, notebookThrough } from './networks';
import { rows } from './rows';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

const weighted = (network: Network) => rows(network).filter((row) => row.parameters > 0);

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

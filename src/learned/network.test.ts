import { describe, expect, test } from 'vitest';
import type { Layer, Network } from '../model/layer';
import { conv2d } from '../model/make-layer';
import { notebookNetwork } from '../model/networks';
import { parameterCount } from '../model/counts';
import { rows } from '../model/rows';
import { learnedNetwork, learnedPart } from './network';

const changed = (name: string, layer: (given: Layer) => Layer): Network => ({
  ...notebookNetwork(),
  layers: notebookNetwork().layers.map((each) => (each.name === name ? layer(each) : each)),
});
const endOf = (network: Network) => learnedPart(network).end;
const lastOf = (network: Network) => learnedPart(network).network.layers.at(-1)?.name;

describe('the learned part of a network', () => {
  test('is all of the one that was trained: 30 layers, 50,944,108 parameters', () => {
    const network = learnedNetwork();
    expect(learnedPart(network)).toEqual({ network, end: null });
    expect(network.layers).toHaveLength(30);
    const counts = rows(network).map(({ layer, input }) => parameterCount(layer, input));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50_944_108);
  });

  test('of the notebook with 1000 classes ends before its softmax', () => {
    expect(lastOf(notebookNetwork())).toBe('dropout_19');
    expect(endOf(notebookNetwork())?.layer).toBe('activation_85');
    expect(endOf(notebookNetwork())?.reason).toContain('Set nClasses to 100');
  });

  test('ends where a kernel is another, and says both', () => {
    const wider = changed('Conv2', (layer) => ({ ...layer, filters: 128 }) as Layer);
    expect(lastOf(wider)).toBe('MaxPool');
    expect(endOf(wider)?.reason).toBe(
      'Conv2 has a kernel of 5 × 5 × 96 × 128 here, and one of 5 × 5 × 96 × 256 in the trained network.',
    );
    const grouped = changed('Conv2', (layer) => ({ ...layer, groups: 2 }) as Layer);
    expect(endOf(grouped)?.reason).toContain('5 × 5 × 48 × 256 here');
    const padded = changed('Conv2', (layer) => ({ ...layer, padding: 'same' }) as Layer);
    expect(endOf(padded)?.layer).toBe('FC6');
    const unbiased = changed('Conv3', (layer) => ({ ...layer, useBias: false }) as Layer);
    expect(endOf(unbiased)?.reason).toContain('no biases here');
  });

  test('ends where a layer takes from another than the one before it', () => {
    const network = notebookNetwork();
    const [first, second, third] = network.layers.map(({ name }) => name);
    const branched = { ...network, takes: { [third!]: [first!] } };
    expect(lastOf(branched)).toBe(second);
    expect(endOf(branched)).toEqual({
      layer: third,
      reason: `In the trained network each layer takes what the one before it gives, and ${third} takes what ${first} gives.`,
    });
    expect(learnedPart(branched).network).not.toHaveProperty('takes');
  });

  test('ends before a layer that the trained network has not', () => {
    const mine: Network = {
      name: '',
      inputShape: [3, 227, 227],
      layers: [conv2d('mine', 96, 11, { strides: 4 })],
    };
    expect(learnedPart(mine).network.layers).toEqual([]);
    expect(endOf(mine)).toEqual({ layer: 'mine', reason: 'The trained network has no layer mine.' });
    const other: Layer = {
      type: 'other',
      name: 'norm',
      className: 'LayerNormalization',
      outputShape: [96, 55, 55],
      parameters: 0,
      trainableParameters: 0,
    };
    const [first, ...rest] = notebookNetwork().layers;
    expect(endOf({ ...mine, layers: first ? [first, other, ...rest] : [] })?.reason).toContain(
      'LayerNormalization',
    );
  });

  test('goes on where only layers without weights differ', () => {
    const average = changed('MaxPool', (layer) => ({ ...layer, type: 'averagePooling2d' }) as Layer);
    expect(lastOf(average)).toBe('dropout_19');
  });
});

import { describe, expect, it } from 'vitest';
import { describeLayer } from './describe-layer';
import type { Network } from '../../model/layer';
import { memberOf, type MemberId } from '../../model/family/family';
import {
  conv2d,
  dense,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../../model/make-layer';
import { notebookNetwork } from '../../model/networks';
import { rows } from '../../model/rows';

describe('a layer in words', () => {
  const wordsOf = (network: Network, name: string) =>
    rows(network)
      .filter(({ layer }) => layer.name === name)
      .map(describeLayer)
      .join('')
      .replaceAll('\u00a0', ' ');
  const notebook = (name: string) => wordsOf(notebookNetwork(), name);

  it('has the settings of the notebook’s layers', () => {
    expect(notebook('Conv1')).toBe(
      '96 kernels of 11 × 11, each over all 3 channels, moved 4 pixels at a time, without padding. Each adds a bias of its own.',
    );
    expect(notebook('MaxPool')).toContain('each window of 3 × 3, moved 2 pixels at a time, so that');
    expect(notebook('LRN1')).toContain('k = 2, n = 5, α = 0.0001, β = 0.75');
    expect(notebook('zero_padding2d_25')).toContain('1 pixel wide');
    expect(notebook('FC6')).toContain('Each of 4,096 units weighs all 6,400 numbers');
    expect(notebook('dropout_18')).toContain('each number becomes 0 with a probability of 40 %');
    expect(notebook('activation_85')).toContain('add up to 1');
  });

  it('has those of layers the notebook has not', () => {
    const network: Network = {
      name: 'other',
      inputShape: [4, 20, 30],
      layers: [
        conv2d('c', 6, [3, 5], {
          groups: 2,
          padding: 'same',
          useBias: false,
          activation: 'relu',
          dilationRate: 2,
        }),
        { ...maxPooling2d('a', 2), type: 'averagePooling2d' },
        {
          ...zeroPadding2d('z', 1),
          padding: [
            [1, 2],
            [3, 4],
          ],
        },
        flatten('f'),
        dense('d', 1, { useBias: false }),
        dense('k', 2, { frozen: true }),
        {
          type: 'other',
          name: 'o',
          className: 'Reshape',
          outputShape: [1, 1],
          parameters: 0,
          trainableParameters: 0,
        },
      ],
    };
    expect(wordsOf(network, 'c')).toBe(
      '6 kernels of 3 × 5, each over 2 of 4 channels, moved pixel by pixel, the edges padded with zeros, their weights 2 pixels apart, in 2 groups: each sees its own part of the channels alone. There are no biases. Then relu, within the layer.',
    );
    expect(wordsOf(network, 'a')).toMatch(/^The mean of each window of 2 × 2, moved 2 pixels at a time\./);
    expect(wordsOf(network, 'z')).toContain('1 above, 2 below, 3 at the left, 4 at the right');
    expect(wordsOf(network, 'd')).toMatch(/^One unit weighs all .* of its own\.$/);
    expect(wordsOf(network, 'k')).toContain('frozen: training leaves them');
    expect(wordsOf(network, 'o')).toContain('no view of its own');
  });

  it('has what the other AlexNets have besides', () => {
    const member = (id: MemberId, name: string) => wordsOf(memberOf(id).network(), name);
    expect(member('two-towers', 'lambda_2')).toBe(
      'Hands on the channels 48 to 95 of 96 as they are, and leaves out the others.',
    );
    expect(member('two-towers', 'concatenate_1')).toBe(
      'Puts one behind the other what it takes, and changes no number: 128 channels of conv_2_1 and 128 channels of conv_2_2.',
    );
    const network: Network = {
      name: 'options',
      inputShape: [4, 9, 9],
      layers: [
        conv2d('c', 4, 2, { strides: 2, ceilMode: true }),
        maxPooling2d('p', 3, { strides: 2, ceilMode: true }),
        localResponseNormalization('g', { groups: 2, divideAlpha: true }),
        localResponseNormalization('m', { window: 'map' }),
      ],
    };
    expect(wordsOf(network, 'c')).toBe(
      '4 kernels of 2 × 2, each over all 4 channels, moved 2 pixels at a time. Sizes are rounded up: a last window may hang over the far edge, where it reads zeros. Each adds a bias of its own.',
    );
    expect(wordsOf(network, 'p')).toContain('where it reads nothing.');
    expect(wordsOf(network, 'g')).toBe(
      'Divides each number by a power of k plus α / 5 times the sum of squares at the same place in 5 channels, its own in the middle: k = 2, n = 5, α = 0.0001, β = 0.75. The channels are in 2 groups of 2, and no window reaches into another.',
    );
    expect(wordsOf(network, 'm')).toContain('the sum of squares in 5 × 5 places of the same channel');
  });
});

/** What the stepper reads, writes and says, without a browser. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { isBeginningOf, shownNetwork, towerOf } from '../../client/network/shown-network';
import { describeReceptiveField, describeUncounted, writeMultiplyAdds } from './view/describe-costs';
import { describeLayer } from './describe-layer';
import { writeLarge, writeShare, writeTime } from '../../drawing/writing/figures';
import { readAddress, writeAddress } from '../../client/addresses/stepper-url';
import { summaryLines } from './summary-lines';
import type { Layer, Network } from '../../model/layer';
import { conv2d, dense, flatten, maxPooling2d, zeroPadding2d } from '../../model/make-layer';
import { notebookNetwork, notebookThrough } from '../../model/networks';
import { rows } from '../../model/rows';

describe('the address', () => {
  test.each([
    ['#layer=Conv1', { layer: 'Conv1', unit: null }],
    ['layer=Conv1&unit=3,10,20', { layer: 'Conv1', unit: [3, 10, 20] }],
    ['#unit=0,113,113', { layer: null, unit: [0, 113, 113] }],
    ['#layer=my+layer%2F1', { layer: 'my layer/1', unit: null }],
    ['#cell-conv1', { layer: null, unit: null }],
    ['#layer=', { layer: null, unit: null }],
    ['', { layer: null, unit: null }],
    ['#layer=Conv1&unit=3,-1', { layer: 'Conv1', unit: null }],
    ['#layer=Conv1&unit=1.5', { layer: 'Conv1', unit: null }],
    ['#layer=Conv1&unit=', { layer: 'Conv1', unit: null }],
    ['#layer=Conv1&unit=99999999999999999999', { layer: 'Conv1', unit: null }],
  ])('%s is read', (fragment, address) => {
    expect(readAddress(fragment)).toEqual(address);
  });

  test.each(['Conv1', 'a & b = c', 'naïve/Schicht #1', '%41', 'a+b'])('keeps a layer called %s', (layer) => {
    const address = { layer, unit: [4, 0] };
    expect(readAddress(writeAddress(address))).toEqual(address);
  });

  it('is empty for nothing', () => {
    expect(writeAddress({ layer: null, unit: null })).toBe('');
  });
});

test.each([
  [156, 'conv1'],
  [161, 'conv4-conv5'],
  [166, 'summary'],
] as const)('the lines of the grid are, byte for byte, what In [%d] printed', (number, cell) => {
  const printed = readFileSync(`tests/conformance/in-${number}.summary.txt`, 'utf8');
  const { opening, header, headerRule, layers, closing } = summaryLines(notebookThrough(cell));
  const lines = [
    opening,
    header.join(''),
    headerRule,
    ...layers.flatMap(({ fields, rule }) => [fields.join(''), rule]),
    ...closing,
  ];
  expect(lines.join('\n')).toBe(printed.replace(/\n$/, ''));
  expect(layers.map(({ fields }) => fields.map((field) => field.length))).toEqual(
    layers.map(() => [29, 26, 10]),
  );
});

describe('which network is shown', () => {
  const published = { network: notebookNetwork(), lastCell: 'softmax' };
  const live = (network: Network, ...reached: string[]) => ({ network, cellOf: {}, reached });
  const shortened = { ...notebookNetwork(), layers: notebookNetwork().layers.slice(0, -1) };
  const empty: Network = { name: '', inputShape: null, layers: [] };

  it('is the published one while the live one is its beginning', () => {
    expect(shownNetwork(null, published)).toBe(published);
    expect(shownNetwork(live(notebookThrough('conv2'), 'conv1', 'lrn1', 'conv2'), published)).toBe(published);
    expect(shownNetwork(live(empty, 'model'), published)).toBe(published);
    expect(shownNetwork(live(notebookNetwork(), 'conv1', 'softmax'), published)).toBe(published);
    expect(shownNetwork(live(empty), { network: empty, lastCell: null }).network).toBe(empty);
  });

  it('is the live one where it ends before the published one and no cell is to come', () => {
    const atEnd = live(shortened, 'conv1', 'softmax');
    expect(shownNetwork(atEnd, published)).toBe(atEnd);
    const withoutLayers = live(empty, 'model', 'conv1');
    expect(shownNetwork(withoutLayers, { network: notebookThrough('conv1'), lastCell: 'conv1' })).toBe(
      withoutLayers,
    );
  });

  it('is the live one as soon as it departs, were it in a setting alone', () => {
    const layers = [conv2d('Conv1', 96, 11, { strides: 2 })];
    const edited = live({ name: 'edited', inputShape: [3, 227, 227], layers });
    expect(shownNetwork(edited, published)).toBe(edited);
    const other = live({ ...notebookNetwork(), inputShape: [1, 227, 227] });
    expect(shownNetwork(other, published)).toBe(other);
    const longer = live({ ...notebookNetwork(), layers: [...notebookNetwork().layers, dense('more', 10)] });
    expect(shownNetwork(longer, published)).toBe(longer);
    expect(isBeginningOf(published.network, longer.network)).toBe(true);
  });

  it('says why layers do not fit, and does not throw', () => {
    const network: Network = {
      name: 'too large',
      inputShape: [3, 8, 8],
      layers: [conv2d('Conv1', 4, 11)],
    };
    expect(towerOf(network).rows).toEqual([]);
    expect(towerOf(network).problem).toContain('Conv1 has a 11x11 kernel');
    expect(towerOf({ name: 'empty', inputShape: null, layers: [] })).toEqual({ rows: [], problem: null });
  });
});

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
    expect(notebook('dropout_18')).toContain('a random 40 %');
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
      '6 kernels of 3 × 5, each over 2 of 4 channels, moved pixel by pixel, the edges padded with zeros, their weights 2 pixels apart, in 2 groups. There are no biases. Then relu, within the layer.',
    );
    expect(wordsOf(network, 'a')).toMatch(/^The mean of each window of 2 × 2, moved 2 pixels at a time\./);
    expect(wordsOf(network, 'z')).toContain('1 above, 2 below, 3 at the left, 4 at the right');
    expect(wordsOf(network, 'd')).toMatch(/^One unit weighs all .* of its own\.$/);
    expect(wordsOf(network, 'k')).toContain('frozen: training leaves them');
    expect(wordsOf(network, 'o')).toContain('no view of its own');
  });
});

describe('what a layer costs, in words', () => {
  const other = (className: string, parameters: number): Layer => ({
    type: 'other',
    name: className,
    className,
    outputShape: [96, 55, 55],
    parameters,
    trainableParameters: parameters,
  });
  const layers = [
    conv2d('conv', 96, 11, { strides: 4 }),
    other('Reshape', 0),
    other('BatchNormalization', 384),
    flatten('flat'),
  ];
  const tower = rows({ name: 'mixed', inputShape: [3, 227, 227], layers });

  it('does not call work none that is only not counted', () => {
    expect(tower.map(writeMultiplyAdds)).toEqual(['105.4 million', 'none', 'not counted', 'none']);
    expect(tower.slice(2).map(describeUncounted)).toEqual([
      'Its multiply-adds are not counted.',
      'It has no weights, and no multiply-adds are counted for it.',
    ]);
  });

  it('tells what is not known apart from what is no picture', () => {
    expect(tower.map((row) => describeReceptiveField(tower, row))).toEqual([
      '11 × 11 pixels of the input, neighbours 4 apart',
      'not known',
      'not known',
      'not known',
    ]);
    const vectors = rows({ name: 'vectors', inputShape: [4], layers: [dense('d', 2)] });
    expect(vectors.map((row) => describeReceptiveField(vectors, row))).toEqual([
      'the network’s input is no picture',
    ]);
    const seen = rows(notebookNetwork());
    const words = Object.fromEntries(seen.map((row) => [row.layer.name, describeReceptiveField(seen, row)]));
    expect(words).toMatchObject({ FC6: 'all of the input: 227 × 227 pixels' });
  });
});

describe('figures', () => {
  test.each([
    [0, '0 %'],
    [0.0007, '< 0.1 %'],
    [0.51567, '51.6 %'],
    [1, '100.0 %'],
  ])('a share of %d is %s', (share, written) => expect(writeShare(share)).toBe(written));

  test.each([
    [0.23456, '0.235 ms'],
    [12.4, '12.4 ms'],
    [1234, '1.2 s'],
    [0.0001, '< 0.001 ms'],
  ])('%d milliseconds are %s', (time, written) => expect(writeTime(time)).toBe(written));

  test.each([
    [34944, '34,944'],
    [105415200, '105.4 million'],
    [852244992, '852.2 million'],
  ])('%d is %s', (count, written) => expect(writeLarge(count)).toBe(written));
});

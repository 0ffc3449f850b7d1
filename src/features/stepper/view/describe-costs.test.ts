import { describe, expect, it } from 'vitest';
import { describeReceptiveField, describeUncounted, writeMultiplyAdds } from './describe-costs';
import type { Layer } from '../../../model/layer';
import { conv2d, dense, flatten } from '../../../model/make-layer';
import { notebookNetwork } from '../../../model/networks';
import { rows } from '../../../model/rows';

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
  const table = rows({ name: 'mixed', inputShape: [3, 227, 227], layers });

  it('does not call work none that is only not counted', () => {
    expect(table.map(writeMultiplyAdds)).toEqual(['105.4 million', 'none', 'not counted', 'none']);
    expect(table.slice(2).map(describeUncounted)).toEqual([
      'Its multiply-adds are not counted.',
      'It has no weights, and no multiply-adds are counted for it.',
    ]);
  });

  it('tells what is not known apart from what is no picture', () => {
    expect(table.map((row) => describeReceptiveField(table, row))).toEqual([
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

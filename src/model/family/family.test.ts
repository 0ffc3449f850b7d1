import { describe, expect, test } from 'vitest';
import { rows } from '../rows';
import { authorsProgramNetwork } from './authors-program';
import { FAMILY, memberOf, type MemberId } from './family';
import { twoTowersNetwork } from './two-towers';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Parameters, and the multiply-adds of one photograph in millions. */
const TOTALS: Readonly<Record<MemberId, readonly [number, string]>> = {
  notebook: [50_844_008, '852.2'],
  'two-towers': [49_430_888, '587.7'],
  paper: [60_965_224, '724.4'],
  'authors-program': [60_965_224, '724.4'],
  'bvlc-alexnet': [60_965_224, '724.4'],
  caffenet: [60_965_224, '724.4'],
  torchvision: [61_100_840, '714.2'],
  d2l: [46_764_746, '938.1'],
};

describe('the family', () => {
  test.for(FAMILY.map(({ id }) => id))('%s: parameters and multiply-adds', (id) => {
    const table = rows(memberOf(id).network());
    const millions = (sum(table.map((row) => row.multiplyAdds)) / 1e6).toFixed(1);
    expect([sum(table.map((row) => row.parameters)), millions]).toEqual(TOTALS[id]);
  });

  test('names are unlike each other', () => {
    expect(new Set(FAMILY.map(({ network }) => network().name)).size).toBe(FAMILY.length);
  });

  test('the dead line of the two towers: without it 5x5 is left, with it 7x7', () => {
    const sizes = (mended: boolean) => {
      const outputs = new Map(rows(twoTowersNetwork({ mended })).map((row) => [row.layer.name, row.output]));
      return ['conv_3', 'zero_padding2d_2', 'concatenate_2', 'concatenate_3', 'convpool_5'].map((name) =>
        outputs.get(name),
      );
    };
    expect(sizes(false)).toEqual([
      [384, 11, 11],
      [384, 15, 15],
      [384, 13, 13],
      [256, 11, 11],
      [256, 5, 5],
    ]);
    expect(sizes(true).slice(-2)).toEqual([
      [256, 15, 15],
      [256, 7, 7],
    ]);
  });

  test("the authors' program makes 55 of 224, and 6x6 of that", () => {
    const images = rows(authorsProgramNetwork()).filter((row) => row.output.length === 3);
    const sizes = images.map((row) => row.output.at(-1));
    expect(new Set(sizes)).toEqual(new Set([55, 27, 13, 6]));
    expect(images.at(-1)?.output).toEqual([256, 6, 6]);
  });

  test("a tower's unit sees as much as one of the whole network", () => {
    const fields = new Map(rows(twoTowersNetwork()).map((row) => [row.layer.name, row.receptiveField]));
    expect([fields.get('conv_2_2'), fields.get('concatenate_1'), fields.get('conv_3')]).toEqual([
      [51, 51],
      [51, 51],
      [99, 99],
    ]);
  });
});

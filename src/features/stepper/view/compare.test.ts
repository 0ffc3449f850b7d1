/** Before and after, against plain loops. */
import { describe, expect, test } from 'vitest';
import { compareLayer, isComparable, regionAbout, type Compared, type LayerComparison } from './compare';
import type { ValuePatch } from '../../../ui/plane/patch';
import type { FeatureMaps } from '../../../model/feature-maps';
import type { Layer, Shape } from '../../../model/layer';
import { rows } from '../../../model/rows';

const [channels, height, width] = [3, 9, 8];

/** Distinct numbers of both signs, none of them zero. */
function maps(shape: Shape): FeatureMaps {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float32Array.from({ length: count }, (_, index) => ((index * 37) % 101) - 50.5) };
}

function made(shape: Shape, value: (channel: number, row: number, column: number) => number): FeatureMaps {
  const [count = 0, rowCount = 1, columnCount = 1] = shape;
  const values: number[] = [];
  for (let c = 0; c < count; c++)
    for (let y = 0; y < rowCount; y++) for (let x = 0; x < columnCount; x++) values.push(value(c, y, x));
  return { shape, values: Float32Array.from(values) };
}

const input = maps([channels, height, width]);
const at = (c: number, y: number, x: number) => input.values[c * height * width + y * width + x] ?? NaN;

function compared(layer: Layer, after: FeatureMaps, before = input, channel = 1): Compared {
  const [row] = rows({ name: 'n', inputShape: before.shape, layers: [layer] });
  if (!row) throw new Error('no row');
  return { row, before, after, channel };
}

function about(it: Compared, row: number, column: number): LayerComparison {
  return compareLayer(it, regionAbout(it, row, column));
}

const valuesOf = ({ cells }: ValuePatch) => cells.map(({ value }) => value);
const textsOf = ({ cells }: ValuePatch) => cells.map(({ text }) => text);

describe('an activation', () => {
  const relu: Layer = { type: 'activation', name: 'a', activation: 'relu' };
  const it = compared(
    relu,
    made(input.shape, (c, y, x) => Math.max(0, at(c, y, x))),
  );

  test('keeps every number in its place: five by five of them', () => {
    const { before, after, change } = about(it, 4, 4);
    expect(before.rows).toEqual(['2', '3', '4', '5', '6']);
    expect(before.columns).toEqual(['2', '3', '4', '5', '6']);
    const expected = before.rows.flatMap((y) => before.columns.map((x) => at(1, Number(y), Number(x))));
    expect(valuesOf(before)).toEqual(expected);
    expect(valuesOf(after)).toEqual(expected.map((value) => Math.max(0, value)));
    expect(change && valuesOf(change.patch)).toEqual(expected.map((value) => (value < 0 ? -value : 0)));
  });

  test('the finding counts what changed', () => {
    const { before, finding } = about(it, 4, 4);
    const negative = valuesOf(before).filter((value) => value !== null && value < 0).length;
    expect(finding).toContain(`${negative} of these 25 numbers were below zero`);
  });

  test('the region stays within the map', () => {
    expect(regionAbout(it, 0, 0)).toEqual({ top: 0, left: 0, height: 5, width: 5 });
    expect(regionAbout(it, 8, 7)).toEqual({ top: 4, left: 3, height: 5, width: 5 });
  });

  test('of a vector: 25 units, the last row as far as it goes', () => {
    const before = maps([23]);
    const after = { shape: [23], values: Float32Array.from(before.values, (value) => Math.max(0, value)) };
    const { before: patch } = about(compared(relu, after, before, 0), 0, 0);
    expect(patch.rows).toEqual(['0', '5', '10', '15', '20']);
    expect(patch.columns).toEqual(['+0', '+1', '+2', '+3', '+4']);
    expect(valuesOf(patch)).toEqual([...Array.from(before.values), null, null]);
  });
});

describe('a max pooling', () => {
  const pool = (strides: number, padding: 'valid' | 'same'): Layer => ({
    type: 'maxPooling2d',
    name: 'p',
    poolSize: [3, 3],
    strides: [strides, strides],
    padding,
    dataFormat: 'channelsFirst',
  });

  test('shows the windows it read, and frames the winners', () => {
    const shape = [channels, 4, 3];
    const windowMaximum = (c: number, y: number, x: number) => {
      let most = -Infinity;
      for (let dy = 0; dy < 3; dy++)
        for (let dx = 0; dx < 3; dx++) most = Math.max(most, at(c, 2 * y + dy, 2 * x + dx));
      return most;
    };
    const { before, after, change } = about(compared(pool(2, 'valid'), made(shape, windowMaximum)), 1, 1);
    expect(after.rows).toEqual(['0', '1']);
    expect(before.rows).toEqual(['0', '1', '2', '3', '4']);
    const winners = valuesOf(after);
    expect(winners).toEqual([
      windowMaximum(1, 0, 0),
      windowMaximum(1, 0, 1),
      windowMaximum(1, 1, 0),
      windowMaximum(1, 1, 1),
    ]);
    const framed = before.cells.filter(({ marked }) => marked).map(({ value }) => value);
    expect(new Set(framed)).toEqual(new Set(winners));
    const origins = change ? textsOf(change.patch) : [];
    expect(origins).toHaveLength(4);
    for (const [index, text] of origins.entries()) {
      const [y = NaN, x = NaN] = text.slice(1, -1).split(', ').map(Number);
      expect(at(1, y, x)).toBe(winners[index]);
    }
  });

  test('beyond the edge there is no number', () => {
    const after = made([channels, 9, 8], () => 0);
    const { before } = about(compared(pool(1, 'same'), after), 0, 0);
    expect(before.rows[0]).toBe('-1');
    expect(valuesOf(before).slice(0, 6)).toEqual([null, null, null, null, null, null]);
    expect(before.cells[6]?.value).toBe(at(1, 0, 0));
  });
});

test('a padding marks its zeros, and the numbers keep their values', () => {
  const layer: Layer = {
    type: 'zeroPadding2d',
    name: 'z',
    padding: [
      [1, 1],
      [2, 2],
    ],
    dataFormat: 'channelsFirst',
  };
  const inside = (y: number, x: number) => y >= 1 && y < 1 + height && x >= 2 && x < 2 + width;
  const after = made([channels, height + 2, width + 4], (c, y, x) =>
    inside(y, x) ? at(c, y - 1, x - 2) : 0,
  );
  const comparison = about(compared(layer, after), 0, 0);
  expect(comparison.after.cells.map(({ marked }) => marked)).toEqual(
    Array.from({ length: 25 }, (_, index) => !inside(Math.floor(index / 5), index % 5)),
  );
  const kept = comparison.after.cells.filter(({ marked }) => !marked).map(({ value }) => value);
  expect(valuesOf(comparison.before).filter((value) => value !== null)).toEqual(kept);
  expect(comparison.finding).toContain('13 framed zeros');
});

test('a flattening says where each number went, channels last', () => {
  const layer: Layer = { type: 'flatten', name: 'f', dataFormat: 'channelsFirst' };
  const flat: number[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) for (let c = 0; c < channels; c++) flat.push(at(c, y, x));
  const after = { shape: [flat.length], values: Float32Array.from(flat) };
  const { before, after: placed, change } = about(compared(layer, after, input, 2), 4, 4);
  expect(valuesOf(placed)).toEqual(valuesOf(before));
  expect((change ? textsOf(change.patch) : []).map((index) => flat[Number(index)])).toEqual(valuesOf(before));
});

test('in a prediction a dropout changes nothing', () => {
  const { change, finding } = about(compared({ type: 'dropout', name: 'd', rate: 0.5 }, input), 4, 4);
  expect(change && valuesOf(change.patch)).toEqual(Array.from({ length: 25 }, () => 0));
  expect(finding).toContain('every number passes as it is');
  expect(finding).toContain('50\u00a0%, drawn anew each time, to zero and multiplies the others by 2.');
});

test('a dense layer has no such before and after', () => {
  const dense: Layer = { type: 'dense', name: 'd', units: 4, useBias: true, activation: 'linear' };
  expect(isComparable(compared(dense, maps([4]), maps([10]), 0))).toBe(false);
});

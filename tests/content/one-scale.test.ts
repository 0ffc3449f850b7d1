/** A layer has one size in all drawings: only the zoom differs from one to the next. */
import { describe, expect, test } from 'vitest';
import { figureBoxes } from '../../src/drawing/figure/layout';
import { lineOf } from '../../src/drawing/line';
import { morph } from '../../src/drawing/morph';
import { towerOf } from '../../src/drawing/tower';
import { upright, volume, type Point } from '../../src/drawing/volume';
import type { HalvedLayer } from '../../src/model/family/two-cards';
import { notebookNetwork } from '../../src/model/networks';
import { networkDataFormat, rows } from '../../src/model/rows';
import { figureTwo } from '../../src/widgets/two-cards/figure-two';

const network = notebookNetwork();
const table = rows(network);
const input = { output: network.inputShape ?? [], dataFormat: networkDataFormat(network) };

/** Across and down, as drawn. */
type Size = readonly [number, number];

function sizeOf(points: readonly Point[]): Size {
  const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  return [extent(points.map(([x]) => x)), extent(points.map(([, y]) => y))];
}

/** The place of a layer in the network, by which drawings hold it. */
const indexOf = (name: string) => table.findIndex(({ layer }) => layer.name === name);

/** Every drawing of a network, as a function from a layer's name to its size there. New ones go here. */
const drawings: Record<string, (name: string) => Size> = {
  'one layer, as in rail, cell and stepper': (name) => {
    const { output, dataFormat } = table[indexOf(name)]!;
    const { width, height } = volume(output, dataFormat, 0.54);
    return [width, height];
  },
  'lying down, as in the hero and on the phone': (name) => {
    const { outputs } = lineOf(table, input, { zoom: 0.3, gap: 2 });
    const { width, height } = outputs.find(({ row }) => row?.layer.name === name)!.volume;
    return [width, height];
  },
  'standing, as where it branches': (name) => {
    const { standing } = towerOf(table, input, { width: 100, zoom: 3, aisle: 8, gap: 5 });
    const { width, height } = standing.find(({ row }) => row?.layer.name === name)!.volume;
    return [width, height];
  },
  'the file for slides': (name) => {
    const { polygons } = figureBoxes(network).boxes.find(({ layer }) => layer === name)!;
    return sizeOf(polygons.flatMap(({ points }) => points));
  },
  'one network on its way to another': (name) => {
    const pairs = [{ ...input, label: null }, ...table.map((row) => ({ ...row, label: null }))];
    const { boxes } = morph(
      pairs.map((drawn) => ({ one: drawn, other: drawn })),
      0,
    );
    return sizeOf(boxes[1 + indexOf(name)]!.polygons.flatMap(({ points }) => points));
  },
  'two cards': (name) => {
    const { layer, output } = table[indexOf(name)]!;
    // Halves are drawn there; this one holds the whole layer.
    const half: HalvedLayer = {
      name: layer.name,
      kind: output.length === 3 ? 'conv2d' : 'dense',
      depth: 1,
      parameters: 0,
      multiplyAdds: 0,
      crossing: 0,
      crossed: false,
      half: output,
      cards: [1],
    };
    const { width, height } = figureTwo(input.output, [half]).halves[0]!.volume;
    return [width, height];
  },
};

describe.each(['Conv1', 'MaxPool', 'Conv4', 'FC6', 'dense_17'])('%s', (name) => {
  const { output, dataFormat } = table[indexOf(name)]!;
  const { width, height } = upright(volume(output, dataFormat));

  test.each(Object.entries(drawings))('%s', (_, sizeIn) => {
    const sizes = [sizeIn(name), sizeIn('Conv1')];
    // A bar may lie.
    const [across, down] = output.length === 3 ? sizes[0]! : sizes[0]!.toSorted((a, b) => a - b);
    expect(across / down).toBeCloseTo(width / height, 6);
    // And beside the first layer each is as large as everywhere.
    expect(down / sizes[1]![1]).toBeCloseTo(height / volume([96, 55, 55], 'channelsFirst').height, 6);
  });
});

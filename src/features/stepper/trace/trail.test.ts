/** The way from one unit to the next, and what surrounds a layer. */
import { describe, expect, test } from 'vitest';
import { nameAt, readersAt, readsPlace, shapeAt, sourceAt, takersOf } from './places';
import { followTrail, type UnitPlace } from './trail';
import { activationsAround } from './activations-around';
import { twoTowersNetwork } from '../../../model/family/two-towers';
import type { Network } from '../../../model/layer';
import { concatenate, conv2d } from '../../../model/make-layer';
import { notebookNetwork } from '../../../model/networks';
import { rows } from '../../../model/rows';
import type { LayerActivation } from '../../../notebook/output';
import type { Trace } from '../../../notebook/trace';

const table = rows(notebookNetwork());

const indexOf = (name: string) => table.findIndex(({ layer }) => layer.name === name);

describe('the way', () => {
  const reads = (reader: UnitPlace, read: UnitPlace) => readsPlace(table, reader, read);
  const at = (name: string, ...unit: number[]): UnitPlace => ({
    index: name === '' ? -1 : indexOf(name),
    unit,
  });
  const pool = at('MaxPool', 3, 5, 10);
  const lrn = at('LRN1', 3, 11, 21);
  const relu = at('activation_77', 5, 11, 21);

  test('down is remembered, the farthest first', () => {
    const once = followTrail([], pool, lrn, reads);
    expect(once).toEqual([pool]);
    expect(followTrail(once, lrn, relu, reads)).toEqual([pool, lrn]);
  });

  test('forward along it takes it back', () => {
    expect(followTrail([pool, lrn], relu, lrn, reads)).toEqual([pool]);
    expect(followTrail([pool, lrn], relu, pool, reads)).toEqual([]);
  });

  test('to a neighbour goes on only while the same unit reads it', () => {
    expect(followTrail([pool], lrn, at('LRN1', 3, 12, 21), reads)).toEqual([pool]);
    expect(followTrail([pool], lrn, at('LRN1', 3, 13, 21), reads)).toEqual([]);
  });

  test('ends where a layer is chosen that has nothing to do with it', () => {
    expect(followTrail([pool], lrn, at('Conv4', 1, 1, 1), reads)).toEqual([]);
  });

  test('leads forward from a pixel through every row, each unit read by the next', () => {
    let place: UnitPlace = at('', 1, 113, 113);
    for (let index = 0; index < table.length; index++) {
      const [reader] = readersAt(table, place);
      expect(reader?.index, `what reads ${nameAt(table, place.index)}`).toBe(index);
      expect(reads(reader!, place)).toBe(true);
      place = reader!;
    }
    expect(place.index).toBe(28);
    expect(readersAt(table, place)).toEqual([]);
  });

  test('has the photograph below its first layer', () => {
    expect(shapeAt(table, -1)).toEqual([3, 227, 227]);
    expect(shapeAt(table, 0)).toEqual([96, 55, 55]);
    expect(shapeAt(table, 99)).toBeNull();
  });
});

describe('the way through two towers', () => {
  const towers = rows(twoTowersNetwork());
  const at = (name: string, ...unit: number[]): UnitPlace => ({
    index: towers.findIndex(({ layer }) => layer.name === name),
    unit,
  });
  const reads = (reader: UnitPlace, read: UnitPlace) => readsPlace(towers, reader, read);

  test('down from a concatenation into the tower that made the channel', () => {
    const join = at('concatenate_1', 130, 3, 4);
    expect(sourceAt(towers, join.index, join.unit)).toEqual(at('conv_2_2', 2, 3, 4));
    expect(reads(join, at('conv_2_2', 2, 3, 4))).toBe(true);
    expect(reads(join, at('conv_2_1', 2, 3, 4))).toBe(false);
    expect(followTrail([], join, at('conv_2_2', 2, 3, 4), reads)).toEqual([join]);
  });

  test('forward from what both towers take, into the one that takes the channel', () => {
    expect(readersAt(towers, at('max_pooling2d_1', 50, 3, 4))).toEqual([at('lambda_2', 2, 3, 4)]);
    expect(takersOf(towers, at('max_pooling2d_1').index).map(({ layer }) => layer.name)).toEqual([
      'lambda_1',
      'lambda_2',
    ]);
    expect(readersAt(towers, at('conv_2_2', 2, 3, 4))).toEqual([at('concatenate_1', 130, 3, 4)]);
  });

  test('into both where a network splits and each part takes all', () => {
    const network = {
      name: 'both',
      inputShape: [2, 5, 5],
      layers: [conv2d('one', 2, 1), conv2d('other', 2, 3), conv2d('third', 2, 1)],
      takes: { one: [null], other: ['one'], third: ['one'] },
    };
    const readers = readersAt(rows(network), { index: 0, unit: [1, 2, 2] });
    expect(readers).toEqual([
      { index: 1, unit: [1, 1, 1] },
      { index: 2, unit: [1, 2, 2] },
    ]);
  });

  test('from a pixel to the network’s output', () => {
    let place: UnitPlace = { index: -1, unit: [1, 113, 113] };
    for (let [next] = readersAt(towers, place); next; [next] = readersAt(towers, place)) {
      expect(reads(next, place)).toBe(true);
      place = next;
    }
    expect(place.index).toBe(towers.length - 1);
  });
});

describe('what surrounds a layer in a trace', () => {
  const activation = (layer: string, shape: readonly number[], fill = 0) => ({
    layer,
    shape,
    minimum: fill,
    maximum: fill,
    values: new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(fill),
  });

  test('of a concatenation, all that it takes', () => {
    const network: Network = {
      name: 'joined',
      inputShape: [1, 2, 2],
      layers: [conv2d('left', 1, 1), conv2d('right', 2, 1), concatenate('join')],
      takes: { left: [null], right: [null], join: ['right', 'left'] },
    };
    const outputs = [
      activation('left', [1, 2, 2], 1),
      activation('right', [2, 2, 2], 3),
      activation('join', [3, 2, 2]),
    ];
    const trace: Trace = {
      ...traceOf(activation('input', [1, 2, 2]), ...outputs),
      network,
    };
    const { input, given } = activationsAround(rows(network), 2, trace);
    expect(input).toMatchObject({ shape: [3, 2, 2], minimum: 1, maximum: 3 });
    expect([...(input?.values ?? [])]).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1]);
    expect(given?.layer).toBe('join');
    expect(activationsAround(rows(network), 1, trace).input?.layer).toBe('input');
  });

  const traceOf = (image: LayerActivation, ...outputs: LayerActivation[]): Trace => ({
    network: notebookNetwork(),
    photograph: { id: 'own', title: 'Your picture', pixels: new Uint8ClampedArray() },
    input: image,
    outputs: new Map(outputs.map((output) => [output.layer, output])),
  });
  const nothing = { input: null, given: null, image: null };
  const input = activation('input', [3, 227, 227]);
  const conv1 = activation('Conv1', [96, 55, 55]);

  test('is the input and the output of that layer', () => {
    const trace = traceOf(input, conv1);
    expect(activationsAround(table, 0, trace)).toEqual({ input, given: conv1, image: input });
    expect(activationsAround(table, -1, trace)).toEqual({ input: null, given: input, image: input });
  });

  test('is nothing where the trace is of another network, or does not reach the layer, or there is none', () => {
    const other = traceOf(activation('input', [3, 64, 64]), activation('Conv1', [8, 5, 5]));
    expect(activationsAround(table, 0, other)).toEqual(nothing);
    expect(activationsAround(table, 1, traceOf(input, conv1))).toEqual(nothing);
    expect(activationsAround(table, 0, null)).toEqual(nothing);
  });
});

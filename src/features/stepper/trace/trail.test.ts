/** The way from one unit to the next, and what surrounds a layer. */
import { describe, expect, test } from 'vitest';
import { nameAt, readerAt, readsPlace, shapeAt } from './places';
import { followTrail, type UnitPlace } from './trail';
import { activationsAround } from './activations-around';
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
      const reader = readerAt(table, place);
      expect(reader?.index, `what reads ${nameAt(table, place.index)}`).toBe(index);
      expect(reads(reader!, place)).toBe(true);
      place = reader!;
    }
    expect(place.index).toBe(28);
    expect(readerAt(table, place)).toBeNull();
  });

  test('has the photograph below its first layer', () => {
    expect(shapeAt(table, -1)).toEqual([3, 227, 227]);
    expect(shapeAt(table, 0)).toEqual([96, 55, 55]);
    expect(shapeAt(table, 99)).toBeNull();
  });
});

describe('what surrounds a layer in a trace', () => {
  const activation = (layer: string, shape: readonly number[]) => ({
    layer,
    shape,
    minimum: 0,
    maximum: 0,
    values: new Float32Array(shape.reduce((product, size) => product * size, 1)),
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

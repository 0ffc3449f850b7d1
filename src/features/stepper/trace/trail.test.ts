/** Tracing a number: how a unit is told, and the way from one to the next. */
import { describe, expect, test } from 'vitest';
import { nameAt, readerAt, readsPlace, shapeAt } from './places';
import { followTrail, type Place } from './trail';
import { faultOf, nearestUnit, neighbour, readUnit } from './unit-text';
import { activationsAround } from './activations-around';
import { notebookNetwork } from '../../../model/networks';
import { rows } from '../../../model/rows';
import type { LayerActivation } from '../../../notebook/output';
import type { Trace } from '../../../notebook/trace';

const tower = rows(notebookNetwork());
const indexOf = (name: string) => tower.findIndex(({ layer }) => layer.name === name);

describe('a unit as it is typed', () => {
  test.for([
    [['3', '10', '20'], [96, 55, 55], { unit: [3, 10, 20] }],
    [[' 7 '], [4096], { unit: [7] }],
    [['4096'], [4096], { axis: 0, fault: 'There is no unit 4096: units go from 0 to 4095.' }],
    [['3', '-1', '20'], [96, 55, 55], { axis: 1, fault: 'There is no row -1: rows go from 0 to 54.' }],
    [
      ['3', '1.5', '20'],
      [96, 55, 55],
      { axis: 1, fault: '“1.5” is no row: give a whole number from 0 to 54.' },
    ],
    [
      ['3', '1', 'far'],
      [96, 55, 55],
      { axis: 2, fault: '“far” is no column: give a whole number from 0 to 54.' },
    ],
    [['', '1', '1'], [96, 55, 55], { axis: 0, fault: 'Give a channel: a whole number from 0 to 95.' }],
    [['1'], [1], { axis: 0, fault: 'There is no unit 1: the only one is 0.' }],
  ] as const)('%o of %o', ([texts, shape, read]) => {
    expect(readUnit(texts, shape)).toEqual(read);
  });

  test('with too few positions is told what belongs to it', () => {
    expect(faultOf([3], [96, 55, 55])).toBe(
      'A unit of this layer is told by 3 numbers (channel, row, column), not 1.',
    );
    expect(faultOf([3, 1, 2], [4096])).toBe('A unit of this layer is told by one number (unit), not 3.');
  });

  test('outside the layer has a nearest one inside, and one of another kind the middle', () => {
    expect(nearestUnit([200, 10, 60], [96, 55, 55])).toEqual([95, 10, 54]);
    expect(nearestUnit([7], [96, 55, 55])).toEqual([48, 27, 27]);
    expect(faultOf(nearestUnit([NaN, -4, 1e9], [96, 55, 55]), [96, 55, 55])).toBeNull();
  });

  test('has no neighbour beyond the edge', () => {
    expect(neighbour([3, 0, 20], [0, 1, 0], [96, 55, 55])).toEqual([3, 1, 20]);
    expect(neighbour([3, 0, 20], [0, -1, 0], [96, 55, 55])).toBeNull();
    expect(neighbour([4095], [1], [4096])).toBeNull();
  });
});

describe('the way', () => {
  const reads = (reader: Place, read: Place) => readsPlace(tower, reader, read);
  const at = (name: string, ...unit: number[]): Place => ({ index: name === '' ? -1 : indexOf(name), unit });
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
    let place: Place = at('', 1, 113, 113);
    for (let index = 0; index < tower.length; index++) {
      const reader = readerAt(tower, place);
      expect(reader?.index, `what reads ${nameAt(tower, place.index)}`).toBe(index);
      expect(reads(reader!, place)).toBe(true);
      place = reader!;
    }
    expect(place.index).toBe(28);
    expect(readerAt(tower, place)).toBeNull();
  });

  test('has the photograph below its first layer', () => {
    expect(shapeAt(tower, -1)).toEqual([3, 227, 227]);
    expect(shapeAt(tower, 0)).toEqual([96, 55, 55]);
    expect(shapeAt(tower, 99)).toBeNull();
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
    expect(activationsAround(tower, 0, trace)).toEqual({ input, given: conv1, image: input });
    expect(activationsAround(tower, -1, trace)).toEqual({ input: null, given: input, image: input });
  });

  test('is nothing where the trace is of another network, or does not reach the layer, or there is none', () => {
    const other = traceOf(activation('input', [3, 64, 64]), activation('Conv1', [8, 5, 5]));
    expect(activationsAround(tower, 0, other)).toEqual(nothing);
    expect(activationsAround(tower, 1, traceOf(input, conv1))).toEqual(nothing);
    expect(activationsAround(tower, 0, null)).toEqual(nothing);
  });
});

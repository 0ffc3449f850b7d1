/** The way from one unit to the next, and what surrounds a layer. */
import { describe, expect, test } from 'vitest';
import { nameAt, readerAt, readsPlace, shapeAt } from './places';
import { followTrail, type Place } from './trail';
import { activationsAround } from './activations-around';
import { notebookNetwork } from '../../../model/networks';
import { rows } from '../../../model/rows';

const tower = rows(notebookNetwork());

const indexOf = (name: string) => tower.findIndex(({ layer }) => layer.name === name);

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

describe('what surrounds a layer in the last trace', () => {
  const activation = (layer: string, shape: readonly number[], traceId = 1) => ({
    layer,
    shape,
    minimum: 0,
    maximum: 0,
    values: new Float32Array(shape.reduce((product, size) => product * size, 1)),
    photograph: 'Your picture',
    traceId,
  });
  const image = (shape: readonly number[], traceId = 1) => ({
    ...activation('input', shape, traceId),
    pixels: new Uint8ClampedArray(),
  });
  const nothing = { input: null, given: null, image: null };
  const traceFailure = null;
  const input = image([3, 227, 227]);
  const conv1 = activation('Conv1', [96, 55, 55]);
  const relu = activation('activation_77', [96, 55, 55]);
  const lrn = activation('LRN1', [96, 55, 55]);

  test('is the input and the output of that layer', () => {
    const inspection = { input, activations: { Conv1: conv1 }, traceFailure };
    expect(activationsAround(tower, 0, inspection)).toEqual({ input, given: conv1, image: input });
    expect(activationsAround(tower, -1, inspection)).toEqual({ input: null, given: input, image: input });
  });

  test('is nothing where the trace is of another network', () => {
    const other = {
      input: image([3, 64, 64]),
      activations: { Conv1: activation('Conv1', [8, 5, 5]) },
      traceFailure,
    };
    expect(activationsAround(tower, 0, other)).toEqual(nothing);
  });

  test('is nothing where one side was traced anew, and the image is only that of the same trace', () => {
    const anew = { input: image([3, 227, 227], 2), conv1: { ...conv1, traceId: 2 } };
    const inspection = {
      input: anew.input,
      activations: { Conv1: anew.conv1, activation_77: relu, LRN1: lrn },
      traceFailure,
    };
    expect(activationsAround(tower, 0, inspection)).toMatchObject({ given: anew.conv1, image: anew.input });
    expect(activationsAround(tower, 1, inspection)).toEqual(nothing);
    expect(activationsAround(tower, 2, inspection)).toEqual({ input: relu, given: lrn, image: null });
  });

  test('is nothing after a trace that failed: the shapes may fit and the network be another', () => {
    const inspection = { input, activations: { Conv1: conv1 }, traceFailure: 'It takes 299x299.' };
    expect(activationsAround(tower, 0, inspection)).toEqual(nothing);
  });
});

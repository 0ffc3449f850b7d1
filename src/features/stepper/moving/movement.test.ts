import { describe, expect, test } from 'vitest';
import {
  activation,
  conv2d,
  dense,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../../../model/make-layer';
import type { Layer, Shape } from '../../../model/layer';
import { notebookNetwork } from '../../../model/networks';
import { rows, type Row } from '../../../model/rows';
import { describeMoment, partsOf } from './describe-moment';
import { addUp, channelsRead, inRows, momentOf, movementOf } from './movement';

const one = (layer: Layer, inputShape: Shape): Row => rows({ name: 'one', inputShape, layers: [layer] })[0]!;
const numbers = (count: number) => Float32Array.from({ length: count }, (_, at) => Math.sin(at + 1));

test('every layer of the notebook that computes place by place moves', () => {
  const kinds = rows(notebookNetwork()).map((row) => [row.layer.type, movementOf(row)] as const);
  const of = (type: Layer['type']) => [
    ...new Set(kinds.filter(([own]) => own === type).map(([, kind]) => kind)),
  ];
  expect(of('conv2d')).toEqual(['window']);
  expect(of('maxPooling2d')).toEqual(['window']);
  expect(of('localResponseNormalization')).toEqual(['point']);
  expect(of('zeroPadding2d')).toEqual(['point']);
  expect(of('dense')).toEqual(['sum']);
  expect(of('flatten')).toEqual([null]);
  expect(of('dropout')).toEqual([null]);
});

describe('a moment', () => {
  test('of a convolution has the products of one channel, at the window’s place, and names what the others add', () => {
    const row = one(conv2d('c', 2, 3, { groups: 2, padding: 'same', strides: 2 }), [4, 5, 5]);
    const input = { shape: [4, 5, 5], values: numbers(100) };
    const weights = { kernelShape: [3, 3, 2, 1], kernel: numbers(18), bias: [0.5] };
    expect(channelsRead(row, 1)).toEqual([2, 3]);
    const moment = momentOf(row, input, [1, 0, 1], weights, 3);
    expect(moment.frame).toEqual({ top: -1, left: 1, height: 3, width: 3 });
    for (let at = 0; at < 9; at++) {
      const [y, x] = [Math.floor(at / 3) - 1, 1 + (at % 3)];
      const read = y < 0 ? 0 : input.values[75 + 5 * y + x]!;
      const weight = weights.kernel[2 * at + 1]!;
      expect([moment.x.values[at], moment.weights?.values[at]]).toEqual([read, weight]);
      expect(moment.adds?.values[at]).toBeCloseTo(read * weight, 12);
    }
    const { traced } = moment;
    if (traced.kind !== 'convolution') throw new Error('It is a convolution.');
    const all = addUp(moment.adds!.values, 9);
    const others = traced.sum - traced.bias - all;
    const first = momentOf(row, input, [1, 0, 1], weights, 2);
    expect(others).toBeCloseTo(addUp(first.adds!.values, 9), 9);
    expect(partsOf(moment, 4, 'channel 3').map(({ title }) => title)).toEqual([
      'channel 3',
      'the other channel',
      'the bias',
      'the number',
    ]);
    expect(describeMoment(row, moment, 'channel 3 of x', 'channel 3')).toMatch(
      /^c \[1, 0, 1\] is made from channel 3 of x, rows −1 to 1, columns 1 to 3: channel 3 .*, plus the other channel .*, plus the bias 0.5, gives the number /,
    );
  });

  test('of a dense layer has them in the order of its input', () => {
    const row = one(dense('d', 1), [5]);
    const moment = momentOf(
      row,
      { shape: [5], values: [1, 9, 2, 8, 3] },
      [0],
      {
        kernelShape: [5, 1],
        kernel: [1, 1, 2, 1, 1],
        bias: [10],
      },
      0,
    );
    expect([...Array.from(moment.adds!.values).slice(0, 5)]).toEqual([1, 9, 4, 8, 3]);
    expect(addUp(moment.adds!.values, 3)).toBe(14);
    expect(moment.frame).toBeNull();
    expect(moment.traced.value).toBe(35);
  });

  test('of a pooling tells which goes on, of a normalisation the squares around it', () => {
    const pooled = momentOf(
      one(maxPooling2d('m', 2), [1, 2, 2]),
      { shape: [1, 2, 2], values: [1, 3, 2, 0] },
      [0, 0, 0],
      null,
      0,
    );
    expect([pooled.winner, pooled.traced.value]).toEqual([1, 3]);
    const lrn = momentOf(
      one(localResponseNormalization('n', { depthRadius: 1 }), [3, 1, 1]),
      { shape: [3, 1, 1], values: [1, 2, 3] },
      [0, 0, 0],
      null,
      0,
    );
    expect(lrn.adds).toEqual({ height: 1, width: 2, values: [1, 4] });
  });

  test('of what changes or hands on one number is that number, in padding a zero', () => {
    const input = { shape: [1, 1, 2], values: [-1, 2] };
    const relu = momentOf(one(activation('r', 'relu'), [1, 1, 2]), input, [0, 0, 0], null, 0);
    expect([relu.x.values[0], relu.traced.value]).toEqual([-1, 0]);
    const row = one(zeroPadding2d('z', 1), [1, 1, 2]);
    const padding = momentOf(row, input, [0, 0, 0], null, 0);
    expect(partsOf(padding, 0, '').map(({ value, title }) => [value, title])).toEqual([
      ['0', 'a zero beside the picture'],
    ]);
    expect(movementOf(one(flatten('f'), [1, 1, 2]))).toBeNull();
  });
});

test('a vector as a picture has all its numbers in order, and what is left over is none', () => {
  expect(inRows([1, 2, 3, 4])).toEqual({ height: 2, width: 2, values: [1, 2, 3, 4] });
  expect([...Array.from(inRows([1, 2, 3, 4, 5]).values)]).toEqual([1, 2, 3, 4, 5, NaN]);
});

import { describe, expect, test } from 'vitest';
import { droppedLayer } from './dropped-layer';
import { almostLargest, gridOf, squares } from './squares';
import { type BarFrame, barsPath, heightAt, middleOf } from '../softmax/bars';
import { logitsOf } from '../softmax/logits-of';
import type { Layer, Network } from '../../model/layer';
import { activation, conv2d, dense, dropout, flatten } from '../../model/make-layer';
import { notebookNetwork } from '../../model/networks';
import { rows } from '../../model/rows';

const vectors = (...layers: Layer[]): Network => ({ name: 'vectors', inputShape: [8], layers });

describe('what the dropout widget shows of a network', () => {
  test('the notebook: activation_82, dropped by half', () => {
    expect(droppedLayer(rows(notebookNetwork()))).toMatchObject({
      row: { layer: { name: 'activation_82' } },
      dropout: 'dropout_17',
      rate: 0.5,
    });
  });

  test('dropout on images is passed over, and so is a network that begins with one', () => {
    const network: Network = {
      name: 'images',
      inputShape: [3, 8, 8],
      layers: [
        conv2d('conv', 2, 3),
        dropout('on images', 0.2),
        flatten('flatten'),
        dropout('on a vector', 0.3),
      ],
    };
    expect(droppedLayer(rows(network))).toMatchObject({ row: { layer: { name: 'flatten' } }, rate: 0.3 });
    expect(droppedLayer(rows(vectors(dropout('first', 0.5))))).toBeNull();
  });
});

describe('what the softmax widget takes for logits', () => {
  test.each([
    ['the notebook', notebookNetwork(), { name: 'dense_17', relu: true, rate: 0.5 }],
    [
      'twelve classes on top',
      notebookNetwork({ nClasses: 12 }),
      { name: 'dense_18', relu: false, rate: null },
    ],
    [
      'linear logits',
      notebookNetwork({ nClasses: 12, linearLogits: true }),
      { name: 'dense_17', relu: false, rate: null },
    ],
    [
      'ReLU alone',
      vectors(dense('scores', 5), activation('relu', 'relu'), activation('p', 'softmax')),
      { name: 'scores', relu: true, rate: null },
    ],
  ] as const)('%s', (_name, network, { name, relu, rate }) => {
    expect(logitsOf(rows(network))).toMatchObject({ row: { layer: { name } }, relu, rate });
  });

  test.each([
    ['no softmax', vectors(dense('scores', 5))],
    ['a tanh between', vectors(dense('scores', 5), activation('tanh', 'tanh'), activation('p', 'softmax'))],
    [
      'an activation of its own',
      vectors({ ...dense('scores', 5), activation: 'relu' }, activation('p', 'softmax')),
    ],
    ['nothing before it', vectors(activation('p', 'softmax'))],
  ] as const)('%s: nothing', (_name, network) => expect(logitsOf(rows(network))).toBeNull());
});

describe('squares', () => {
  /** The area of each square of a path. */
  const areas = (path: string) => [...path.matchAll(/h([\d.]+)v/g)].map(([, side]) => Number(side) ** 2);

  test('areas are in proportion to the values; 0 has none', () => {
    const found = areas(squares([1, 0, 4, 2], gridOf(4), 4, () => true));
    [0.25, 1, 0.5].forEach((area, index) => expect(found[index]).toBeCloseTo(area, 2));
    expect(found).toHaveLength(3);
  });

  test('only those that are wanted', () => {
    expect(areas(squares([1, 1, 1], gridOf(3), 1, (unit) => unit === 1))).toEqual([1]);
  });

  test('4,096 units are 64 by 64, and 10 have room in 4 by 3', () => {
    expect(gridOf(4096)).toEqual({ columns: 64, rows: 64 });
    expect(gridOf(10)).toEqual({ columns: 4, rows: 3 });
  });

  test('the scale: what one in a hundred exceeds, whatever the sign, and never 0', () => {
    expect(almostLargest(Array.from({ length: 101 }, (_, index) => -index))).toBe(99);
    expect(almostLargest([0, 0])).toBe(1);
    expect(almostLargest([])).toBe(1);
  });
});

describe('columns', () => {
  const frame: BarFrame = { left: 10, width: 100, height: 50, low: -1, high: 4 };

  test('heights from head to foot, and what lies beyond is cut off', () => {
    expect([4, -1, 0, 99, -99].map((value) => heightAt(frame, value))).toEqual([0, 50, 40, 0, 50]);
  });

  test('a column for each value but 0, at its place', () => {
    expect(barsPath(frame, [4, 0]).match(/M/g)).toHaveLength(1);
    expect(barsPath(frame, [4, 0])).toMatch(/^M10\.00 40\.0h40\.00V0\.00/);
    expect(middleOf(frame, 1, 2)).toBe(85);
  });
});

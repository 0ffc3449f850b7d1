import { describe, expect, test } from 'vitest';
import { describeChange, describeDrawing, describeStrip, whyNoPhotograph } from './describe-strip';
import { changedRows } from '../../model/changed-rows';
import type { Network } from '../../model/layer';
import { conv2d } from '../../model/make-layer';
import { notebookThrough } from '../../model/networks';
import { rows } from '../../model/rows';

const rowsOf = (...names: string[]) =>
  rows(notebookThrough('softmax')).filter(({ layer }) => names.includes(layer.name));

describe('the caption of a strip states what is seen', () => {
  test('a stack of pictures, of which eight are drawn', () => {
    const caption = describeStrip(rowsOf('LRN1', 'MaxPool'), 'A tabby cat');
    expect(caption).toBe(
      'A tabby cat: after MaxPool it is 96 pictures of 27 × 27. Of its 96 channels the 8 are drawn that vary most, each unlike the others.',
    );
  });

  test('a vector', () => {
    expect(describeStrip(rowsOf('FC6'), 'A tabby cat')).toBe('A tabby cat: after FC6 it is 4,096 numbers.');
  });

  test('until something flowed through it, it says when', () => {
    expect(describeStrip(rowsOf('Conv1'), null)).toContain('after the run');
  });
});

describe('a network that takes no photograph says what it takes', () => {
  const taking = (...inputShape: number[]) =>
    whyNoPhotograph({ name: 'own', inputShape, layers: [conv2d('conv', 2, 3)] });

  test.each([
    ['two channels', [2, 28, 28], 'a photograph has 3 colours, and this network takes [2, 28, 28].'],
    ['channels last, said to be first', [28, 28, 3], 'this network takes [28, 28, 3].'],
    ['a vector', [784], 'this network takes [784].'],
    ['too large', [3, 299, 299], 'a photograph has 256 × 256 pixels, and this network takes 299 × 299.'],
  ])('%s', (_, inputShape, reason) => {
    expect(taking(...inputShape)).toMatch(/^There is nothing to draw: /);
    expect(taking(...inputShape)).toContain(reason);
  });

  test('the notebook’s takes them', () => {
    expect(whyNoPhotograph(notebookThrough('softmax'))).toBeNull();
    expect(whyNoPhotograph({ name: 'empty', inputShape: null, layers: [] })).toBeNull();
  });
});

describe('a layer that was edited says what the course has', () => {
  const network = (filters: number, strides: number): Network => ({
    name: 'own',
    inputShape: [3, 227, 227],
    layers: [conv2d('Conv1', filters, 11, { strides })],
  });
  const change = (filters: number, strides: number) =>
    changedRows(rows(network(96, 4)), rows(network(filters, strides))).flatMap(describeChange);

  test('a stride of 2: the course’s first experiment', () => {
    expect(change(96, 2)).toEqual(['was 96 × 55 × 55', '+308.6 million multiply-adds']);
  });

  test('fewer kernels', () => {
    expect(change(95, 4)).toEqual(['was 96 × 55 × 55', '−364 parameters', '−1.098 million multiply-adds']);
  });

  test('nothing of the same, and nothing of one that the course has not', () => {
    expect(change(96, 4)).toEqual([]);
    expect(changedRows([], rows(network(96, 4))).flatMap(describeChange)).toEqual([]);
  });

  test('the drawing says what its lines are', () => {
    const taken = { output: [3, 227, 227], dataFormat: 'channelsFirst' } as const;
    const row = rows(network(96, 4))[0]!;
    expect(describeDrawing(row, taken, false)).toBe('In outline: what Conv1 takes, 3 × 227 × 227.');
    expect(describeDrawing(row, taken, true)).toContain('Dashed: the course’s own layer.');
  });
});

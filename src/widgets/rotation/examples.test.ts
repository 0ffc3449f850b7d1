import { expect, test } from 'vitest';
import { convolve, crossCorrelate, turned } from '../../model/trace/maps';
import { comparePlanes, describeOwn, drawnPicture, kernels, reachOf, writeSum } from './examples';

const rowsOf = ({ values, width }: { values: ArrayLike<number>; width: number }) =>
  Array.from({ length: values.length / width }, (_, row) =>
    Array.from(values).slice(row * width, (row + 1) * width),
  );

test.for([
  ['hook', 'different'],
  ['edge', 'opposite'],
  ['blur', 'same'],
] as const)('half a turn of the %s: its results are %s', ([name, relation]) => {
  const picture = drawnPicture('seven', 9);
  const kernel = kernels[name];
  expect(comparePlanes(crossCorrelate(picture, kernel), convolve(picture, kernel)).relation).toBe(relation);
});

test('turning the kernel exchanges the two results', () => {
  const picture = drawnPicture('seven', 9);
  expect(convolve(picture, turned(kernels.hook))).toEqual(crossCorrelate(picture, kernels.hook));
  expect(crossCorrelate(picture, turned(kernels.hook))).toEqual(convolve(picture, kernels.hook));
});

test('a dot prints the kernel: convolution as it lies, cross-correlation the other way up', () => {
  const dot = drawnPicture('dot', 9);
  const middle = (rows: number[][]) => rows.slice(2, 5).map((row) => row.slice(2, 5));
  expect(middle(rowsOf(convolve(dot, kernels.hook)))).toEqual([
    [1, 2, 3],
    [0, 0, 4],
    [0, 0, 5],
  ]);
  expect(middle(rowsOf(crossCorrelate(dot, kernels.hook)))).toEqual([
    [5, 0, 0],
    [4, 0, 0],
    [3, 2, 1],
  ]);
});

test.for([
  ['dot', 9, 1],
  ['dot', 33, 1],
  ['seven', 9, 13],
  ['seven', 33, 13 * 3 * 3],
] as const)('%s, %i wide, has %i ones', ([name, size, ones]) => {
  const { values, height, width } = drawnPicture(name, size);
  expect([height, width]).toEqual([size, size]);
  expect(Array.from(values).filter((value) => value === 1)).toHaveLength(ones);
});

test('the sum behind a number leaves the picture’s zeros out', () => {
  const picture = drawnPicture('seven', 9);
  expect(writeSum(picture, kernels.edge, { row: 0, column: 0 })).toBe('0 · 1 + 2 · 1 = 2');
  expect(writeSum(picture, kernels.hook, { row: 4, column: 0 })).toBe('0');
});

test('a comparison looks past rounding', () => {
  const plane = (values: number[]) => ({ height: 1, width: 3, values });
  expect(comparePlanes(plane([1, 2, 3]), plane([1, 2.0000001, 3]))).toEqual({
    relation: 'same',
    different: 0,
    count: 3,
  });
  expect(comparePlanes(plane([1, 2, 3]), plane([1, 2.1, 3])).different).toBe(1);
  expect(reachOf(plane([1, -7, 3]))).toEqual({ minimum: -7, maximum: 7 });
});

test('the kernel that is drawn is the one that is told', () => {
  expect(describeOwn('Conv1', 47, null)).toContain('number 47 of your Conv1');
  expect(describeOwn('Conv1', null, null)).toBe(
    'The weights of your Conv1 are on their way. Until then the hook is drawn.',
  );
  expect(describeOwn('Conv1', null, 'The notebook is running.')).toBe(
    'The notebook is running. Until then the hook is drawn.',
  );
});

import { expect, test } from 'vitest';
import {
  conv2d,
  dropout,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../../model/make-layer';
import { changedSettings } from './changed-settings';

test('options of the same layer are written before and after, two sizes as a list', () => {
  expect(
    changedSettings(
      conv2d('c', 96, 11, { strides: 4 }),
      conv2d('c', 96, [3, 5], { strides: 4, ceilMode: true }),
    ),
  ).toEqual([
    { option: 'kernelSize', before: '11', after: '[3, 5]' },
    { option: 'ceilMode', before: 'not set', after: 'true' },
  ]);
  expect(changedSettings(dropout('d', 0.5), dropout('d', 0.5))).toEqual([]);
});

test('options have the names that cells give them, and their values', () => {
  const [before, after] = [{}, { bias: 1, depthRadius: 3 }].map((options) =>
    localResponseNormalization('L', options),
  );
  expect(before && after && changedSettings(before, after)).toEqual([
    { option: 'n', before: '5', after: '7' },
    { option: 'k', before: '2', after: '1' },
  ]);
});

test('lists of lists can be told apart', () => {
  const sides = [
    [
      [1, 2],
      [1, 2],
    ],
    [
      [1, 1],
      [2, 2],
    ],
  ] as const;
  const [before, after] = sides.map((padding) => ({ ...zeroPadding2d('z', 1), padding }));
  expect(before && after && changedSettings(before, after)).toEqual([
    { option: 'padding', before: '[[1, 2], [1, 2]]', after: '[1, 2]' },
  ]);
});

test('of another class of layer no options are compared', () => {
  expect(changedSettings(dropout('x', 0.5), maxPooling2d('x', [2, 3]))).toEqual([
    { option: null, before: 'Dropout', after: 'MaxPooling2D' },
  ]);
});

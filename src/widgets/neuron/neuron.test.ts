import { expect, test } from 'vitest';
import {
  answer,
  kernelNames,
  kernelOf,
  nameOf,
  patchNames,
  patchOf,
  products,
  toggled,
  turned,
} from './neuron';

test.each([
  ['light right', 'upright edge', -1, { sum: 3, total: 2, out: 2 }],
  ['light left', 'upright edge', -1, { sum: -3, total: -4, out: 0 }],
  ['all light', 'upright edge', 0, { sum: 0, total: 0, out: 0 }],
  ['light below', 'level edge', 0.5, { sum: 3, total: 3.5, out: 3.5 }],
  ['all light', 'dot', 0, { sum: -7, total: -7, out: 0 }],
] as const)('%s pixels under weights for an %s, with a bias of %f', (patch, kernel, bias, expected) => {
  expect(answer(patchOf(patch), kernelOf(kernel), bias)).toEqual(expected);
});

test('the products stand where their pixels do', () => {
  expect(
    products([1, 2, 3, 4, 5, 6, 7, 8, 9], [0, -1, 2, 0, 0, 0, 0, 0, 1]).map((value) => value + 0),
  ).toEqual([0, -2, 6, 0, 0, 0, 0, 0, 9]);
});

test('an example has the neuron answer that it is named for, and no other of the weights answers more', () => {
  for (const name of patchNames) expect(patchOf(name)).toHaveLength(9);
  const best = (patch: (typeof patchNames)[number]) =>
    kernelNames.toSorted(
      (a, b) => answer(patchOf(patch), kernelOf(b), 0).sum - answer(patchOf(patch), kernelOf(a), 0).sum,
    )[0];
  expect(best('light right')).toBe('upright edge');
  expect(best('light below')).toBe('level edge');
});

test('a press changes one number, and the example is known again', () => {
  const changed = toggled(patchOf('all light'), 4);
  expect(changed).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1]);
  expect(nameOf(changed, patchNames, patchOf)).toBeNull();
  expect(nameOf(toggled(changed, 4), patchNames, patchOf)).toBe('all light');
  const weights = kernelOf('dot');
  expect(
    [0, 1, 2].map(
      (presses) => Array.from({ length: presses }).reduce<readonly number[]>((w) => turned(w, 4), weights)[4],
    ),
  ).toEqual([1, -1, 0]);
});

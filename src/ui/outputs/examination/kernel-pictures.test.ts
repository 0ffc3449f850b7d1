import { expect, test } from 'vitest';
import { changeOf, kernelSheet } from './kernel-pictures';

test('kernels stand side by side, each from its smallest number to its largest', () => {
  // 1 by 2, one channel, three kernels: [0, 1], [5, 3], [2, 2].
  const { height, width, pixels } = kernelSheet([1, 2, 1, 3], Float32Array.of(0, 5, 2, 1, 3, 2), 2);
  expect([height, width]).toEqual([3, 5]);
  const red = Array.from({ length: height * width }, (_, at) => pixels[4 * at]);
  expect(red).toEqual([0, 255, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  // What lies between is not painted.
  const opacity = Array.from({ length: 5 }, (_, at) => pixels[4 * at + 3]);
  expect(opacity).toEqual([255, 255, 0, 255, 255]);
});

test('a change is the length of the difference, as a share of the start', () => {
  const kernels = { layer: 'Conv1', shape: [1, 2, 1, 1] as const };
  expect(changeOf({ ...kernels, before: Float32Array.of(3, 4), after: Float32Array.of(3, 1) })).toBeCloseTo(
    0.6,
  );
});

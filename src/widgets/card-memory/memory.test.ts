import { describe, expect, test } from 'vitest';
import { notebookNetwork } from '../../model/networks';
import { paperNetwork } from '../../model/family/reference-networks';
import { crossingOf, GIGABYTE, largestBatch, needsOf, needsOfHalf, partsOf, totalOf } from './memory';

const notebook = needsOf(notebookNetwork());
const paper = needsOf(paperNetwork());
const half = needsOfHalf(paperNetwork());
const megabytes = (bytes: number) => Math.round(bytes / 1e6);

describe('the memory of training', () => {
  test('of the notebook is 203 MB of weights, and at 128 photographs 942 MB of outputs', () => {
    expect(notebook).toEqual({ weights: 4 * 50_844_008, outputs: 4 * 1_840_672 });
    expect(partsOf(notebook, 128).map(({ name, bytes }) => [name, megabytes(bytes)])).toEqual([
      ['weights', 203],
      ['their gradients', 203],
      ['their velocities', 203],
      ['outputs', 942],
      ['gradients of outputs', 942],
    ]);
    expect(totalOf(notebook, 128)).toBe(3 * notebook.weights + 256 * notebook.outputs);
  });

  test('of the paper’s network is nearly all of 3 GB, and half of it that of one card', () => {
    expect(megabytes(totalOf(paper, 128))).toBe(2713);
    expect(megabytes(totalOf(half, 128))).toBe(1382);
    expect(half.weights).toBe(2 * 60_965_224 + 2 * 4_097_000);
  });
});

test('outputs outgrow weights from the 28th photograph on', () => {
  const at = crossingOf(notebook);
  expect(at).toBe(28);
  expect(at * notebook.outputs).toBeGreaterThan(notebook.weights);
  expect((at - 1) * notebook.outputs).toBeLessThanOrEqual(notebook.weights);
});

test('the largest batch fits, and one more does not', () => {
  for (const needs of [notebook, paper, half]) {
    for (const memory of [1.5 * GIGABYTE, 3 * GIGABYTE]) {
      const batch = largestBatch(needs, memory);
      expect(totalOf(needs, batch)).toBeLessThanOrEqual(memory);
      expect(totalOf(needs, batch + 1)).toBeGreaterThan(memory);
    }
  }
  expect(largestBatch(paper, 7e8)).toBe(0);
});

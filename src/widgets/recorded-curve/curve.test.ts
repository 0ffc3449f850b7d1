import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cellsOfMdx } from '../../../tests/support/cells-of-mdx';
import { hash } from '../../notebook/hash';
import { courseSeed } from '../../notebook/messages';
import { epochLosses, epochReaches, halfWay, highestClimb, panelsOf, type Training } from './curve';
import recorded from './recorded.json';

const training = (loss: readonly number[], heldOut: readonly number[] = []): Training => ({
  seed: 1,
  loss,
  accuracy: loss.map(() => 0.5),
  heldOut: heldOut.map((accuracy, at) => ({
    step: ((at + 1) * loss.length) / heldOut.length,
    loss: 1,
    accuracy,
  })),
});

test('what is drawn was recorded of the cell as it stands, in all updates and epochs of five runs', () => {
  const cell = cellsOfMdx(readFileSync('content/11-train/index.mdx', 'utf8')).find(
    ({ id }) => id === 'train',
  );
  const source = cell?.source ?? '';
  expect(hash(source)).toBe(recorded.cell);
  const [epochs, pieces, batch] = [/epochs: (\d+)/, /perPhotograph: (\d+)/, /batchSize: (\d+)/].map(
    (pattern) => Number(pattern.exec(source)?.[1]),
  );
  const updates = (12 * (pieces ?? NaN)) / (batch ?? NaN);
  expect(recorded.runs.map(({ seed }) => seed)).toEqual([courseSeed, 1, 2, 3, 4]);
  for (const run of recorded.runs) {
    expect(run.heldOut.map(({ step }) => step)).toEqual(
      Array.from({ length: epochs ?? 0 }, (_, epoch) => (epoch + 1) * updates),
    );
    expect(run.loss).toHaveLength(run.heldOut.at(-1)?.step ?? 0);
    expect(run.accuracy).toHaveLength(run.loss.length);
  }
});

describe.each(recorded.runs)('the run of seed $seed', (run) => {
  test('starts at the loss of who guesses', () => {
    expect(Math.abs((run.loss[0] ?? 0) - Math.log(12))).toBeLessThan(0.2);
  });

  test('does not stumble: no epoch after the third is more than 0.05 above the best before it', () => {
    // So chapter 11 says.
    expect(highestClimb(run)).toBeLessThan(0.05);
  });

  test('ends with nine of ten held-out pieces right', () => {
    expect(run.heldOut.at(-1)?.accuracy).toBeGreaterThanOrEqual(0.9);
  });
});

test('nothing falls off the drawing, and what belongs to a band lies in it', () => {
  for (const { label, high, line, rings, band } of panelsOf(recorded)) {
    for (const [, ...values] of [...line, ...rings, ...band]) {
      for (const value of values) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(high);
      }
    }
    const inBand = label === 'loss' ? line : rings;
    expect(band.map(([step]) => step)).toEqual(inBand.map(([step]) => step));
    band.forEach(([, lowest, highest], at) => {
      expect(inBand[at]?.[1]).toBeGreaterThanOrEqual(lowest);
      expect(inBand[at]?.[1]).toBeLessThanOrEqual(highest);
    });
  }
});

test('an epoch has the mean loss of its batches, and all runs together reach from the lowest to the highest', () => {
  const runs = [training([3, 1, 0.5, 0.5], [0.25, 1]), training([4, 2, 1, 0], [0.5, 0.75])];
  expect(runs.map(epochLosses)).toEqual([
    [2, 0.5],
    [3, 0.5],
  ]);
  expect(epochReaches({ cell: '', runs })).toEqual([
    { loss: [2, 3], accuracy: [0.25, 0.5] },
    { loss: [0.5, 0.5], accuracy: [0.75, 1] },
  ]);
});

test('a climb counts from the fourth epoch, above the lowest before it', () => {
  const climb = (losses: readonly number[]) => highestClimb(training(losses, losses));
  expect(climb([1, 3, 2, 1, 0.5])).toBe(0);
  expect(climb([3, 2, 1, 1.5, 0.5, 2.5, 1])).toBe(2);
  expect(climb([1, 2, 2, 1.5])).toBe(0.5);
});

test('half-way is the first epoch with more than half of the held-out pieces right', () => {
  expect(halfWay(training([1, 1, 1, 1], [0.25, 0.5, 0.75, 1]))).toBe(3);
  expect(halfWay(training([1, 1], [0.25, 0.5]))).toBeNull();
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cellsOfMdx } from '../../../tests/support/cells-of-mdx';
import { hash } from '../../notebook/hash';
import { halfWay, panelsOf } from './curve';
import recorded from './recorded.json';

test('what is drawn was recorded of the cell as it stands, in all of its updates and epochs', () => {
  const cell = cellsOfMdx(readFileSync('content/11-train/index.mdx', 'utf8')).find(
    ({ id }) => id === 'train',
  );
  const source = cell?.source ?? '';
  expect(hash(source)).toBe(recorded.cell);
  const [epochs, pieces, batch] = [/epochs: (\d+)/, /perPhotograph: (\d+)/, /batchSize: (\d+)/].map(
    (pattern) => Number(pattern.exec(source)?.[1]),
  );
  const updates = (12 * (pieces ?? NaN)) / (batch ?? NaN);
  expect(recorded.heldOut.map(({ step }) => step)).toEqual(
    Array.from({ length: epochs ?? 0 }, (_, epoch) => (epoch + 1) * updates),
  );
  expect(recorded.loss).toHaveLength(recorded.heldOut.at(-1)?.step ?? 0);
  expect(recorded.accuracy).toHaveLength(recorded.loss.length);
});

test('it starts at the loss of who guesses, and nothing falls off the drawing', () => {
  expect(Math.abs((recorded.loss[0] ?? 0) - Math.log(12))).toBeLessThan(0.2);
  for (const { high, line, rings } of panelsOf(recorded)) {
    for (const [, value] of [...line, ...rings]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(high);
    }
  }
});

test('half-way is the first epoch with more than half of the held-out pieces right', () => {
  const heldOut = [0.25, 0.5, 0.75, 1].map((accuracy, index) => ({ step: index, loss: 1, accuracy }));
  expect(halfWay({ cell: '', loss: [], accuracy: [], heldOut })).toBe(3);
  expect(halfWay({ cell: '', loss: [], accuracy: [], heldOut: heldOut.slice(0, 2) })).toBeNull();
});

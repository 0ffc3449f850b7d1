import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cellsOfMdx } from '../../../tests/support/cells-of-mdx';
import { hash } from '../../notebook/hash';
import { bandOf } from './band';
import measured from './measured.json';

test('the band reaches from the worst to the best, as far as all have been trained', () => {
  const band = bandOf({ cell: '', seeds: { 1: [0.25, 0.5, 1], 2: [0.75, 0.125], 3: [0.5, 0.875] } });
  expect(band).toEqual([
    { epoch: 1, lowest: 0.25, mean: 0.5, highest: 0.75 },
    { epoch: 2, lowest: 0.125, mean: 0.5, highest: 0.875 },
  ]);
});

test('what is drawn was measured with the cell as it stands, five times, after each of its epochs', () => {
  const cell = cellsOfMdx(readFileSync('content/11-train/index.mdx', 'utf8')).find(
    ({ id }) => id === 'clothes',
  );
  expect(hash(cell?.source ?? '')).toBe(measured.cell);
  const epochs = Number(/epochs: (\d+)/.exec(cell?.source ?? '')?.[1]);
  const seeds = Object.values(measured.seeds);
  expect(seeds.map(({ length }) => length)).toEqual([epochs, epochs, epochs, epochs, epochs]);
  // Of 500 pictures a whole number is right.
  for (const share of seeds.flat()) expect(500 * share).toBeCloseTo(Math.round(500 * share), 6);
});

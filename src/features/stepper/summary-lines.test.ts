import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { summaryLines } from './summary-lines';
import { notebookThrough } from '../../model/networks';

test.each([
  [156, 'conv1'],
  [161, 'conv4-conv5'],
  [166, 'summary'],
] as const)('the lines of the grid are, byte for byte, what In [%d] printed', (number, cell) => {
  const printed = readFileSync(`tests/conformance/in-${number}.summary.txt`, 'utf8');
  const { opening, header, headerRule, layers, closing } = summaryLines(notebookThrough(cell));
  const lines = [
    opening,
    header.join(''),
    headerRule,
    ...layers.flatMap(({ fields, rule }) => [fields.join(''), rule]),
    ...closing,
  ];
  expect(lines.join('\n')).toBe(printed.replace(/\n$/, ''));
  expect(layers.map(({ fields }) => fields.map((field) => field.length))).toEqual(
    layers.map(() => [29, 26, 10]),
  );
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kerasSummary } from '../../model/keras-summary';
import { twoTowersNetwork } from '../../model/family/two-towers';
import { summaryColumns } from './summary-columns';

const printed = readFileSync('tests/conformance/in-166.summary.txt', 'utf8');

test('a printed summary is cut at its columns, and nothing of it is lost', () => {
  const text = `before\n${printed}after`;
  const { lines, needs } = summaryColumns(text)!;
  expect(lines.map((fields) => fields.join('')).join('\n')).toBe(text);
  expect(lines.filter((fields) => fields.length === 3)).toHaveLength(30);
  expect(lines[2]).toEqual(['Layer (type)                 ', 'Output Shape              ', 'Param #   ']);
  // The longest name, shape and count: on a phone 52 characters instead of 65.
  expect(needs).toEqual([28, 19, 8]);
});

test('other text has no columns, nor has a summary of four', () => {
  expect(summaryColumns('Layer (type)\n')).toBeNull();
  expect(summaryColumns(kerasSummary(twoTowersNetwork()))).toBeNull();
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { summaryLines } from './summary-lines';
import { twoTowersNetwork } from '../../model/family/two-towers';
import { kerasSummary } from '../../model/keras-summary';
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
    ...layers.flatMap(({ lines, rule }) => [...lines.map((fields) => fields.join('')), rule]),
    ...closing,
  ];
  expect(lines.join('\n')).toBe(printed.replace(/\n$/, ''));
  expect(layers.map(({ lines }) => lines.map((fields) => fields.map((field) => field.length)))).toEqual(
    layers.map(() => [[29, 26, 10]]),
  );
});

test('two towers: the input first, and a line more for each further layer that one takes', () => {
  const network = twoTowersNetwork();
  const { opening, header, headerRule, input, layers, closing } = summaryLines(network);
  const lines = [
    opening,
    header.join(''),
    headerRule,
    ...[input!, ...layers].flatMap(({ lines, rule }) => [...lines.map((fields) => fields.join('')), rule]),
    ...closing,
  ];
  expect(lines.join('\n')).toBe(kerasSummary(network));
  const trimmed = (name: string) => {
    const at = network.layers.findIndex((layer) => layer.name === name);
    return layers[at]?.lines.map((fields) => fields.map((field) => field.trim()));
  };
  expect(trimmed('concatenate_1')).toEqual([
    ['concatenate_1 (Concatenate)', '(None, 256, 23, 23)', '0', 'conv_2_1[0][0]'],
    ['', '', '', 'conv_2_2[0][0]'],
  ]);
  expect(trimmed('conv_1')).toEqual([['conv_1 (Conv2D)', '(None, 96, 55, 55)', '34944', 'input_1[0][0]']]);
});

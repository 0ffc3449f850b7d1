import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { kerasSummary } from '../../src/model/keras-summary';
import { notebookThrough, type NotebookCell } from '../../src/model/networks';

const PRINTED: readonly (readonly [number: number, cell: NotebookCell])[] = [
  [156, 'conv1'],
  [157, 'lrn1'],
  [158, 'conv2'],
  [159, 'conv3'],
  [160, 'pad3'],
  [161, 'conv4-conv5'],
  [166, 'summary'],
];

describe('the summaries the notebook printed, from the pure model', () => {
  test.for(PRINTED)('In [%i] (%s), byte for byte', ([number, cell]) => {
    const recorded = readFileSync(new URL(`in-${number}.summary.txt`, import.meta.url));
    const printed = Buffer.from(`${kerasSummary(notebookThrough(cell))}\n`);
    expect(printed.toString('latin1')).toBe(recorded.toString('latin1'));
  });
});

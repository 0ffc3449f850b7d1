import { expect, test } from 'vitest';
import { courseCells } from '../../../tests/support/kernel-under-test';
import type { Cell } from '../../notebook/cell';
import { loadSource, placeOfLoad } from './load-cell';

const course = courseCells().map((cell) => ({ cell, source: cell.source }));
const own = (id: string, source: string): { cell: Cell; source: string } => ({
  cell: { id, in: null, chapter: 'train', source, slow: false, role: 'scratch' },
  source,
});

test('the notebook’s network is loaded once it is compiled, below the cell that turns its kernels round', () => {
  expect(placeOfLoad(course, 'model')).toEqual({ below: 'compile' });
});

test('what the training makes is loaded below it', () => {
  expect(placeOfLoad(course, 'small')).toEqual({ below: 'train' });
});

test('a network of the reader’s own is loaded below the last cell that works on it', () => {
  const cells = [
    ...course,
    own('a', 'const mine = tf.sequential();'),
    own('b', 'mine.add(layer);'),
    own('c', 'minesweeper'),
  ];
  expect(placeOfLoad(cells, 'mine')).toEqual({ below: 'b' });
});

test('a cell that loads weights already is changed, not another put in', () => {
  const cells = [
    ...course,
    own('a', loadSource('model', 'first.safetensors')),
    own('b', loadSource('small', 'x.safetensors')),
  ];
  expect(placeOfLoad(cells, 'model')).toEqual({ replaced: 'a' });
});

test('there is no place for a network that no cell has', () => {
  expect(placeOfLoad(course, 'nobody')).toBeNull();
});

test('the cell says which file', () => {
  expect(loadSource('model', "it's.safetensors")).toContain(`loadWeights(model, 'it\\'s.safetensors');`);
});

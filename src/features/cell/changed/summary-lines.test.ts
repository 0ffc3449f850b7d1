import { expect, test } from 'vitest';
import { kerasSummary } from '../../../model/keras-summary';
import { notebookThrough } from '../../../model/networks';
import { conv2d } from '../../../model/make-layer';
import { linesThatDiffer } from './summary-lines';

const published = notebookThrough('lrn1');
const [first, ...others] = published.layers;

test('a summary as published has no other lines, whatever else is printed', () => {
  expect(linesThatDiffer(`a\n${kerasSummary(published)}\nb`, published)).toEqual(new Set());
  expect(linesThatDiffer('Layer one\nTotal params: none', published)).toEqual(new Set());
});

test('the layer that differs, those that follow it and the sums are told, and no rule between them', () => {
  const edited = { ...published, layers: [conv2d('Conv1', 16, 11, { strides: 4 }), ...others] };
  const text = `before\n${kerasSummary(edited)}\nafter`;
  const lines = text.split('\n');
  const told = [...linesThatDiffer(text, published)].map((index) => lines[index]?.split(/[ (:]/)[0]);
  expect(first?.name).toBe('Conv1');
  expect(told).toEqual([...edited.layers.map(({ name }) => name), 'Total', 'Trainable']);
});

test('without layers nothing was published to differ from', () => {
  const none = { ...published, layers: [] };
  expect(linesThatDiffer(kerasSummary(published), none)).toEqual(new Set());
});

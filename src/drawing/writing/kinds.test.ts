import { expect, test } from 'vitest';
import { notebookNetwork } from '../../model/networks';
import { writeKind } from './kinds';

test('a layer is called by what it does', () => {
  const kinds = new Map(notebookNetwork().layers.map((layer) => [layer.name, writeKind(layer)]));
  expect(kinds.get('Conv1')).toBe('Convolution, 11 × 11, stride 4');
  expect(kinds.get('activation_77')).toBe('ReLU');
  expect(kinds.get('LRN1')).toBe('Normalisation, over 5 channels');
  expect(kinds.get('MaxPool')).toBe('Max pooling, 3 × 3, stride 2');
  expect(kinds.get('zero_padding2d_25')).toBe('Zeros around, 1 on each side');
  expect(kinds.get('flatten_7')).toBe('Flattened');
  expect(kinds.get('FC6')).toBe('Fully connected');
  expect(kinds.get('dropout_17')).toBe('Dropout, rate 0.5');
  expect([...kinds.values()].at(-1)).toBe('softmax');
});

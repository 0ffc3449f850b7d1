import { expect, test } from 'vitest';
import { notebookNetwork } from '../model/networks';
import { rows } from '../model/rows';
import { packValues, sharedLayers, unpackValues } from './packed-faces';

test('what was packed comes back, to a half of a step', () => {
  const values = Float32Array.from({ length: 3025 }, (_, at) => Math.sin(at) * 7 - 2);
  const [minimum, maximum] = [Math.min(...values), Math.max(...values)];
  const back = unpackValues({ steps: packValues({ values, minimum, maximum }), minimum, maximum });
  expect(back).toHaveLength(values.length);
  const farthest = Math.max(...values.map((value, at) => Math.abs(value - (back[at] ?? NaN))));
  expect(farthest).toBeLessThanOrEqual((maximum - minimum) / 510 + 1e-6);
});

test('numbers that are all the same come back', () => {
  const range = { minimum: 3, maximum: 3 };
  expect([...unpackValues({ steps: packValues({ values: [3, 3], ...range }), ...range })]).toEqual([3, 3]);
});

test('faces are true as far as a network is the published one', () => {
  const network = notebookNetwork();
  const packed = rows(network);
  expect(sharedLayers(packed, packed)).toBe(packed.length);
  expect(sharedLayers(packed, packed.slice(0, 4))).toBe(4);
  expect(sharedLayers(packed.slice(0, 4), packed)).toBe(4);

  const tanh = network.layers.map((layer) =>
    layer.name === 'activation_77' ? { ...layer, activation: 'tanh' } : layer,
  );
  // All that follows has the same shape, and other numbers.
  expect(sharedLayers(packed, rows({ ...network, layers: tanh }))).toBe(1);
  expect(sharedLayers(packed, rows({ ...network, inputShape: [3, 231, 231] }))).toBe(0);
  expect(sharedLayers(packed, rows({ ...network, layers: network.layers.slice(1) }))).toBe(0);
});

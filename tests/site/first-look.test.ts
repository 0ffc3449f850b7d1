/** The landing page's tower: every volume leads into the stepper, and says the same in a table. */
import { expect, test } from 'vitest';
import { readAddress } from '../../src/client/addresses/stepper-url';
import { learnedNetwork } from '../../src/learned/network';
import { notebookNetwork } from '../../src/model/networks';
import { all, attribute, having, named, one, pageAt, textOf } from './html';

const page = pageAt('/');
const volumes = all(one(page, having('data-tower')), having('data-layer'));
const layers = learnedNetwork().layers.map(({ name }) => name);

test('has a volume for the photograph and for each layer, and a picture on each', () => {
  expect(volumes.map((volume) => attribute(volume, 'data-layer'))).toEqual(['photograph', ...layers]);
  for (const volume of volumes) expect(all(volume, named('image'))).toHaveLength(1);
});

test('leads to the layers that the stepper has', () => {
  const known = new Set(notebookNetwork().layers.map(({ name }) => name));
  const addressed = volumes.map((volume) =>
    readAddress(new URL(attribute(volume, 'href') ?? '', 'http://x').hash),
  );
  const expected = layers.map((layer) => (known.has(layer) ? layer : null));
  expect(addressed.map(({ layer }) => layer)).toEqual([null, ...expected]);
  // The branch for 100 classes has a layer of its own.
  expect(expected.filter((layer) => layer === null)).toHaveLength(1);
});

test('is a table, too, with each layer’s shape', () => {
  const rows = volumes.map((volume) => one(page, having('data-row', attribute(volume, 'data-layer') ?? '')));
  const [, conv1] = rows;
  expect(conv1 && all(conv1, named('td')).map((cell) => textOf(cell).trim())).toEqual([
    'Convolution, 11 × 11, stride 4',
    '96 × 55 × 55',
    'one of its 96 channels',
  ]);
  expect(textOf(one(page, having('data-row', 'FC6')))).toContain('4,096 numbers');
});

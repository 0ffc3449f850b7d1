import { describe, expect, test } from 'vitest';
import { droppedLayer } from './dropped-layer';
import type { Layer, Network } from '../../model/layer';
import { conv2d, dropout, flatten } from '../../model/make-layer';
import { notebookNetwork } from '../../model/networks';
import { rows } from '../../model/rows';

const vectors = (...layers: Layer[]): Network => ({ name: 'vectors', inputShape: [8], layers });

describe('what the dropout widget shows of a network', () => {
  test('the notebook: activation_82, dropped by half', () => {
    expect(droppedLayer(rows(notebookNetwork()))).toMatchObject({
      row: { layer: { name: 'activation_82' } },
      dropout: 'dropout_17',
      rate: 0.5,
    });
  });

  test('dropout on images is passed over, and so is a network that begins with one', () => {
    const network: Network = {
      name: 'images',
      inputShape: [3, 8, 8],
      layers: [
        conv2d('conv', 2, 3),
        dropout('on images', 0.2),
        flatten('flatten'),
        dropout('on a vector', 0.3),
      ],
    };
    expect(droppedLayer(rows(network))).toMatchObject({ row: { layer: { name: 'flatten' } }, rate: 0.3 });
    expect(droppedLayer(rows(vectors(dropout('first', 0.5))))).toBeNull();
  });
});

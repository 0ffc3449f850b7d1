import { describe, expect, test } from 'vitest';
import { notebookNetwork } from '../../model/networks';
import { rows } from '../../model/rows';
import { besidePublished } from './ghosts';

const network = notebookNetwork();
const published = rows(network);
const names = (list: typeof published) => list.map(({ layer }) => layer.name);

describe('what a reader’s network is beside the published one', () => {
  test('the same: nothing is said', () => {
    const { rows: drawn, ghosts } = besidePublished(published, published, true);
    expect(drawn).toEqual(published);
    expect(ghosts.size).toBe(0);
  });

  test('another stride: each volume that changed has its ghost, and says what it was', () => {
    const layers = network.layers.map((layer) =>
      layer.name === 'Conv1' && layer.type === 'conv2d' ? { ...layer, strides: [2, 2] as const } : layer,
    );
    const { ghosts } = besidePublished(published, rows({ ...network, layers }), true);
    expect(ghosts.get('Conv1')).toMatchObject({ gone: false, note: 'was 96 × 55 × 55' });
    expect(ghosts.get('Conv1')?.was?.output).toEqual([96, 55, 55]);
    expect(ghosts.get('LRN1')?.note).toBe('was 96 × 55 × 55');
    expect(ghosts.get('FC7')).toBeUndefined();
  });

  test('what has gone stays where it stood, and what is new says so', () => {
    const layers = network.layers
      .filter(({ name }) => name !== 'LRN1' && name !== 'MaxPool')
      .map((layer) => (layer.name === 'activation_77' ? { ...layer, name: 'own' } : layer));
    const { rows: drawn, ghosts } = besidePublished(published, rows({ ...network, layers }), true);
    expect(names([...drawn]).slice(0, 6)).toEqual([
      'Conv1',
      'activation_77',
      'LRN1',
      'MaxPool',
      'own',
      'Conv2',
    ]);
    expect(ghosts.get('own')?.note).toBe('new');
    expect(ghosts.get('LRN1')).toMatchObject({ gone: true, note: 'gone: was 96 × 55 × 55' });
  });

  test('what has gone at the beginning stands there in its order, also above layers of another order', () => {
    const [first, second, third, fourth] = published;
    if (!first || !second || !third || !fourth) throw new Error('The notebook has more layers.');
    expect(besidePublished([first, second, third, fourth], [fourth, third], true).rows).toEqual([
      first,
      second,
      fourth,
      third,
    ]);
  });

  test('while it is on its way, what may come yet is not gone', () => {
    const part = published.slice(0, 3).filter(({ layer }) => layer.name !== 'activation_77');
    expect(names([...besidePublished(published, part, false).rows])).toEqual([
      'Conv1',
      'activation_77',
      'LRN1',
    ]);
    expect(besidePublished(published, part, true).rows).toHaveLength(published.length);
  });
});

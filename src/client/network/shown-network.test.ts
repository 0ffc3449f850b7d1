import { describe, expect, it } from 'vitest';
import { isBeginningOf, shownNetwork, rowsOf } from './shown-network';
import type { Network } from '../../model/layer';
import { conv2d, dense } from '../../model/make-layer';
import { notebookNetwork, notebookThrough } from '../../model/networks';

describe('which network is shown', () => {
  const published = { network: notebookNetwork(), lastCell: 'softmax' };
  const live = (network: Network, ...reached: string[]) => ({
    network,
    name: null,
    standing: 'built' as const,
    cellOf: {},
    lastCell: null,
    reached,
  });
  const asPublished = { ...published, name: null, standing: 'published' };
  const shortened = { ...notebookNetwork(), layers: notebookNetwork().layers.slice(0, -1) };
  const empty: Network = { name: '', inputShape: null, layers: [] };

  it('is the published one while the live one is its beginning', () => {
    expect(shownNetwork(null, published)).toEqual(asPublished);
    expect(shownNetwork(live(notebookThrough('conv2'), 'conv1', 'lrn1', 'conv2'), published)).toEqual(
      asPublished,
    );
    expect(shownNetwork(live(empty, 'model'), published)).toEqual(asPublished);
    expect(shownNetwork(live(notebookNetwork(), 'conv1', 'softmax'), published)).toEqual(asPublished);
    expect(shownNetwork(live(empty), { network: empty, lastCell: null }).network).toBe(empty);
  });

  it('is the one that was chosen, were it the published one’s beginning', () => {
    const chosen = { ...live(notebookThrough('conv2')), name: 'small' };
    expect(shownNetwork(chosen, published)).toBe(chosen);
  });

  it('is the live one where it ends before the published one and no cell is to come', () => {
    const atEnd = live(shortened, 'conv1', 'softmax');
    expect(shownNetwork(atEnd, published)).toEqual(atEnd);
    const withoutLayers = live(empty, 'model', 'conv1');
    expect(shownNetwork(withoutLayers, { network: notebookThrough('conv1'), lastCell: 'conv1' })).toEqual(
      withoutLayers,
    );
  });

  it('is the live one as soon as it departs, were it in a setting alone', () => {
    const layers = [conv2d('Conv1', 96, 11, { strides: 2 })];
    const edited = live({ name: 'edited', inputShape: [3, 227, 227], layers });
    expect(shownNetwork(edited, published)).toEqual(edited);
    const other = live({ ...notebookNetwork(), inputShape: [1, 227, 227] });
    expect(shownNetwork(other, published)).toEqual(other);
    const longer = live({ ...notebookNetwork(), layers: [...notebookNetwork().layers, dense('more', 10)] });
    expect(shownNetwork(longer, published)).toEqual(longer);
    expect(isBeginningOf(published.network, longer.network)).toBe(true);
  });

  it('knows from the published one where layers are made that the reader’s cells did not make', () => {
    const layers = [...notebookNetwork().layers, dense('more', 10)];
    const kept = {
      ...live({ ...notebookNetwork(), layers }),
      standing: 'kept' as const,
      cellOf: { more: '/softmax/#cell-mine' },
    };
    const shown = shownNetwork(kept, {
      ...published,
      cellOf: { Conv1: '/conv1/#cell-conv1', more: 'other' },
    });
    expect(shown).toMatchObject({
      standing: 'kept',
      cellOf: { Conv1: '/conv1/#cell-conv1', more: '/softmax/#cell-mine' },
    });
  });

  it('is the live one where its layers take what others give', () => {
    const layers = [conv2d('one', 4, 3), conv2d('two', 4, 3)];
    const inRow: Network = { name: 'row', inputShape: [4, 9, 9], layers };
    const beside: Network = { ...inRow, takes: { one: [null], two: [null] } };
    expect(isBeginningOf(beside, inRow)).toBe(false);
    expect(isBeginningOf({ ...inRow, takes: { one: [null], two: ['one'] } }, inRow)).toBe(true);
  });

  it('says why layers do not fit, and does not throw', () => {
    const network: Network = {
      name: 'too large',
      inputShape: [3, 8, 8],
      layers: [conv2d('Conv1', 4, 11)],
    };
    expect(rowsOf(network).rows).toEqual([]);
    expect(rowsOf(network).problem).toContain('The layers do not fit each other: Conv1 has a 11x11 kernel');
    expect(rowsOf({ ...network, undrawn: 'It branches.' })).toEqual({ rows: [], problem: 'It branches.' });
    expect(rowsOf({ name: 'empty', inputShape: null, layers: [] })).toEqual({ rows: [], problem: null });
  });
});

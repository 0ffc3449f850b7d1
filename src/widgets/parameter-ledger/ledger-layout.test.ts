import { describe, expect, test } from 'vitest';
import { ledgerLayout, measureOf } from './ledger-layout';
import type { Network } from '../../model/layer';
import { conv2d, dense, flatten } from '../../model/make-layer';
import { notebookNetwork } from '../../model/networks';
import { paperNetwork, torchvisionNetwork } from '../../model/family/reference-networks';
import { rows } from '../../model/rows';

const networks = [notebookNetwork(), paperNetwork(), torchvisionNetwork(), notebookNetwork({ width: 1 / 8 })];

describe.each(networks.map((network) => [network.name, network] as const))('%s', (_name, network) => {
  const layout = ledgerLayout(rows(network));

  test('every area is what the layer has of parameters', () => {
    for (const { row, width, height } of layout.blocks) expect(width * height).toBe(row.parameters);
    expect(layout.blocks.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(
      rows(network).reduce((sum, { parameters }) => sum + parameters, 0),
    );
  });

  test('the blocks stand beside each other without touching, and fill the width', () => {
    layout.blocks.forEach((block, index) => {
      const next = layout.blocks[index + 1];
      expect(next ? next.left : Infinity).toBeGreaterThan(block.left + block.width);
    });
    const last = layout.blocks.at(-1)!;
    expect(last.left + last.width).toBeCloseTo(layout.width, 6);
    expect(layout.height).toBe(Math.max(...layout.blocks.map(({ height }) => height)));
  });
});

test('FC6 of the notebook: 6,401 high, 4,096 wide; a million parameters are 1,000 wide', () => {
  const layout = ledgerLayout(rows(notebookNetwork()));
  expect(layout.blocks.find(({ row }) => row.layer.name === 'FC6')).toMatchObject({
    height: 6401,
    width: 4096,
  });
  expect(measureOf(layout)).toEqual({ side: 1000, fitsAtRight: true });
});

test('a measure over blocks that leave no sky', () => {
  const network: Network = {
    name: 'flat',
    inputShape: [1, 4, 4],
    layers: [conv2d('conv', 1, 1), flatten('flatten'), dense('dense', 3)],
  };
  expect(measureOf(ledgerLayout(rows(network)))).toEqual({ side: 1, fitsAtRight: false });
});

test('a layer of which only the count is known is a square, without known sides', () => {
  const network: Network = {
    name: 'with batch normalisation',
    inputShape: [4, 4, 4],
    layers: [
      {
        type: 'other',
        name: 'bn',
        className: 'BatchNormalization',
        outputShape: [4, 4, 4],
        parameters: 16,
        trainableParameters: 8,
      },
    ],
  };
  expect(ledgerLayout(rows(network)).blocks).toMatchObject([{ width: 4, height: 4, hasSides: false }]);
});

test('a network without parameters has no blocks and no size', () => {
  const layout = ledgerLayout(rows({ name: 'empty', inputShape: null, layers: [] }));
  expect(layout).toEqual({ blocks: [], width: 0, height: 0 });
  expect(measureOf(layout).side).toBe(1);
});

import { expect, test } from 'vitest';
import type { LayerActivation } from '../notebook/output';
import type { Published } from './publish';
import { cutSample, sampleNames } from './samples';

/** Maps in which a number tells where it stands: channel, row, column. */
function maps(layer: string, channels: number, side: number): LayerActivation {
  const values = Float32Array.from({ length: channels * side * side }, (_, index) => {
    const [channel, place] = [Math.floor(index / side ** 2), index % side ** 2];
    return channel * 1e4 + Math.floor(place / side) * 100 + (place % side);
  });
  return { layer, shape: [channels, side, side], minimum: 0, maximum: 1, values };
}

function published(...activations: LayerActivation[]): Published {
  return new Map([['cell', { executionCount: 1, outputs: [], activations }]]);
}

test('the patch for normalisation lies near the middle, where most of the signal is', () => {
  // everything grows downwards and to the right
  const { shape, offset, values, photograph } = cutSample('lrn', published(maps('activation_77', 3, 55)));
  expect(shape).toEqual([3, 15, 15]);
  expect(offset).toEqual([0, 30, 30]);
  expect([values[0], values[1], values[15], values[225]]).toEqual([3030, 3031, 3130, 13030]);
  expect(photograph).toBe('A tabby cat');
});

test('for pooling it is the most varied channel, whole', () => {
  const layer = maps('LRN1', 3, 4);
  layer.values.fill(0, 0, 16);
  layer.values.set([0, 99999], 32);
  const { shape, offset, values } = cutSample('pooling', published(layer));
  expect({ shape, offset }).toEqual({ shape: [1, 4, 4], offset: [2, 0, 0] });
  expect(values).toEqual(layer.values.subarray(32, 48));
});

test('vectors are whole', () => {
  const vector = {
    layer: 'dense_17',
    shape: [4],
    minimum: 0,
    maximum: 3,
    values: Float32Array.of(0, 1, 2, 3),
  };
  expect(cutSample('softmax', published(vector))).toMatchObject({
    shape: [4],
    offset: [0],
    values: vector.values,
  });
});

test.each(sampleNames)('without its layer there is no sample %s', (name) => {
  expect(() => cutSample(name, published())).toThrow('No cell builds');
});

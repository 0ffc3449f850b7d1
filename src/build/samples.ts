import { tellingChannels } from '../drawing/telling-channels';
import { channelOf } from '../model/feature-maps';
import type { LayerActivation } from '../notebook/output';
import { publishedPhotograph, type Published } from './publish';

/** Numbers of the published run that a chapter's widget starts from, before the reader has run anything. */
export interface SampleNumbers {
  layer: string;
  /** [channels, height, width], or [units]. */
  shape: readonly number[];
  /** Where it begins in the layer's output, one number an axis. */
  offset: readonly number[];
  /** Title of the photograph that flowed through the network. */
  photograph: string;
  /** One number for each place, the last axis of `shape` running fastest. */
  values: Float32Array<ArrayBuffer>;
}

export const sampleNames = ['lrn', 'pooling', 'dropout', 'softmax'] as const;
export type SampleName = (typeof sampleNames)[number];

const patchSide = 15;
/** A patch may lie this many units from the middle of its map. */
const patchReach = 10;

/** @throws if the course's cells no longer build the layer it is cut from */
export function cutSample(name: SampleName, published: Published): SampleNumbers {
  switch (name) {
    case 'lrn':
      return strongestPatch(layerOf('activation_77', published));
    case 'pooling':
      return mostVariedChannel(layerOf('LRN1', published));
    case 'dropout':
      return whole(layerOf('activation_82', published));
    case 'softmax':
      return whole(layerOf('dense_17', published));
  }
}

function layerOf(name: string, published: Published): LayerActivation {
  for (const { activations } of published.values()) {
    const found = activations.find(({ layer }) => layer === name);
    if (found) return found;
  }
  throw new Error(`No cell builds ${name}, which a sample is cut from.`);
}

function whole({ layer, shape, values }: LayerActivation): SampleNumbers {
  return { layer, shape, offset: shape.map(() => 0), photograph: publishedPhotograph.title, values };
}

function mostVariedChannel(maps: LayerActivation): SampleNumbers {
  const [channel = 0] = tellingChannels(maps, 1);
  const [, height = 0, width = 0] = maps.shape;
  return {
    ...whole(maps),
    shape: [1, height, width],
    offset: [channel, 0, 0],
    values: channelOf(maps, channel),
  };
}

/** All channels of the square near the middle where the squares add up to most: there normalisation does most. */
function strongestPatch(maps: LayerActivation): SampleNumbers {
  const [channels = 0, height = 0, width = 0] = maps.shape;
  let best = { row: 0, column: 0, energy: -Infinity };
  for (const row of nearMiddle(height)) {
    for (const column of nearMiddle(width)) {
      const energy = cut(maps, row, column).reduce((sum, value) => sum + value * value, 0);
      if (energy > best.energy) best = { row, column, energy };
    }
  }
  return {
    ...whole(maps),
    shape: [channels, patchSide, patchSide],
    offset: [0, best.row, best.column],
    values: cut(maps, best.row, best.column),
  };
}

/** Where a patch may begin along an axis of this many units. */
function nearMiddle(size: number): number[] {
  const middle = (size - patchSide) >> 1;
  return Array.from({ length: 2 * patchReach + 1 }, (_, index) => middle - patchReach + index);
}

function cut(maps: LayerActivation, top: number, left: number): Float32Array<ArrayBuffer> {
  const [channels = 0, , width = 0] = maps.shape;
  const patch = new Float32Array(channels * patchSide * patchSide);
  for (let channel = 0; channel < channels; channel++) {
    const map = channelOf(maps, channel);
    for (let row = 0; row < patchSide; row++) {
      const from = (top + row) * width + left;
      patch.set(map.subarray(from, from + patchSide), (channel * patchSide + row) * patchSide);
    }
  }
  return patch;
}

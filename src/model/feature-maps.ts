/** A layer's output on one image, as numbers. */
export interface FeatureMaps {
  /** [channels, height, width], or [units] for a vector. */
  shape: readonly number[];
  /** One number for each place, the last axis of `shape` running fastest. */
  values: ArrayLike<number>;
}

/** One number of a layer's output: [channel, row, column], or [unit] of a vector, each from 0. */
export type Unit = readonly number[];

/** Where a unit stands in `values`. */
export function indexOf({ shape }: Pick<FeatureMaps, 'shape'>, unit: Unit): number {
  return unit.reduce((index, position, axis) => index * (shape[axis] ?? 1) + position, 0);
}

/** The unit that stands there in `values`. */
export function unitAt({ shape }: Pick<FeatureMaps, 'shape'>, index: number): Unit {
  const unit: number[] = [];
  let rest = index;
  for (const size of shape.toReversed()) {
    unit.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return unit;
}

/**
 * One channel's height x width numbers, row by row; all numbers of a vector. Shares memory with `values`.
 *
 * @param channel from 0
 */
export function channelOf(
  maps: { shape: readonly number[]; values: Float32Array<ArrayBuffer> },
  channel: number,
): Float32Array<ArrayBuffer> {
  const [, height = maps.values.length, width = 1] = maps.shape;
  const size = height * width;
  return maps.values.subarray(channel * size, (channel + 1) * size);
}

/** How many channels are zero everywhere. */
export function silentChannels(maps: {
  shape: readonly number[];
  values: Float32Array<ArrayBuffer>;
}): number {
  const channels = Array.from({ length: maps.shape[0] ?? 0 }, (_, channel) => channelOf(maps, channel));
  return channels.filter((values) => values.every((value) => value === 0)).length;
}

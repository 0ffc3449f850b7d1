/**
 * Normalisation, pooling and correlation of whole maps in plain TypeScript, so that a figure can redraw them with
 * every move of a slider. What one number is made of is told by trace-unit.ts.
 */
import type { FeatureMaps } from '../feature-maps';
import type { LocalResponseNormalization } from '../layer';
import { windowCount } from '../window';

/** A stack of maps with its three sizes by place, [channels, height, width], in memory of its own. */
export interface MapStack extends FeatureMaps {
  shape: readonly [number, number, number];
  values: Float32Array<ArrayBuffer>;
}

/** One map, a kernel's slice or a picture: height x width values, row by row. */
export interface Plane {
  height: number;
  width: number;
  values: ArrayLike<number>;
}

export type NormalizationConstants = Pick<
  LocalResponseNormalization,
  'depthRadius' | 'bias' | 'alpha' | 'beta'
>;

export interface SquarePooling {
  type: 'max' | 'average';
  /** Both directions alike. */
  poolSize: number;
  strides: number;
}

/**
 * A square patch of all channels, cut at the edges of the maps.
 *
 * @param place its upper left corner; moved inwards where the patch would stick out.
 */
export function patchOf(maps: FeatureMaps, place: { row: number; column: number; size: number }): MapStack {
  const [channels, height, width] = sizesOf(maps);
  const rows = Math.min(place.size, height);
  const columns = Math.min(place.size, width);
  const top = Math.max(0, Math.min(place.row, height - rows));
  const left = Math.max(0, Math.min(place.column, width - columns));
  const values = new Float32Array(channels * rows * columns);
  let index = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let row = top; row < top + rows; row++) {
      const start = (channel * height + row) * width + left;
      for (let column = 0; column < columns; column++) values[index++] = maps.values[start + column]!;
    }
  }
  return { shape: [channels, rows, columns], values };
}

/** One channel of a stack as a plane. Copies nothing. */
export function planeOf({ shape: [, height, width], values }: MapStack, channel: number): Plane {
  const size = height * width;
  return { height, width, values: values.subarray(channel * size, (channel + 1) * size) };
}

/** b = a / (bias + alpha * sum of a^2 over the channels from i - r to i + r)^beta (paper, section 3.3). */
export function normalize(
  maps: FeatureMaps,
  { depthRadius, bias, alpha, beta }: NormalizationConstants,
): MapStack {
  const shape = sizesOf(maps);
  const [channels, height, width] = shape;
  const size = height * width;
  const values = new Float32Array(channels * size);
  for (let channel = 0; channel < channels; channel++) {
    const first = Math.max(0, channel - depthRadius);
    const last = Math.min(channels - 1, channel + depthRadius);
    for (let place = 0; place < size; place++) {
      let sum = 0;
      for (let other = first; other <= last; other++) sum += maps.values[other * size + place]! ** 2;
      const index = channel * size + place;
      values[index] = maps.values[index]! / (bias + alpha * sum) ** beta;
    }
  }
  return { shape, values };
}

/**
 * The largest or the mean of every window that lies within the map, channel by channel (padding 'valid').
 *
 * @throws {RangeError} if the window is larger than the maps.
 */
export function pool(maps: FeatureMaps, { type, poolSize, strides }: SquarePooling): MapStack {
  const [channels, height, width] = sizesOf(maps);
  const rows = windows(height, poolSize, strides);
  const columns = windows(width, poolSize, strides);
  const values = new Float32Array(channels * rows * columns);
  let index = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const start = (channel * height + row * strides) * width + column * strides;
        let largest = -Infinity;
        let sum = 0;
        for (let y = 0; y < poolSize; y++) {
          for (let x = 0; x < poolSize; x++) {
            const value = maps.values[start + y * width + x]!;
            if (value > largest) largest = value;
            sum += value;
          }
        }
        values[index++] = type === 'max' ? largest : sum / (poolSize * poolSize);
      }
    }
  }
  return { shape: [channels, rows, columns], values };
}

/**
 * Where the number that max pooling keeps stands in the plane, for every window in order; of equal ones the first.
 *
 * @throws {RangeError} if the window is larger than the plane.
 */
export function winners(
  { height, width, values }: Plane,
  { poolSize, strides }: Omit<SquarePooling, 'type'>,
): number[] {
  const rows = windows(height, poolSize, strides);
  const columns = windows(width, poolSize, strides);
  return Array.from({ length: rows * columns }, (_, output) => {
    const start = Math.floor(output / columns) * strides * width + (output % columns) * strides;
    let winner = start;
    for (let y = 0; y < poolSize; y++) {
      for (let x = 0; x < poolSize; x++) {
        const index = start + y * width + x;
        if (values[index]! > values[winner]!) winner = index;
      }
    }
    return winner;
  });
}

/**
 * Slides the kernel over the picture, without turning it, wherever it fits: what TensorFlow calls a convolution.
 *
 * @throws {RangeError} if the kernel is larger than the picture.
 */
export function crossCorrelate(picture: Plane, kernel: Plane): Plane {
  const height = windows(picture.height, kernel.height, 1);
  const width = windows(picture.width, kernel.width, 1);
  const values = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let y = 0; y < kernel.height; y++) {
        const start = (row + y) * picture.width + column;
        for (let x = 0; x < kernel.width; x++) {
          sum += kernel.values[y * kernel.width + x]! * picture.values[start + x]!;
        }
      }
      values[row * width + column] = sum;
    }
  }
  return { height, width, values };
}

/** The convolution of mathematics: the kernel is turned by 180 degrees before it slides. */
export function convolve(picture: Plane, kernel: Plane): Plane {
  return crossCorrelate(picture, turned(kernel));
}

/** Rotated by 180 degrees: the last value comes first. */
export function turned({ height, width, values }: Plane): Plane {
  return { height, width, values: Array.from(values).reverse() };
}

function windows(size: number, window: number, stride: number): number {
  if (window > size) throw new RangeError(`A window of ${window} does not fit into ${size}`);
  return windowCount(size, window, stride, 'valid');
}

function sizesOf({ shape }: FeatureMaps): readonly [number, number, number] {
  const [channels, height, width] = shape;
  if (channels === undefined || height === undefined || width === undefined || shape.length !== 3) {
    throw new RangeError(`Maps are [channels, height, width], but this shape is [${shape.join(', ')}]`);
  }
  return [channels, height, width];
}

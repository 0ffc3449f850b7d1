/** The one picture by which a drawing of the network shows what a layer made of a photograph. */
import { channelOf } from '../model/feature-maps';
import { activationScale, paintChannel } from './colour-scale';

interface Activation {
  /** [channels, height, width], or [units]. */
  shape: readonly number[];
  values: Float32Array<ArrayBuffer>;
}

export interface Face {
  height: number;
  width: number;
  /** RGBA, row by row. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A vector is drawn as a column of at most so many pixels. */
const mostRows = 64;

/**
 * Of an image the channel that tells most, the most varied; of a vector its numbers from top to bottom, the largest of
 * each few. With a scale of its own.
 */
export function faceOf(activation: Activation): Face {
  const [, height, width] = activation.shape;
  const isImage = height !== undefined && width !== undefined;
  const values = isImage ? channelOf(activation, mostVaried(activation)) : column(activation.values);
  const [minimum, maximum] = [Math.min(...values), Math.max(...values)];
  const size = isImage ? { height, width } : { height: values.length, width: 1 };
  const pixels = paintChannel(values, size.height, size.width, activationScale(minimum), {
    minimum,
    maximum,
  });
  return { ...size, pixels };
}

/** The channel with the largest variance. */
export function mostVaried({ shape: [channels = 0], values }: Activation): number {
  const size = values.length / channels;
  let [found, largest] = [-1, -Infinity];
  for (let channel = 0; channel < channels; channel++) {
    const variance = varianceOf(values, channel * size, size);
    if (variance > largest) [found, largest] = [channel, variance];
  }
  return found;
}

/** One pass, by index: while the code is still interpreted, iterators over 290,000 numbers take the page a tenth of a second. */
function varianceOf(values: Float32Array, from: number, count: number): number {
  let [sum, squares] = [0, 0];
  for (let at = from; at < from + count; at++) {
    const value = values[at] ?? 0;
    sum += value;
    squares += value * value;
  }
  return squares / count - (sum / count) ** 2;
}

function column(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const few = Math.ceil(values.length / mostRows);
  return Float32Array.from({ length: Math.ceil(values.length / few) }, (_, row) =>
    Math.max(...values.subarray(row * few, (row + 1) * few)),
  );
}

/** The one picture by which a drawing of the network shows what a layer made of a photograph. */
import { channelOf } from '../model/feature-maps';
import { activationScale, paintChannel, type Theme, type ValueRange } from './colour-scale';
import { tellingChannels } from './telling-channels';

interface Activation {
  /** [channels, height, width], or [units]. */
  shape: readonly number[];
  values: Float32Array<ArrayBuffer>;
}

/** Row by row, with the scale that shows them. */
export interface FaceValues extends ValueRange {
  height: number;
  width: number;
  values: ArrayLike<number>;
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
export function faceValuesOf(activation: Activation): FaceValues {
  const [, height, width] = activation.shape;
  const isImage = height !== undefined && width !== undefined;
  const [telling = 0] = isImage ? tellingChannels(activation, 1) : [];
  const values = isImage ? channelOf(activation, telling) : column(activation.values);
  const [minimum, maximum] = [Math.min(...values), Math.max(...values)];
  const size = isImage ? { height, width } : { height: values.length, width: 1 };
  return { ...size, values, minimum, maximum };
}

export function paintFace({ height, width, values, minimum, maximum }: FaceValues, theme: Theme): Face {
  const scale = activationScale(minimum);
  return { height, width, pixels: paintChannel(values, height, width, scale, { minimum, maximum }, theme) };
}

export function faceOf(activation: Activation, theme: Theme): Face {
  return paintFace(faceValuesOf(activation), theme);
}

/** How many numbers of a vector share a pixel of its face. */
export function stripeOf(numbers: number): number {
  return Math.ceil(numbers / mostRows);
}

function column(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const few = stripeOf(values.length);
  return Float32Array.from({ length: Math.ceil(values.length / few) }, (_, row) =>
    Math.max(...values.subarray(row * few, (row + 1) * few)),
  );
}

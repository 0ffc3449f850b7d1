import type { Layer, Pair, Shape } from './layer';
import { dilated } from './window';

/** What one unit of a layer sees of the network's input: so many pixels, and so many between neighbouring units. */
export interface ReceptiveField {
  size: Pair;
  stride: Pair;
}

/** The input image itself: each pixel sees itself. */
export const PIXEL: ReceptiveField = { size: [1, 1], stride: [1, 1] };

/**
 * The receptive field after one more layer: the window reaches (F - 1) strides of its input further,
 * and its own stride multiplies the distance. Zeros that padding adds count as pixels.
 *
 * @param input the shape of the layer's input: a dense layer sees all of the image if that is a vector.
 * @param image height and width of the network's input.
 * @returns null where it is not known: after a layer of an unknown kind, or a dense one along an axis of several.
 */
export function receptiveFieldAfter(
  before: ReceptiveField,
  layer: Layer,
  input: Shape,
  image: Pair,
): ReceptiveField | null {
  switch (layer.type) {
    case 'conv2d':
      return widen(before, dilated(layer.kernelSize, layer.dilationRate), layer.strides);
    case 'maxPooling2d':
    case 'averagePooling2d':
      return widen(before, layer.poolSize, layer.strides);
    case 'dense':
      return input.length === 1 ? { size: image, stride: [0, 0] } : null;
    case 'localResponseNormalization':
      return layer.window === 'map' ? widen(before, square(2 * layer.depthRadius + 1), [1, 1]) : before;
    case 'other':
      return null;
    default:
      return before;
  }
}

/** What a unit sees that is made from several: the widest of their fields; null where they do not lie alike. */
export function joinedField(fields: readonly (ReceptiveField | null)[]): ReceptiveField | null {
  const [first = null, ...others] = fields;
  return others.reduce<ReceptiveField | null>((joined, field) => {
    if (!joined || !field || String(joined.stride) !== String(field.stride)) return null;
    const size: Pair = [Math.max(joined.size[0], field.size[0]), Math.max(joined.size[1], field.size[1])];
    return { size, stride: joined.stride };
  }, first);
}

function square(side: number): Pair {
  return [side, side];
}

function widen({ size, stride }: ReceptiveField, window: Pair, strides: Pair): ReceptiveField {
  return {
    size: [size[0] + (window[0] - 1) * stride[0], size[1] + (window[1] - 1) * stride[1]],
    stride: [stride[0] * strides[0], stride[1] * strides[1]],
  };
}

import { readImageShape, sizeOf } from '../../model/image-shape';
import type { Layer, Shape } from '../../model/layer';

/** The weights of a layer as one rectangle: a column for each of its units, of all that the unit multiplies and its bias. */
export interface WeightMatrix {
  /** Weights of one unit, with its bias: F * F * C / groups + 1 of a convolution, N + 1 of a dense layer. */
  rows: number;
  /** Filters of a convolution, units of a dense layer. */
  columns: number;
  /** How many parts the columns fall into, each of which sees a part of the input of its own. */
  groups: number;
}

/** The sides of a layer's weights, whose product is its parameter count; null for a layer that has no such matrix. */
export function weightMatrix(layer: Layer, input: Shape): WeightMatrix | null {
  switch (layer.type) {
    case 'conv2d': {
      const channels = readImageShape(input, layer.dataFormat)?.channels ?? 0;
      const weights = sizeOf(layer.kernelSize) * (channels / layer.groups);
      return { rows: weights + Number(layer.useBias), columns: layer.filters, groups: layer.groups };
    }
    case 'dense':
      return { rows: (input.at(-1) ?? 0) + Number(layer.useBias), columns: layer.units, groups: 1 };
    default:
      return null;
  }
}

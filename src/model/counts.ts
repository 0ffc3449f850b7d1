import { readImageShape, sizeOf } from './image-shape';
import type { Layer, Shape } from './layer';

/** A weight or an activation is a 32-bit float. */
export const BYTES_PER_NUMBER = 4;

/**
 * Weights and biases of a layer. A convolution has (F * F * C / groups + 1) * K (notebook, cell 156),
 * a dense layer (inputs + 1) * units, each less its biases if it has none.
 */
export function parameterCount(layer: Layer, input: Shape): number {
  switch (layer.type) {
    case 'conv2d': {
      const channels = readImageShape(input, layer.dataFormat)?.channels ?? 0;
      return (sizeOf(layer.kernelSize) * (channels / layer.groups) + Number(layer.useBias)) * layer.filters;
    }
    case 'dense':
      return ((input.at(-1) ?? 0) + Number(layer.useBias)) * layer.units;
    case 'other':
      return layer.parameters;
    default:
      return 0;
  }
}

/** How many of a layer's parameters training changes: all but those of a frozen layer. */
export function trainableCount(layer: Layer, input: Shape): number {
  if ('frozen' in layer) return 0;
  return layer.type === 'other' ? layer.trainableParameters : parameterCount(layer, input);
}

/**
 * Multiplications by a weight, each with its addition, for one image: one for each weight at each position.
 * Biases, activations, normalisation and pooling are not counted, as is the custom; nor is what a layer that this
 * description has no words for does with its weights.
 */
export function multiplyAddCount(layer: Layer, input: Shape, output: Shape): number {
  switch (layer.type) {
    case 'conv2d':
      return (sizeOf(output) / layer.filters) * parameterCount({ ...layer, useBias: false }, input);
    case 'dense':
      return (sizeOf(output) / layer.units) * parameterCount({ ...layer, useBias: false }, input);
    default:
      return 0;
  }
}

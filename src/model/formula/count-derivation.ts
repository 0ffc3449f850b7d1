import { multiplyAddCount, parameterCount } from '../counts';
import { grouped, product, type Derivation } from './formula';
import { readImageShape, sizeOf } from '../image-shape';
import type { Conv2D, Layer, Shape } from '../layer';
import { outputShape } from '../shapes';

/** Weights and biases: (F * F * C + 1) * K for a convolution (notebook, after cell 156), (N + 1) * M for a dense layer; null if it has none. */
export function parameterDerivation(layer: Layer, input: Shape): Derivation | null {
  const value = parameterCount(layer, input);
  switch (layer.type) {
    case 'conv2d': {
      const { symbolic, substituted } = kernel(layer, input);
      return derivation(
        'parameters',
        product(withBias(symbolic, layer.useBias), '\\vout{K}'),
        product(withBias(substituted, layer.useBias), `\\vout{${layer.filters}}`),
        value,
      );
    }
    case 'dense':
      return derivation(
        'parameters',
        product(withBias('\\vin{N}', layer.useBias), '\\vout{M}'),
        product(withBias(`\\vin{${input.at(-1)}}`, layer.useBias), `\\vout{${layer.units}}`),
        value,
      );
    default:
      return null;
  }
}

/** Multiplications by a weight, each with its addition, for one image: every weight once at each position; null for a layer without weights. */
export function multiplyAddDerivation(layer: Layer, input: Shape): Derivation | null {
  switch (layer.type) {
    case 'conv2d': {
      const output = outputShape(layer, input);
      const { symbolic, substituted } = kernel(layer, input);
      const image = readImageShape(output, layer.dataFormat);
      return derivation(
        'multiply-adds',
        product('\\vout{O_h}', '\\vout{O_w}', symbolic, '\\vout{K}'),
        product(
          `\\vout{${image?.height}}`,
          `\\vout{${image?.width}}`,
          substituted,
          `\\vout{${layer.filters}}`,
        ),
        multiplyAddCount(layer, input, output),
      );
    }
    case 'dense': {
      const output = outputShape(layer, input);
      const positions = sizeOf(output) / layer.units;
      return derivation(
        'multiply-adds',
        product(positions === 1 ? null : 'B', '\\vin{N}', '\\vout{M}'),
        product(
          positions === 1 ? null : String(positions),
          `\\vin{${input.at(-1)}}`,
          `\\vout{${layer.units}}`,
        ),
        multiplyAddCount(layer, input, output),
      );
    }
    default:
      return null;
  }
}

/** The weights of one filter: F * F * C, with as many channels as its group has. */
function kernel({ kernelSize, groups, dataFormat }: Conv2D, input: Shape) {
  const [vertical, horizontal] = kernelSize;
  const square = vertical === horizontal;
  const channels = readImageShape(input, dataFormat)?.channels ?? 0;
  return {
    symbolic: product(
      square ? '\\vker{F}' : '\\vker{F_h}',
      square ? '\\vker{F}' : '\\vker{F_w}',
      groups === 1 ? '\\vin{C}' : '\\frac{\\vin{C}}{G}',
    ),
    substituted: product(
      `\\vker{${vertical}}`,
      `\\vker{${horizontal}}`,
      groups === 1 ? `\\vin{${channels}}` : `\\frac{\\vin{${channels}}}{${groups}}`,
    ),
  };
}

function withBias(weights: string, useBias: boolean): string {
  return useBias ? `\\left(${weights} + 1\\right)` : weights;
}

function derivation(
  quantity: Derivation['quantity'],
  symbolic: string,
  substituted: string,
  value: number,
): Derivation {
  return {
    quantity,
    symbolic,
    substituted: `${substituted} = ${result(quantity, value)}`,
    value,
    remark: null,
  };
}

function result(quantity: Derivation['quantity'], value: number): string {
  return quantity === 'parameters' ? `\\vker{${grouped(value)}}` : grouped(value);
}

import { grouped, product, rounded, type Derivation } from './formula';
import { readImageShape, sizeOf } from '../image-shape';
import type { DataFormat, Layer, Pair, Shape } from '../layer';
import { tapsOf, windowPositions, windowsOf, type WindowedAxis } from '../window';

/**
 * O = (W - F + 2P)/S + 1 (notebook, text before cell 156), for any numbers. A result that is not whole, as for
 * the paper's 224 (54.25), is rounded down, as Keras does, and the remark says so.
 */
export function windowDerivation(
  axis: WindowedAxis,
  quantity: Derivation['quantity'] = 'height and width',
): Derivation {
  const { size, window, stride, padding, dilation = 1 } = axis;
  const { padded, exact } = windowPositions(axis);
  const value = Math.floor(exact);
  const kernel = dilation === 1 ? '\\vker{F}' : '(D(\\vker{F} - 1) + 1)';
  const numbers = dilation === 1 ? `\\vker{${window}}` : `(${dilation}(\\vker{${tapsOf(axis)}} - 1) + 1)`;
  const fraction = `\\frac{\\vin{${size}} - ${numbers} + 2 \\cdot ${(padding[0] + padding[1]) / 2}}{${stride}} + 1`;
  return {
    quantity,
    symbolic: `\\vout{O} = \\frac{\\vin{W} - ${kernel} + 2P}{S} + 1`,
    substituted: Number.isInteger(exact)
      ? `${fraction} = \\vout{${value}}`
      : `${fraction} ${equalsRounded(exact)}, \\quad \\lfloor ${rounded(exact)} \\rfloor = \\vout{${value}}`,
    value,
    remark: remark(exact, (padded - window) % stride),
  };
}

/** The sizes of a layer's output: one derivation for both axes where they agree, none where the layer changes no size. */
export function sizeDerivations(layer: Layer, input: Shape): Derivation[] {
  switch (layer.type) {
    case 'conv2d':
    case 'maxPooling2d':
    case 'averagePooling2d':
      return axes(input, layer.dataFormat, (axis, size, quantity) => {
        const windowed = windowsOf(layer, size)[axis];
        return layer.padding === 'same'
          ? sameDerivation(windowed, quantity)
          : windowDerivation(windowed, quantity);
      });
    case 'zeroPadding2d':
      return axes(input, layer.dataFormat, (axis, size, quantity) =>
        padded(size[axis], layer.padding[axis], quantity),
      );
    case 'flatten':
      return [flattened(input)];
    default:
      return [];
  }
}

type Axis = 0 | 1;

function axes(
  input: Shape,
  dataFormat: DataFormat,
  along: (axis: Axis, size: Pair, quantity: Derivation['quantity']) => Derivation,
): Derivation[] {
  const image = readImageShape(input, dataFormat);
  if (!image) return [];
  const size: Pair = [image.height, image.width];
  const height = along(0, size, 'height');
  const width = along(1, size, 'width');
  const agree = height.substituted === width.substituted;
  return agree ? [{ ...height, quantity: 'height and width' }] : [height, width];
}

/** With TensorFlow's 'same': O = ceil(W / S). */
function sameDerivation(axis: WindowedAxis, quantity: Derivation['quantity']): Derivation {
  const { size, stride } = axis;
  const value = windowPositions(axis).starts.length;
  return {
    quantity,
    symbolic: '\\vout{O} = \\left\\lceil \\frac{\\vin{W}}{S} \\right\\rceil',
    substituted: `\\left\\lceil \\frac{\\vin{${size}}}{${stride}} \\right\\rceil = \\vout{${value}}`,
    value,
    remark: null,
  };
}

function padded(size: number, [before, after]: Pair, quantity: Derivation['quantity']): Derivation {
  const value = before + size + after;
  const even = before === after;
  return {
    quantity,
    symbolic: even ? '\\vout{O} = \\vin{W} + 2P' : '\\vout{O} = \\vin{W} + P_1 + P_2',
    substituted: `\\vin{${size}} + ${even ? product('2', String(before)) : `${before} + ${after}`} = \\vout{${value}}`,
    value,
    remark: null,
  };
}

function flattened(input: Shape): Derivation {
  const letters = input.length === 3 ? ['C', 'H', 'W'] : input.map((_, index) => `N_{${index + 1}}`);
  const value = sizeOf(input);
  return {
    quantity: 'length',
    symbolic: `\\vout{N} = ${product(...letters.map((letter) => `\\vin{${letter}}`))}`,
    substituted: `${product(...input.map((size) => `\\vin{${size}}`))} = \\vout{${grouped(value)}}`,
    value,
    remark: null,
  };
}

function remark(exact: number, left: number): string | null {
  if (exact < 1) return 'The window does not fit into the input.';
  if (Number.isInteger(exact)) return null;
  const pixels = left === 1 ? 'the last pixel belongs' : `the last ${left} pixels belong`;
  return `${rounded(exact)} is not a whole number. The window fits ${Math.floor(exact)} times, and ${pixels} to no position.`;
}

function equalsRounded(exact: number): string {
  return `${Number(rounded(exact)) === exact ? '=' : '\\approx'} ${rounded(exact)}`;
}

import { grouped, product, rounded, type Derivation } from './formula';
import { readImageShape, sizeOf } from '../image-shape';
import type { Concatenate, DataFormat, Layer, Pair, Shape } from '../layer';
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
export function sizeDerivations(
  layer: Layer,
  input: Shape,
  inputs: readonly Shape[],
  dataFormat: DataFormat,
): Derivation[] {
  switch (layer.type) {
    case 'conv2d':
    case 'maxPooling2d':
    case 'averagePooling2d':
      return axes(input, layer.dataFormat, (axis, size, quantity) => {
        const windowed = windowsOf(layer, size)[axis];
        if (layer.padding === 'same') return sameDerivation(windowed, quantity);
        return layer.ceilMode
          ? ceilDerivation(windowed, quantity, layer.type === 'conv2d' ? 'zeros' : 'nothing')
          : windowDerivation(windowed, quantity);
      });
    case 'zeroPadding2d':
      return axes(input, layer.dataFormat, (axis, size, quantity) =>
        padded(size[axis], layer.padding[axis], quantity),
      );
    case 'flatten':
      return [flattened(input)];
    case 'concatenate':
      return [joined(layer, inputs, dataFormat)];
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

/**
 * O = ceil((W - F) / S) + 1. A last window that would begin beyond the input is left out, and the remark says so.
 *
 * @param reads what a window reads beyond the far edge
 */
function ceilDerivation(
  axis: WindowedAxis,
  quantity: Derivation['quantity'],
  reads: 'zeros' | 'nothing',
): Derivation {
  const { size, window, stride, dilation = 1 } = axis;
  const value = windowPositions(axis).starts.length;
  const exact = (size - window) / stride + 1;
  const rounded = Math.ceil(exact);
  const over = (value - 1) * stride + window - size;
  const kernel = dilation === 1 ? '\\vker{F}' : '(D(\\vker{F} - 1) + 1)';
  const numbers = dilation === 1 ? `\\vker{${window}}` : `(${dilation}(\\vker{${tapsOf(axis)}} - 1) + 1)`;
  const fraction = `\\left\\lceil \\frac{\\vin{${size}} - ${numbers}}{${stride}} \\right\\rceil + 1`;
  return {
    quantity,
    symbolic: `\\vout{O} = \\left\\lceil \\frac{\\vin{W} - ${kernel}}{S} \\right\\rceil + 1`,
    substituted:
      value === rounded
        ? `${fraction} = \\vout{${value}}`
        : `${fraction} = ${rounded}, \\quad ${rounded} - 1 = \\vout{${value}}`,
    value,
    remark: ceilRemark({ exact, rounded, value, over, reads }),
  };
}

interface RoundedUp {
  exact: number;
  rounded: number;
  value: number;
  /** Pixels by which the last window hangs over the edge. */
  over: number;
  reads: 'zeros' | 'nothing';
}

function ceilRemark({ exact, rounded: most, value, over, reads }: RoundedUp): string | null {
  if (value < most) {
    return `The last of ${most} windows would begin beyond the input and read nothing of it: it is left out.`;
  }
  if (over <= 0) return null;
  const pixels = over === 1 ? '1 pixel' : `${over} pixels`;
  return `${rounded(exact)} is rounded up: the last window hangs ${pixels} over the far edge, and reads ${reads} there.`;
}

/** The sizes along the axis of those that are put one behind the other, added. */
function joined({ axis }: Concatenate, inputs: readonly Shape[], dataFormat: DataFormat): Derivation {
  const sizes = inputs.map((shape) => shape[axis - 1] ?? 0);
  const value = sizes.reduce((sum, size) => sum + size, 0);
  const isImage = inputs[0]?.length === 3;
  const names =
    dataFormat === 'channelsFirst' ? imageAxes : [...imageAxes.slice(1), ...imageAxes.slice(0, 1)];
  const { quantity, letter } = (isImage ? names[axis - 1] : undefined) ?? { quantity: 'length', letter: 'N' };
  return {
    quantity,
    symbolic: `\\vout{${letter}} = ${sizes.map((_, index) => `\\vin{${letter}_{${index + 1}}}`).join(' + ')}`,
    substituted: `${sizes.map((size) => `\\vin{${size}}`).join(' + ')} = \\vout{${value}}`,
    value,
    remark: null,
  };
}

const imageAxes = [
  { quantity: 'channels', letter: 'C' },
  { quantity: 'height', letter: 'H' },
  { quantity: 'width', letter: 'W' },
] as const;

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

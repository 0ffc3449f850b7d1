import { grouped, product, rounded, type Derivation } from './formula';
import { readImageShape, sizeOf } from '../image-shape';
import type { DataFormat, Layer, Padding, Pair, Shape } from '../layer';
import { windowCount } from '../shapes';

/** One axis and a window that slides along it. */
export interface SlidingWindow {
  /** W: pixels of the input. */
  size: number;
  /** F: pixels of the kernel or pooling window. */
  window: number;
  /** S: pixels from one position to the next. */
  stride: number;
  /** P: zeros added at either end. */
  padding?: number;
  /** D: pixels from one weight of the kernel to the next. */
  dilation?: number;
}

/**
 * O = (W - F + 2P)/S + 1 (notebook, text before cell 156), for any numbers. A result that is not whole, as for
 * the paper's 224 (54.25), is rounded down, as Keras does, and the remark says so.
 */
export function windowDerivation(
  { size, window, stride, padding = 0, dilation = 1 }: SlidingWindow,
  quantity: Derivation['quantity'] = 'height and width',
): Derivation {
  const room = size - ((window - 1) * dilation + 1) + 2 * padding;
  const exact = room / stride + 1;
  const value = Math.floor(exact);
  const kernel = dilation === 1 ? '\\vker{F}' : '(D(\\vker{F} - 1) + 1)';
  const numbers = dilation === 1 ? `\\vker{${window}}` : `(${dilation}(\\vker{${window}} - 1) + 1)`;
  const fraction = `\\frac{\\vin{${size}} - ${numbers} + 2 \\cdot ${padding}}{${stride}} + 1`;
  return {
    quantity,
    symbolic: `\\vout{O} = \\frac{\\vin{W} - ${kernel} + 2P}{S} + 1`,
    substituted: Number.isInteger(exact)
      ? `${fraction} = \\vout{${value}}`
      : `${fraction} ${equalsRounded(exact)}, \\quad \\lfloor ${rounded(exact)} \\rfloor = \\vout{${value}}`,
    value,
    remark: remark(exact, room % stride),
  };
}

/** The sizes of a layer's output: one derivation for both axes where they agree, none where the layer changes no size. */
export function sizeDerivations(layer: Layer, input: Shape): Derivation[] {
  switch (layer.type) {
    case 'conv2d': {
      const { kernelSize, strides, padding, dilationRate, dataFormat } = layer;
      return axes(input, dataFormat, (axis, size, quantity) =>
        sliding(
          { size, window: kernelSize[axis], stride: strides[axis], dilation: dilationRate[axis] },
          padding,
          quantity,
        ),
      );
    }
    case 'maxPooling2d':
    case 'averagePooling2d': {
      const { poolSize, strides, padding, dataFormat } = layer;
      return axes(input, dataFormat, (axis, size, quantity) =>
        sliding({ size, window: poolSize[axis], stride: strides[axis] }, padding, quantity),
      );
    }
    case 'zeroPadding2d':
      return axes(input, layer.dataFormat, (axis, size, quantity) =>
        padded(size, layer.padding[axis], quantity),
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
  along: (axis: Axis, size: number, quantity: Derivation['quantity']) => Derivation,
): Derivation[] {
  const image = readImageShape(input, dataFormat);
  if (!image) return [];
  const height = along(0, image.height, 'height');
  const width = along(1, image.width, 'width');
  const agree = height.substituted === width.substituted;
  return agree ? [{ ...height, quantity: 'height and width' }] : [height, width];
}

function sliding(window: SlidingWindow, padding: Padding, quantity: Derivation['quantity']): Derivation {
  if (padding === 'valid') return windowDerivation(window, quantity);
  const { size, stride } = window;
  const value = windowCount(size, window.window, stride, 'same');
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

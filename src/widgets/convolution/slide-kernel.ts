import type { Rectangle } from '../../model/trace/field';
import type { Plane } from '../../model/trace/maps';
import { windowPositions } from '../../model/window';

/** How the kernel slides, down and across alike. */
export interface KernelSlide {
  /** Pixels from one position to the next. */
  stride: number;
  /** Zeros added on every side, in pixels. */
  padding: number;
}

/** What a kernel does at one of its positions. */
export interface KernelStep {
  /** Where the window begins on the input; negative on the zeros before it. */
  top: number;
  left: number;
  /** The input under the kernel, the zeros around it included: as many numbers as the kernel has, row by row. */
  patch: readonly number[];
  /** patch times kernel, number by number. */
  products: readonly number[];
  sum: number;
}

/** Rows and columns of what a kernel puts out, each (W - F + 2P)/S + 1 rounded down; 0 where it does not fit. */
export function slidingSize(
  input: Pick<Plane, 'height' | 'width'>,
  kernel: Pick<Plane, 'height' | 'width'>,
  { stride, padding }: KernelSlide,
): { height: number; width: number } {
  const along = (size: number, window: number) =>
    windowPositions({ size, window, stride, padding: [padding, padding] }).starts.length;
  return { height: along(input.height, kernel.height), width: along(input.width, kernel.width) };
}

/**
 * One step of a convolution as networks compute it: the kernel is laid on as it is, not rotated.
 *
 * @param row of the output, from 0
 * @param column of the output, from 0
 */
export function kernelStep(
  input: Plane,
  kernel: Plane,
  { stride, padding }: KernelSlide,
  row: number,
  column: number,
): KernelStep {
  const top = row * stride - padding;
  const left = column * stride - padding;
  const patch = cut(input, { top, left, height: kernel.height, width: kernel.width });
  const products = patch.map((value, index) => value * kernel.values[index]!);
  return { top, left, patch, products, sum: products.reduce((sum, product) => sum + product, 0) };
}

/** The input with its zeros on every side. */
export function padded(input: Plane, padding: number): Plane {
  const height = input.height + 2 * padding;
  const width = input.width + 2 * padding;
  return { height, width, values: cut(input, { top: -padding, left: -padding, height, width }) };
}

/** The numbers within a rectangle, row by row; 0 beyond the edge. */
function cut({ height, width, values }: Plane, { top, left, ...size }: Rectangle): number[] {
  return Array.from({ length: size.height * size.width }, (_, index) => {
    const y = top + Math.floor(index / size.width);
    const x = left + (index % size.width);
    return y >= 0 && y < height && x >= 0 && x < width ? values[y * width + x]! : 0;
  });
}

/** The whole of what a kernel puts out. */
export function slideKernel(input: Plane, kernel: Plane, sliding: KernelSlide): Plane {
  const { height, width } = slidingSize(input, kernel, sliding);
  const values = Array.from(
    { length: height * width },
    (_, index) => kernelStep(input, kernel, sliding, Math.floor(index / width), index % width).sum,
  );
  return { height, width, values };
}

/** A window that slides along one axis of an image: a kernel's or a pooling's, and where it finds its places. */
import { readImageShape } from './image-shape';
import type { Conv2D, Layer, Padding, Pair, Pooling2D, Shape } from './layer';

/** One axis of an image, zeros at either end of it, and a window that slides along it. */
export interface WindowedAxis {
  /** W, the input's pixels along the axis. */
  size: number;
  /** F: pixels that the window spans. */
  window: number;
  /** S: pixels from one position to the next. */
  stride: number;
  /** Zeros before and after the input: both P, unless a layer pads unevenly. */
  padding: Pair;
  /** D: pixels from one number that the window reads to the next. Defaults to 1: it reads all that it spans. */
  dilation?: number;
}

/** The pixels a dilated window spans: (F - 1) * D + 1. */
export function dilated(kernelSize: Pair, dilationRate: Pair): Pair {
  return [(kernelSize[0] - 1) * dilationRate[0] + 1, (kernelSize[1] - 1) * dilationRate[1] + 1];
}

/**
 * How many positions a window finds along one axis.
 * valid: floor((W - F) / S) + 1 with F the dilated window, 0 or less if it does not fit; same: ceil(W / S).
 *
 * @param ceilMode rounds up instead of down, but for a window that would begin beyond the input and read nothing
 */
export function windowCount(
  size: number,
  window: number,
  stride: number,
  padding: Padding,
  ceilMode = false,
): number {
  if (padding === 'same') return Math.ceil(size / stride);
  if (!ceilMode) return Math.floor((size - window) / stride) + 1;
  const count = Math.ceil((size - window) / stride) + 1;
  return (count - 1) * stride < size ? count : count - 1;
}

/**
 * How a layer's window slides, [down, across]. The zeros of 'same' are TensorFlow's: P = max(0, (O - 1) * S + F - W),
 * floor(P / 2) of them before the input, the rest behind. In ceil mode all of them are behind it.
 *
 * @param size [height, width] of the layer's input.
 */
export function windowsOf(layer: Conv2D | Pooling2D, size: Pair): readonly [WindowedAxis, WindowedAxis] {
  const dilations: Pair = layer.type === 'conv2d' ? layer.dilationRate : [1, 1];
  const spans = layer.type === 'conv2d' ? dilated(layer.kernelSize, dilations) : layer.poolSize;
  const along = (axis: 0 | 1): WindowedAxis => {
    const [pixels, window, stride] = [size[axis], spans[axis], layer.strides[axis]];
    const count = windowCount(pixels, window, stride, layer.padding, layer.ceilMode);
    const isExact = layer.padding === 'valid' && !layer.ceilMode;
    const zeros = isExact ? 0 : Math.max(0, (count - 1) * stride + window - pixels);
    const before = layer.padding === 'same' ? Math.floor(zeros / 2) : 0;
    const padding: Pair = [before, zeros - before];
    return { size: pixels, window, stride, padding, dilation: dilations[axis] };
  };
  return [along(0), along(1)];
}

/**
 * How a layer's window slides along the width of its input, a dilated one told by the pixels it spans alone; null for
 * a layer that has no window.
 */
export function windowAcross(layer: Layer, input: Shape): WindowedAxis | null {
  if (layer.type !== 'conv2d' && layer.type !== 'maxPooling2d' && layer.type !== 'averagePooling2d')
    return null;
  const image = readImageShape(input, layer.dataFormat);
  if (!image) return null;
  const [, { size, window, stride, padding }] = windowsOf(layer, [image.height, image.width]);
  return { size, window, stride, padding };
}

export interface WindowPositions {
  /** Pixels along the axis with the added zeros: W + 2P. */
  padded: number;
  /** (W - F + 2P)/S + 1 before it is rounded down. */
  exact: number;
  /** Where each window begins; the input's first pixel is 0, a zero before it is negative. Empty if none fits. */
  starts: readonly number[];
  /** Pixels after the last window that belong to none, zeros among them; all of them if no window fits. */
  leftOver: number;
  /** Pixels that one window more would lack; 0 if none are left over. */
  lacking: number;
  /** Pixels between one window and the next that belong to neither. */
  gap: number;
}

/** The positions that a window finds on an axis, and what is left of the axis. */
export function windowPositions(axis: WindowedAxis): WindowPositions {
  const { size, window, stride, padding } = axis;
  const padded = padding[0] + size + padding[1];
  const count = countOf(axis);
  const end = count === 0 ? 0 : (count - 1) * stride + window;
  const leftOver = padded - end;
  return {
    padded,
    exact: (padded - window) / stride + 1,
    starts: Array.from({ length: count }, (_, position) => startOf(axis, position)),
    leftOver,
    lacking: leftOver === 0 ? 0 : count === 0 ? window - padded : count * stride + window - padded,
    gap: Math.max(0, stride - window),
  };
}

/** Where the window begins; below 0 on zeros. */
export function startOf({ stride, padding }: WindowedAxis, position: number): number {
  return position * stride - padding[0];
}

/** How many numbers the window reads. */
export function tapsOf({ window, dilation = 1 }: WindowedAxis): number {
  return (window - 1) / dilation + 1;
}

/** The pixels that the window reads, some of them outside of the input. */
export function pixelsRead(axis: WindowedAxis, position: number): number[] {
  const start = startOf(axis, position);
  return Array.from({ length: tapsOf(axis) }, (_, tap) => start + tap * (axis.dilation ?? 1));
}

/** The position whose window reads this pixel and has it nearest to its middle; null if no window reads it. */
export function readerOf(axis: WindowedAxis, pixel: number): number | null {
  const { window, stride, padding, dilation = 1 } = axis;
  const count = countOf(axis);
  let nearest: { position: number; distance: number } | null = null;
  const first = Math.max(0, Math.ceil((pixel + padding[0] - window + 1) / stride));
  for (let position = first; position < count; position++) {
    const offset = pixel - startOf(axis, position);
    if (offset < 0) break;
    if (offset % dilation !== 0) continue;
    const distance = Math.abs(offset - (window - 1) / 2);
    if (!nearest || distance < nearest.distance) nearest = { position, distance };
  }
  return nearest && nearest.position;
}

function countOf({ size, window, stride, padding: [before, after] }: WindowedAxis): number {
  return Math.max(0, windowCount(before + size + after, window, stride, 'valid'));
}

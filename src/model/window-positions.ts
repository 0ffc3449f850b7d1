import type { Layer, Pair, Shape } from './layer';
import { readImageShape } from './image-shape';
import { dilated } from './shapes';

/** One axis of an image, zeros at either end of it, and a window that slides along it. */
export interface WindowedAxis {
  /** W: pixels of the input. */
  size: number;
  /** F: pixels that the window spans. */
  window: number;
  /** S: pixels from one position to the next. */
  stride: number;
  /** Zeros before and after the input: both P, unless a layer pads unevenly. */
  padding: Pair;
}

export interface WindowPositions {
  /** Pixels with the zeros. */
  padded: number;
  /** (W - F + 2P)/S + 1, as it is. */
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
export function windowPositions({ size, window, stride, padding }: WindowedAxis): WindowPositions {
  const [before, after] = padding;
  const padded = before + size + after;
  const exact = (padded - window) / stride + 1;
  const count = Math.max(0, Math.floor(exact));
  const starts = Array.from({ length: count }, (_, index) => index * stride - before);
  const end = count === 0 ? 0 : (count - 1) * stride + window;
  const leftOver = padded - end;
  return {
    padded,
    exact,
    starts,
    leftOver,
    lacking: leftOver === 0 ? 0 : count === 0 ? window - padded : count * stride + window - padded,
    gap: Math.max(0, stride - window),
  };
}

/**
 * How a layer's window slides along the width of its input; null for a layer that has no window. The zeros of
 * 'same' are TensorFlow's: as many as ceil(W / S) positions need, an odd one after the input.
 */
export function windowOf(layer: Layer, input: Shape): WindowedAxis | null {
  if (layer.type !== 'conv2d' && layer.type !== 'maxPooling2d' && layer.type !== 'averagePooling2d')
    return null;
  const image = readImageShape(input, layer.dataFormat);
  if (!image) return null;
  const [, window] = layer.type === 'conv2d' ? dilated(layer.kernelSize, layer.dilationRate) : layer.poolSize;
  const [, stride] = layer.strides;
  const { width: size } = image;
  const zeros =
    layer.padding === 'same' ? Math.max(0, (Math.ceil(size / stride) - 1) * stride + window - size) : 0;
  return { size, window, stride, padding: [Math.floor(zeros / 2), Math.ceil(zeros / 2)] };
}

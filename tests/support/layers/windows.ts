import { at, type Numbers, numbers, sizeOf } from './numbers';

export interface Window {
  /** Along each axis of space. */
  readonly size: readonly number[];
  readonly strides?: readonly number[];
  readonly dilations?: readonly number[];
  readonly padding?: 'valid' | 'same';
  /** A last window may hang over the far edge. */
  readonly ceilMode?: boolean;
}

/** A window's number of places along each axis, and how much padding is before the first. */
function places(space: readonly number[], { size, strides, dilations, padding, ceilMode }: Window) {
  return space.map((length, axis) => {
    const stride = strides?.[axis] ?? 1;
    const dilation = dilations?.[axis] ?? 1;
    const extent = (size[axis]! - 1) * dilation + 1;
    if (ceilMode) {
      let count = 1;
      for (; (count - 1) * stride + extent < length && count * stride < length; count++);
      return { count, before: 0, stride, dilation };
    }
    if (padding !== 'same')
      return { count: Math.floor((length - extent) / stride) + 1, before: 0, stride, dilation };
    const count = Math.ceil(length / stride);
    const needed = Math.max(0, (count - 1) * stride + extent - length);
    return { count, before: Math.floor(needed / 2), stride, dilation };
  });
}

/** Every place within a window, counted along each axis. */
function tapsOf(size: readonly number[]): number[][] {
  return Array.from({ length: sizeOf(size) }, (_, i) => {
    const tap: number[] = [];
    for (let axis = size.length - 1, rest = i; axis >= 0; axis--) {
      tap[axis] = rest % size[axis]!;
      rest = Math.floor(rest / size[axis]!);
    }
    return tap;
  });
}

/**
 * Slides a window over x, [batch, ...space, channels].
 * @param result of the places that the window covers, each with its tap within the window; those in the padding too
 */
export function slide(
  x: Numbers,
  window: Window,
  channels: number,
  result: (covered: readonly Covered[], batch: number, channel: number) => number,
): Numbers {
  const space = x.shape.slice(1, -1);
  const along = places(space, window);
  const taps = tapsOf(window.size);
  return numbers([x.shape[0]!, ...along.map(({ count }) => count), channels], (...index) => {
    const covered = taps.map((tap) => {
      const place = tap.map((t, axis) => {
        const { before, stride, dilation } = along[axis]!;
        return index[axis + 1]! * stride - before + t * dilation;
      });
      return { tap, place, inside: place.every((p, axis) => p >= 0 && p < space[axis]!) };
    });
    return result(covered, index[0]!, index.at(-1)!);
  });
}

interface Covered {
  tap: readonly number[];
  place: readonly number[];
  inside: boolean;
}

/** kernel [...size, channels, filters] */
export function convolve(x: Numbers, kernel: Numbers, window: Omit<Window, 'size'> = {}): Numbers {
  const size = kernel.shape.slice(0, -2);
  const [channels, filters] = kernel.shape.slice(-2) as [number, number];
  return slide(x, { ...window, size }, filters, (covered, batch, filter) => {
    let total = 0;
    for (const { tap, place } of covered)
      for (let c = 0; c < channels; c++) total += at(x, batch, ...place, c) * at(kernel, ...tap, c, filter);
    return total;
  });
}

/** kernel [...size, channels / groups, filters]: each part of the filters sees its part of the channels. */
export function convolveInGroups(
  x: Numbers,
  kernel: Numbers,
  groups: number,
  window: Omit<Window, 'size'> = {},
): Numbers {
  const size = kernel.shape.slice(0, -2);
  const [channels, filters] = kernel.shape.slice(-2) as [number, number];
  return slide(x, { ...window, size }, filters, (covered, batch, filter) => {
    const first = Math.floor(filter / (filters / groups)) * channels;
    let total = 0;
    for (const { tap, place } of covered)
      for (let c = 0; c < channels; c++)
        total += at(x, batch, ...place, first + c) * at(kernel, ...tap, c, filter);
    return total;
  });
}

/** kernel [height, width, channels, multiplier]: each channel by itself. */
export function convolveDepthwise(x: Numbers, kernel: Numbers, window: Omit<Window, 'size'> = {}): Numbers {
  const [height, width, channels, multiplier] = kernel.shape as [number, number, number, number];
  return slide(x, { ...window, size: [height, width] }, channels * multiplier, (covered, batch, out) => {
    const c = Math.floor(out / multiplier);
    return covered.reduce(
      (total, { tap, place }) => total + at(x, batch, ...place, c) * at(kernel, ...tap, c, out % multiplier),
      0,
    );
  });
}

/** The transposed convolution: every number of x is spread by the kernel, [...size, filters, channels]. */
export function spread(
  x: Numbers,
  kernel: Numbers,
  { strides, padding }: { strides: readonly number[]; padding: 'valid' | 'same' },
): Numbers {
  const size = kernel.shape.slice(0, -2);
  const [filters, channels] = kernel.shape.slice(-2) as [number, number];
  const space = x.shape.slice(1, -1);
  const outSpace = space.map((length, axis) =>
    padding === 'same'
      ? length * strides[axis]!
      : length * strides[axis]! + Math.max(size[axis]! - strides[axis]!, 0),
  );
  // It undoes the convolution of the result's size, whose padding it has.
  const before = outSpace.map((length, axis) => {
    const needed = Math.max(0, (space[axis]! - 1) * strides[axis]! + size[axis]! - length);
    return Math.floor(needed / 2);
  });
  const taps = tapsOf(size);
  return numbers([x.shape[0]!, ...outSpace, filters], (...index) => {
    let total = 0;
    for (const tap of taps) {
      const from = tap.map((t, axis) => (index[axis + 1]! + before[axis]! - t) / strides[axis]!);
      if (!from.every(Number.isInteger)) continue;
      for (let c = 0; c < channels; c++)
        total += at(x, index[0]!, ...from, c) * at(kernel, ...tap, index.at(-1)!, c);
    }
    return total;
  });
}

/** Adds a number for each channel. */
export function addBias(x: Numbers, bias: Numbers): Numbers {
  return { shape: x.shape, values: x.values.map((value, i) => value + bias.values[i % bias.values.length]!) };
}

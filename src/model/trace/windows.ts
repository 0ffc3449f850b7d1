import type { Conv2D, Pair, Pooling2D } from '../layer';
import { windowCount } from '../shapes';

/** A window sliding along one axis. */
export interface Sliding {
  /** Places of the input. */
  size: number;
  /** Positions that the window takes. */
  count: number;
  /** Numbers that the window reads, so many places apart. */
  taps: number;
  dilation: number;
  stride: number;
  /** Zeros before the input. */
  before: number;
}

/**
 * How a layer's window slides, [down, across].
 * TensorFlow's 'same' puts P = max(0, (O - 1) * S + F - W) zeros around: floor(P / 2) before, the rest behind.
 *
 * @param size [height, width] of the layer's input.
 */
export function slidings(layer: Conv2D | Pooling2D, size: Pair): readonly [Sliding, Sliding] {
  const [taps, dilation] =
    layer.type === 'conv2d' ? [layer.kernelSize, layer.dilationRate] : [layer.poolSize, [1, 1] as const];
  const along = (axis: 0 | 1): Sliding => {
    const span = (taps[axis] - 1) * dilation[axis] + 1;
    const stride = layer.strides[axis];
    const count = windowCount(size[axis], span, stride, layer.padding);
    const padding = layer.padding === 'same' ? Math.max(0, (count - 1) * stride + span - size[axis]) : 0;
    return {
      size: size[axis],
      count,
      taps: taps[axis],
      dilation: dilation[axis],
      stride,
      before: Math.floor(padding / 2),
    };
  };
  return [along(0), along(1)];
}

/** Places that the window spans. */
export function spanOf({ taps, dilation }: Sliding): number {
  return (taps - 1) * dilation + 1;
}

/** Where the window begins; below 0 on zeros. */
export function startOf({ stride, before }: Sliding, position: number): number {
  return position * stride - before;
}

/** The places that the window reads, some of them outside of the input. */
export function placesOf(sliding: Sliding, position: number): number[] {
  const start = startOf(sliding, position);
  return Array.from({ length: sliding.taps }, (_, tap) => start + tap * sliding.dilation);
}

/** The position whose window reads this place and has it nearest to its middle; null if no window reads it. */
export function readerOf(sliding: Sliding, place: number): number | null {
  const span = spanOf(sliding);
  let nearest: { position: number; distance: number } | null = null;
  const first = Math.max(0, Math.ceil((place + sliding.before - span + 1) / sliding.stride));
  for (let position = first; position < sliding.count; position++) {
    const offset = place - startOf(sliding, position);
    if (offset < 0) break;
    if (offset % sliding.dilation !== 0) continue;
    const distance = Math.abs(offset - (span - 1) / 2);
    if (!nearest || distance < nearest.distance) nearest = { position, distance };
  }
  return nearest && nearest.position;
}

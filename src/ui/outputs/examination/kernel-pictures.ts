/** Kernels of a first convolution as pictures of colours. */
import type { KernelPair } from '../../../notebook/examination';

/** One pixel between two pictures. */
const GAP = 1;

export interface KernelSheet {
  height: number;
  width: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * All kernels side by side on one sheet, each from its smallest to its largest number.
 *
 * @param columns pictures in a row
 */
export function kernelSheet(shape: KernelPair['shape'], values: Float32Array, columns: number): KernelSheet {
  const [tall, wide, channels, count] = shape;
  const rows = Math.ceil(count / columns);
  const [height, width] = [rows * (tall + GAP) - GAP, columns * (wide + GAP) - GAP];
  const pixels = new Uint8ClampedArray(4 * height * width);
  for (let kernel = 0; kernel < count; kernel++) {
    let [low, high] = [Infinity, -Infinity];
    for (let at = kernel; at < values.length; at += count) {
      low = Math.min(low, values[at] ?? 0);
      high = Math.max(high, values[at] ?? 0);
    }
    const top = Math.floor(kernel / columns) * (tall + GAP);
    const left = (kernel % columns) * (wide + GAP);
    for (let row = 0; row < tall; row++) {
      for (let column = 0; column < wide; column++) {
        const to = 4 * ((top + row) * width + left + column);
        for (let c = 0; c < 3; c++) {
          const channel = channels === 1 ? 0 : c;
          const value = values[((row * wide + column) * channels + channel) * count + kernel] ?? 0;
          pixels[to + c] = (255 * (value - low)) / (high - low || 1);
        }
        pixels[to + 3] = 255;
      }
    }
  }
  return { height, width, pixels };
}

/** By how much the kernels have changed: the length of the difference, as a share of what they were. */
export function changeOf({ before, after }: KernelPair): number {
  let [difference, start] = [0, 0];
  for (let i = 0; i < before.length; i++) {
    difference += ((after[i] ?? 0) - (before[i] ?? 0)) ** 2;
    start += (before[i] ?? 0) ** 2;
  }
  return Math.sqrt(difference / start);
}

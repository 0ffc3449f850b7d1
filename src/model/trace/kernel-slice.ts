import type { Plane } from './maps';

/**
 * The weights that one filter of a convolution has for one channel of its input.
 *
 * @param weights kernel [height, width, channels, filters], in the order of `kernelShape`
 * @param filter from 0, among those that `weights` holds
 */
export function kernelSlice(
  { kernelShape, kernel }: { kernelShape: readonly number[]; kernel: Float32Array },
  channel: number,
  filter: number,
): Plane {
  const [height = 0, width = 0, channels = 0, filters = 0] = kernelShape;
  const values = new Float32Array(height * width);
  for (let place = 0; place < values.length; place++) {
    values[place] = kernel[(place * channels + channel) * filters + filter] ?? NaN;
  }
  return { height, width, values };
}

/** Kernels as pictures. */
import type { Plane } from '../../../model/trace/maps';
import type { LayerWeights } from '../../../notebook/output';
import { diverging, paintChannel, type Theme } from '../../../drawing/colour-scale';

/** The largest weight of one filter, whatever its sign. */
export function kernelReach(weights: LayerWeights, filter: number): number {
  const filters = weights.kernelShape[3] ?? 1;
  let reach = 0;
  for (let index = filter; index < weights.kernel.length; index += filters) {
    reach = Math.max(reach, Math.abs(weights.kernel[index] ?? 0));
  }
  return reach;
}

/** A slice on the diverging scale, from -reach to reach. RGBA, row by row. */
export function paintSlice(
  { height, width, values }: Plane,
  reach: number,
  theme: Theme,
): Uint8ClampedArray<ArrayBuffer> {
  return paintChannel(values, height, width, diverging, { minimum: -reach, maximum: reach }, theme);
}

/**
 * A filter that reads red, green and blue, in colour: a weight of zero is middle grey, the filter's own largest
 * weight full or no light. RGBA, row by row.
 */
export function paintColourKernel(weights: LayerWeights, filter: number): Uint8ClampedArray<ArrayBuffer> {
  const [height = 0, width = 0, channels = 0, filters = 0] = weights.kernelShape;
  if (channels !== 3) throw new RangeError(`A kernel of ${channels} channels has no colour`);
  const reach = kernelReach(weights, filter);
  const pixels = new Uint8ClampedArray(height * width * 4).fill(255);
  for (let place = 0; place < height * width; place++) {
    for (let colour = 0; colour < 3; colour++) {
      const weight = weights.kernel[(place * 3 + colour) * filters + filter] ?? 0;
      pixels[place * 4 + colour] = 127.5 + (reach > 0 ? (127.5 * weight) / reach : 0);
    }
  }
  return pixels;
}

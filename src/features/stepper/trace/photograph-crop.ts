import { PHOTOGRAPH_SIDE as SIDE } from '../../../model/photograph';

/**
 * The middle of a photograph, as the network is given it.
 *
 * @param pixels 256 x 256 RGBA
 * @returns height x width RGBA, row by row; null if the network takes more than there is
 */
export function photographCrop(
  pixels: Uint8ClampedArray,
  height: number,
  width: number,
): Uint8ClampedArray<ArrayBuffer> | null {
  if (height > SIDE || width > SIDE) return null;
  const top = (SIDE - height) >> 1;
  const left = (SIDE - width) >> 1;
  const crop = new Uint8ClampedArray(4 * height * width);
  for (let row = 0; row < height; row++) {
    const from = 4 * ((top + row) * SIDE + left);
    crop.set(pixels.subarray(from, from + 4 * width), 4 * row * width);
  }
  return crop;
}

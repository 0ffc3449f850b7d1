/** Photographs come to the kernel as squares of this side: shorter side scaled to it, then the middle (paper, section 2). */
export const PHOTOGRAPH_SIDE = 256;

/** Mean red, green and blue of ImageNet's photographs, 0 to 255, as Caffe's examples subtract it. */
export const MEAN_COLOUR = [122.68, 116.67, 104.01] as const;

/** How much red, green and blue count in a grey: luma as JPEG has it (ITU-R BT.601). */
const GREY_SHARES = [0.299, 0.587, 0.114] as const;

/** The grey of a red, green and blue: what a network of one channel is given. */
export function greyOf(colour: readonly number[]): number {
  return GREY_SHARES.reduce((sum, share, at) => sum + share * (colour[at] ?? 0), 0);
}

/** Side of the middle that the notebook's network is given of it (In [156]). */
export const INPUT_SIDE = 227;

/** The pixels above and to the left of a photograph's middle of so many pixels, an odd one after it: 14 for 227. */
export function marginOf(size: number): number {
  return (PHOTOGRAPH_SIDE - size) >> 1;
}

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
  if (height > PHOTOGRAPH_SIDE || width > PHOTOGRAPH_SIDE) return null;
  const crop = new Uint8ClampedArray(4 * height * width);
  for (let row = 0; row < height; row++) {
    const from = 4 * ((marginOf(height) + row) * PHOTOGRAPH_SIDE + marginOf(width));
    crop.set(pixels.subarray(from, from + 4 * width), 4 * row * width);
  }
  return crop;
}

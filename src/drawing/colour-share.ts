/**
 * How much of a kernel is colour, 0 to 1: what the three planes have that their mean has not, squared and summed, as a
 * share of the squares of all weights. Three planes of chance come to two thirds.
 *
 * @param kernel the planes of red, green and blue, one behind the other
 */
export function colourShare(kernel: ArrayLike<number>): number {
  const plane = kernel.length / 3;
  let [colourful, all] = [0, 0];
  for (let place = 0; place < plane; place++) {
    const red = kernel[place] ?? 0;
    const green = kernel[plane + place] ?? 0;
    const blue = kernel[2 * plane + place] ?? 0;
    const mean = (red + green + blue) / 3;
    colourful += (red - mean) ** 2 + (green - mean) ** 2 + (blue - mean) ** 2;
    all += red ** 2 + green ** 2 + blue ** 2;
  }
  return all > 0 ? colourful / all : 0;
}

/** Below this share a kernel counts as grey, and above the other as colour. What is between is neither. */
export const GREY_BELOW = 0.1;
export const COLOUR_ABOVE = 0.5;

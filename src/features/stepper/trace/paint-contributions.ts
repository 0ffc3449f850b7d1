import { diverging, type Theme } from '../../../drawing/colour-scale';

/** What is left of the photograph's contrast beneath. */
const faded = 0.4;
/** Of the pixels that contribute, so many are within the scale: few large ones would leave the others unseen. */
const within = 0.99;

/** The magnitude at which the scale ends. */
export function contributionsReach(values: ArrayLike<number>): number {
  const sizes = Float32Array.from(values, Math.abs)
    .filter((size) => size > 0)
    .sort();
  return sizes[Math.min(sizes.length - 1, Math.floor(within * sizes.length))] ?? 0;
}

/**
 * Contributions over the photograph, which fades to grey: the stronger, the more of the colour.
 *
 * @param photograph RGBA, as large as the values
 * @param reach see `contributionsReach`
 */
export function paintContributions(
  photograph: Uint8ClampedArray,
  values: ArrayLike<number>,
  reach: number,
  theme: Theme,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(photograph.length);
  const colourOf = diverging[theme];
  const page = theme === 'light' ? 255 : 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    const colour = colourOf(value, -reach, reach);
    const weight = reach > 0 ? Math.min(1, Math.sqrt(Math.abs(value) / reach)) : 0;
    const from = 4 * at;
    const grey =
      0.299 * (photograph[from] ?? 0) +
      0.587 * (photograph[from + 1] ?? 0) +
      0.114 * (photograph[from + 2] ?? 0);
    const ground = page + faded * (grey - page);
    for (let channel = 0; channel < 3; channel++) {
      pixels[from + channel] = ground + weight * ((colour[channel] ?? 0) - ground);
    }
    pixels[from + 3] = 255;
  }
  return pixels;
}

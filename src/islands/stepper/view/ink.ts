import type { Colour } from '../../../model/colour-scale';

/** A colour as a background, with the ink that can be read on it. */
export function paper([red, green, blue]: Colour): string {
  // Perceived lightness by the weights of Rec. 601.
  const isLight = 0.299 * red + 0.587 * green + 0.114 * blue > 140;
  return `background: rgb(${red} ${green} ${blue}); color: ${isLight ? '#000' : '#fff'}`;
}

/** What is read out of a photograph's pixels. */
import { PHOTOGRAPH_SIDE } from '../../model/photograph';
import type { Place } from '../../ui/plane/place';

/** Red, green and blue of one pixel, each a whole number from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** A square of pixels: the upper left one, and how many it is high and wide. */
export interface Square {
  top: number;
  left: number;
  side: number;
}

/** @param pixels 256 x 256 RGBA, row by row */
export function pixelAt(pixels: Uint8ClampedArray, { row, column }: Place): Rgb {
  const at = 4 * (row * PHOTOGRAPH_SIDE + column);
  return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
}

/** The square of this side with the place as near to its middle as the photograph's edges let it be. */
export function squareAround({ row, column }: Place, side: number): Square {
  const from = (middle: number) =>
    Math.min(PHOTOGRAPH_SIDE - side, Math.max(0, middle - Math.floor(side / 2)));
  return { top: from(row), left: from(column), side };
}

/** The places of a square, row by row. */
export function placesIn({ top, left, side }: Square): Place[] {
  return Array.from({ length: side * side }, (_, index) => ({
    row: top + Math.floor(index / side),
    column: left + (index % side),
  }));
}

/** A square of the photograph as a picture of its own. */
export function cut(pixels: Uint8ClampedArray, { top, left, side }: Square): Uint8ClampedArray<ArrayBuffer> {
  const picture = new Uint8ClampedArray(4 * side * side);
  for (let row = 0; row < side; row++) {
    const from = 4 * ((top + row) * PHOTOGRAPH_SIDE + left);
    picture.set(pixels.subarray(from, from + 4 * side), 4 * row * side);
  }
  return picture;
}

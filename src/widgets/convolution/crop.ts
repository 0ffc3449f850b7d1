/** The small piece of the photograph that the kernel slides over. */
import { patchOf, planeOf, type Plane } from '../../model/trace/maps';
import type { FeatureMaps } from '../../model/feature-maps';
import type { Rectangle } from '../../model/trace/field';
import { greyOf, INPUT_SIDE, marginOf, PHOTOGRAPH_SIDE } from '../../model/photograph';
import type { Place, Size } from '../../ui/plane/place';

/** Pixels each way: what the second convolution gets. */
export const cropSide = 27;
/** Pixels each way of the photograph at half its size: there a piece is large enough to recognise something. */
export const halfSide = PHOTOGRAPH_SIDE / 2;
/** Where a piece may begin. */
export const cropPlaces: Size = { height: halfSide - cropSide + 1, width: halfSide - cropSide + 1 };
/** On the tabby cat, an eye. */
export const firstPlace: Place = { row: 45, column: 91 };

/** The range of a photograph's numbers: 0 is black, 255 white. */
export const greys = { minimum: 0, maximum: 255 };

/**
 * The photograph at half its size: each pixel is the mean of four.
 *
 * @param pixels 256 x 256 RGBA
 */
export function halved(pixels: ArrayLike<number>): Uint8ClampedArray<ArrayBuffer> {
  const half = new Uint8ClampedArray(4 * halfSide ** 2);
  const across = 4 * PHOTOGRAPH_SIDE;
  for (let at = 0; at < half.length; at++) {
    const [pixel, colour] = [at >> 2, at & 3];
    const from = 2 * Math.floor(pixel / halfSide) * across + 8 * (pixel % halfSide) + colour;
    half[at] = (pixels[from]! + pixels[from + 4]! + pixels[from + across]! + pixels[from + across + 4]!) / 4;
  }
  return half;
}

/** The piece that begins at this place, in colour: RGBA, row by row. */
export function colourCrop(half: Uint8ClampedArray, { row, column }: Place): Uint8ClampedArray<ArrayBuffer> {
  const crop = new Uint8ClampedArray(4 * cropSide ** 2);
  for (let line = 0; line < cropSide; line++) {
    const from = 4 * ((row + line) * halfSide + column);
    crop.set(half.subarray(from, from + 4 * cropSide), 4 * line * cropSide);
  }
  return crop;
}

/** How light the pixels of a piece are, 0 to 255. */
export function greysOf(crop: Uint8ClampedArray): Plane {
  const values = Array.from({ length: cropSide ** 2 }, (_, pixel) =>
    Math.round(greyOf([...crop.subarray(4 * pixel, 4 * pixel + 3)])),
  );
  return { height: cropSide, width: cropSide, values };
}

/** Where such a piece of the network's input begins, about the same middle: at a multiple of Conv1's stride. */
function inputPlace({ row, column }: Place): Place {
  const along = (at: number) => {
    const begin = 2 * at + cropSide / 2 - marginOf(INPUT_SIDE);
    return Math.min(INPUT_SIDE - cropSide, Math.max(0, 4 * Math.round(begin / 4)));
  };
  return { row: along(row), column: along(column) };
}

/** Such a piece of the network's input: the first channel, red, less its mean. */
export function inputCrop(input: FeatureMaps, place: Place): Plane {
  return planeOf(patchOf(input, { ...inputPlace(place), size: cropSide }), 0);
}

/** What the piece takes of the photograph, in its own pixels. */
export function frameOf(place: Place, of: 'half' | 'input'): Rectangle {
  const [begin, side] =
    of === 'half'
      ? [{ row: 2 * place.row, column: 2 * place.column }, 2 * cropSide]
      : [inputPlace(place), cropSide];
  const margin = of === 'half' ? 0 : marginOf(INPUT_SIDE);
  return { top: begin.row + margin, left: begin.column + margin, height: side, width: side };
}

/** What a plane's colours run between; 0 to 1 if it is empty. */
export function extremes({ values }: Plane): { minimum: number; maximum: number } {
  const list = Array.from(values);
  return list.length > 0
    ? { minimum: Math.min(...list), maximum: Math.max(...list) }
    : { minimum: 0, maximum: 1 };
}

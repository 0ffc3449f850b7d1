/** The small piece of the photograph that the kernel slides over. */
import { patchOf, planeOf, type Plane } from '../../model/trace/maps';
import type { FeatureMaps } from '../../model/feature-maps';
import { marginOf, PHOTOGRAPH_SIDE } from '../../model/photograph';

/** Pixels each way: what the second convolution gets, and enough to recognise something. */
export const cropSide = 27;
/** On the tabby cat: an eye's lid, iris and pupil, with the window's light in it. */
const cropAt = { top: 94, left: 186 };
/** The same place in the network's input: [80, 172], multiples of Conv1's stride. */
const cropAtInput = { row: cropAt.top - marginOf(227), column: cropAt.left - marginOf(227) };

/** The range of a photograph's numbers: 0 is black, 255 white. */
export const greys = { minimum: 0, maximum: 255 };

/**
 * Grey values of the crop, 0 to 255, with the weights that television gave to red, green and blue (ITU-R BT.601).
 *
 * @param pixels 256 x 256 RGBA
 */
export function greyCrop(pixels: ArrayLike<number>): Plane {
  const values = Array.from({ length: cropSide * cropSide }, (_, index) => {
    const row = cropAt.top + Math.floor(index / cropSide);
    const column = cropAt.left + (index % cropSide);
    const at = 4 * (row * PHOTOGRAPH_SIDE + column);
    return Math.round(0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!);
  });
  return { height: cropSide, width: cropSide, values };
}

/** The patch as the network's input has it: the first channel, red, less its mean. */
export function inputCrop(input: FeatureMaps): Plane {
  return planeOf(patchOf(input, { ...cropAtInput, size: cropSide }), 0);
}

/** Grey values as text for the page, two digits each. */
export function writeGreys({ values }: Plane): string {
  return Array.from(values, (grey) => grey.toString(16).padStart(2, '0')).join('');
}

/** Reads the grey levels that `writeGreys` wrote. */
export function readGreys(text: string): Plane {
  const values = Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
  return { height: cropSide, width: cropSide, values };
}

/** What a plane's colours run between; 0 to 1 if it is empty. */
export function extremes({ values }: Plane): { minimum: number; maximum: number } {
  const list = Array.from(values);
  return list.length > 0
    ? { minimum: Math.min(...list), maximum: Math.max(...list) }
    : { minimum: 0, maximum: 1 };
}

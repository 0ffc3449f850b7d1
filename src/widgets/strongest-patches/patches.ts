/** Where pictures excite a channel most. */
import type { Place } from '../../ui/plane/place';
import type { Rectangle } from '../../model/trace/field';
import { fieldOn } from '../../model/trace/field';
import { rows, type Row } from '../../model/rows';
import { learnedNetwork } from '../../learned/network';
import { PHOTOGRAPH_SIDE, marginOf } from '../../model/photograph';

/** What excites the channels of a layer in one picture, and where. */
interface Excited {
  readonly strongest: readonly {
    readonly layer: string;
    readonly values: ArrayLike<number>;
    readonly places: ArrayLike<number>;
  }[];
}

export interface Patch {
  /** Which of the pictures. */
  readonly picture: number;
  /** The channel's output there, after its ReLU. */
  readonly value: number;
  readonly place: Place;
  /** What the unit sees of the network's input, in its pixels. */
  readonly field: Rectangle;
}

export interface Convolution {
  readonly name: string;
  readonly channels: number;
  readonly row: Row;
  readonly index: number;
}

const table = rows(learnedNetwork());

export const convolutions: readonly Convolution[] = table.flatMap((row, index) => {
  const { layer } = row;
  return layer.type === 'conv2d' ? [{ name: layer.name, channels: layer.filters, row, index }] : [];
});

/** The network's input, in the middle of the photograph. */
export const INPUT_SIDE = 227;

/**
 * For each picture the place that excites the channel most; the strongest first, pictures that leave it silent not at
 * all.
 */
export function strongestPatches(
  pictures: readonly Excited[],
  { name, row, index }: Convolution,
  channel: number,
): Patch[] {
  const width = row.output.at(-1) ?? 1;
  return pictures
    .flatMap(({ strongest }, picture): Patch[] => {
      const found = strongest.find(({ layer }) => layer === name);
      const value = found?.values[channel] ?? 0;
      if (!found || value <= 0) return [];
      const at = found.places[channel] ?? 0;
      const place = { row: Math.floor(at / width), column: at % width };
      const field = fieldOn(table, index, [channel, place.row, place.column]).onImage?.clipped;
      return field ? [{ picture, value, place, field }] : [];
    })
    .sort((a, b) => b.value - a.value);
}

/**
 * Cuts a part of the network's input out of the photograph.
 *
 * @param pixels 256 x 256 RGBA
 * @returns RGBA, row by row
 */
export function cutField(
  pixels: Uint8ClampedArray,
  { top, left, height, width }: Rectangle,
): Uint8ClampedArray<ArrayBuffer> {
  const margin = marginOf(INPUT_SIDE);
  const cut = new Uint8ClampedArray(4 * height * width);
  for (let row = 0; row < height; row++) {
    const from = 4 * ((margin + top + row) * PHOTOGRAPH_SIDE + margin + left);
    cut.set(pixels.subarray(from, from + 4 * width), 4 * row * width);
  }
  return cut;
}

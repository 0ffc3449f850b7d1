/** Where the grey square stands, and what the map says. */
import type { Rectangle } from '../../model/trace/field';
import type { CoveredAnswer } from '../../notebook/insight';
import type { Place } from '../../ui/plane/place';

/** The network's input, in pixels. */
export const INPUT_SIDE = 227;
/** Places a side. */
export const PLACES = 15;
/** The square's side, in pixels: a fifth of the input's. */
export const SQUARE = 45;

/** The square of a place: their middles are evenly spaced, and at the rim a part of the square lies outside. */
export function squareAt({ row, column }: Place): Rectangle {
  const from = (place: number) => Math.round(((place + 0.5) * INPUT_SIDE) / PLACES - SQUARE / 2);
  return { top: from(row), left: from(column), height: SQUARE, width: SQUARE };
}

/** The place of an index, row by row. */
export function placeOf(index: number): Place {
  return { row: Math.floor(index / PLACES), column: index % PLACES };
}

/** Paints the square, in the mean colour that stands for nothing, over the network's input; RGBA. */
export function covered(
  input: Uint8ClampedArray,
  { top, left, height, width }: Rectangle,
  colour: readonly [number, number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(input);
  for (let row = Math.max(0, top); row < Math.min(INPUT_SIDE, top + height); row++) {
    for (let column = Math.max(0, left); column < Math.min(INPUT_SIDE, left + width); column++) {
      pixels.set(colour, 4 * (row * INPUT_SIDE + column));
    }
  }
  return pixels;
}

export interface MapSummary {
  /** Where the probability is lowest, and how low. */
  readonly lowest: { readonly place: Place; readonly probability: number };
  /** In how many places the square changes the first answer. */
  readonly changed: number;
}

/** @param first the answer to the picture as it is @returns null before there is a place */
export function summarise(answers: readonly CoveredAnswer[], first: number): MapSummary | null {
  const probabilities = answers.map(({ probability }) => probability);
  const probability = Math.min(...probabilities);
  if (answers.length === 0) return null;
  return {
    lowest: { place: placeOf(probabilities.indexOf(probability)), probability },
    changed: answers.filter((answer) => answer.first !== first).length,
  };
}

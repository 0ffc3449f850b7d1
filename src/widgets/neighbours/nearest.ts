/** Which of several pictures are nearest to one of them. */
import { marginOf, PHOTOGRAPH_SIDE } from '../../model/photograph';

export interface Neighbour {
  readonly index: number;
  /** Euclidean. */
  readonly distance: number;
}

/** All others, the nearest first. */
export function nearest<T>(of: T, all: readonly T[], distance: (one: T, other: T) => number): Neighbour[] {
  return all
    .map((other, index) => ({ index, distance: other === of ? NaN : distance(of, other) }))
    .filter(({ distance: known }) => !Number.isNaN(known))
    .sort((a, b) => a.distance - b.distance);
}

export function featureDistance(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += ((one[at] ?? NaN) - (other[at] ?? NaN)) ** 2;
  return Math.sqrt(sum);
}

/** The network's input, in the middle of a photograph. */
const INPUT_SIDE = 227;

/** Of what the network is given of two photographs, 256 x 256 RGBA each: 154,587 numbers. */
export function pixelDistance(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  const margin = marginOf(INPUT_SIDE);
  let sum = 0;
  for (let row = margin; row < margin + INPUT_SIDE; row++) {
    const from = 4 * (row * PHOTOGRAPH_SIDE + margin);
    for (let at = from; at < from + 4 * INPUT_SIDE; at += 4) {
      const red = (one[at] ?? 0) - (other[at] ?? 0);
      const green = (one[at + 1] ?? 0) - (other[at + 1] ?? 0);
      const blue = (one[at + 2] ?? 0) - (other[at + 2] ?? 0);
      sum += red * red + green * green + blue * blue;
    }
  }
  return Math.sqrt(sum);
}

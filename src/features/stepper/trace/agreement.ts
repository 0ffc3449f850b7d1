/** How well the number recomputed here and the one the device gave agree. */
import { writeShare } from '../../../drawing/writing/measures';

export interface Agreement {
  /** The recomputed number less the one that the GPU gave. */
  difference: number;
  /** The difference as a share of the larger of the two; 0 if they are the same. */
  relative: number;
  /** The verdict for the reader, in words. */
  words: string;
}

/** From here on two numbers are called different: shaders of phones may keep as few as three digits. */
const worst = 1e-3;

/**
 * @param recomputed in double precision
 * @param given as the device gave it, in single precision
 * @param reach the largest magnitude in the layer: what cancels to nearly nothing is measured by it
 */
export function agreement(recomputed: number, given: number, reach: number): Agreement {
  const difference = recomputed - given;
  const size = Math.max(Math.abs(recomputed), Math.abs(given));
  const relative = difference === 0 || size === 0 ? 0 : Math.abs(difference) / size;
  return { difference, relative, words: verdict(difference, relative, reach) };
}

function verdict(difference: number, relative: number, reach: number): string {
  if (Number.isNaN(difference)) return 'One of the two is not a number.';
  if (difference === 0) return 'They are the same number.';
  if (relative < worst) return `They agree to ${digitsAlike(relative)} digits.`;
  const ofLayer = Math.abs(difference) / reach;
  return ofLayer < worst
    ? `The terms nearly cancel. Measured by the largest value of the layer, the two agree to ${digitsAlike(ofLayer)} digits.`
    : `They differ by ${writeShare(relative, 4)}.`;
}

/** A relative difference of 2e-7 leaves 6 digits alike. Double precision has no more than 15. */
function digitsAlike(relative: number): number {
  return Math.min(15, Math.max(1, Math.floor(-Math.log10(relative))));
}

/** The pieces that can be cut out of a photograph: where each begins, and whether it is mirrored. */
import { INPUT_SIDE, PHOTOGRAPH_SIDE } from '../../model/photograph';

/** Rows, and as many columns, at which a piece may begin. */
export const starts = PHOTOGRAPH_SIDE - INPUT_SIDE + 1;
export const pieces = starts * starts * 2;

export interface Piece {
  row: number;
  column: number;
  mirrored: boolean;
}

/** All pieces have a number from 1, those that are mirrored behind the others. */
export function numberOf({ row, column, mirrored }: Piece): number {
  return 1 + (Number(mirrored) * starts + row) * starts + column;
}

/** @param pixels the whole photograph, RGBA */
export function cut(
  pixels: Uint8ClampedArray,
  { row, column, mirrored }: Piece,
): Uint8ClampedArray<ArrayBuffer> {
  const piece = new Uint8ClampedArray(4 * INPUT_SIDE * INPUT_SIDE);
  for (let y = 0; y < INPUT_SIDE; y++) {
    const from = 4 * ((row + y) * PHOTOGRAPH_SIDE + column);
    if (!mirrored) piece.set(pixels.subarray(from, from + 4 * INPUT_SIDE), 4 * y * INPUT_SIDE);
    else
      for (let x = 0; x < INPUT_SIDE; x++) {
        const at = from + 4 * (INPUT_SIDE - 1 - x);
        piece.set(pixels.subarray(at, at + 4), 4 * (y * INPUT_SIDE + x));
      }
  }
  return piece;
}

/** A few numbers of one channel, or of a vector, laid out as a table. */
import { indexOf, type FeatureMaps } from '../../model/feature-maps';
import type { Rectangle } from '../../model/trace/field';
import { writeValue } from '../../drawing/writing/values';

export interface PatchCell {
  /** Null where there is no number: beyond the edge, or text only. */
  value: number | null;
  text: string;
  /** Stands out: the largest of a window, a zero that padding put there. */
  marked: boolean;
}

export interface ValuePatch {
  /** Headings. */
  rows: readonly string[];
  columns: readonly string[];
  /** Row by row. */
  cells: readonly PatchCell[];
}

/** One channel of some maps as a plane, or a vector as rows of so many units. */
export interface NumberGrid {
  maps: FeatureMaps;
  channel: number;
  height: number;
  width: number;
  /** How many numbers there are: the last row of a vector may not be full. */
  count: number;
  isVector: boolean;
}

/** @param columns how many units of a vector stand in a row */
export function numberGrid(maps: FeatureMaps, channel: number, columns: number): NumberGrid {
  const [count = 0, height, width] = maps.shape;
  return height === undefined || width === undefined
    ? { maps, channel: 0, height: Math.ceil(count / columns), width: columns, count, isVector: true }
    : { maps, channel, height, width, count: height * width, isVector: false };
}

/** The number at a place; null if there is none. */
export function valueAt(plane: NumberGrid, row: number, column: number): number | null {
  const { maps, channel, height, width, count, isVector } = plane;
  if (row < 0 || column < 0 || row >= height || column >= width || row * width + column >= count) return null;
  const index = isVector ? row * width + column : indexOf(maps, [channel, row, column]);
  return maps.values[index] ?? null;
}

/** The numbers of a rectangle, which may reach beyond the edge; `mark` says which of them stand out. */
export function patchOf(
  plane: NumberGrid,
  region: Rectangle,
  mark: (row: number, column: number) => boolean = () => false,
): ValuePatch {
  return patchFrom(plane, region, (row, column) => {
    const value = valueAt(plane, row, column);
    return value === null ? textCell('') : { ...numberCell(value), marked: mark(row, column) };
  });
}

/** The same with cells made otherwise. */
export function patchFrom(
  { isVector, width: columns }: NumberGrid,
  { top, left, height, width }: Rectangle,
  cellAt: (row: number, column: number) => PatchCell,
): ValuePatch {
  const rows = Array.from({ length: height }, (_, row) => top + row);
  const places = Array.from({ length: width }, (_, column) => left + column);
  return {
    rows: rows.map((row) => String(isVector ? row * columns : row)),
    columns: places.map((column) => (isVector ? `+${column}` : String(column))),
    cells: rows.flatMap((row) => places.map((column) => cellAt(row, column))),
  };
}

export function numberCell(value: number): PatchCell {
  return { value, text: writeValue(value), marked: false };
}

export function textCell(text: string): PatchCell {
  return { value: null, text, marked: false };
}

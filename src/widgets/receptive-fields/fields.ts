/** What the units of each layer see of the photograph: patches of one size, at equal steps. */
import type { Network } from '../../model/layer';
import { rows } from '../../model/rows';
import { fieldOn, type Rectangle } from '../../model/trace/field';
import { windowAcross } from '../../model/window';

/** The patches of one layer's units along an axis; both axes are alike. */
export interface Patches {
  layer: string;
  /** Pixels that a unit sees. */
  size: number;
  /** Pixels from one unit's patch to the next one's. */
  stride: number;
  /** Where the first unit's patch begins; below 0 where it sees zeros beyond the edge. */
  start: number;
  units: number;
  /** Of the layer itself, in the layer before it. */
  window: number;
  /** A unit of the layer before. */
  before: { size: number; stride: number };
}

/** Of every layer with a window, as long as units see less than all of the picture. */
export function patchesOf(network: Network): Patches[] {
  const table = rows(network);
  let before = { size: 1, stride: 1 };
  return table.flatMap((row, index): Patches[] => {
    const axis = windowAcross(row.layer, row.input);
    const units = row.output.at(-1);
    const [size] = row.receptiveField ?? [];
    const [stride] = row.receptiveFieldStride ?? [];
    const start = axis && fieldOn(table, index, [0, 0, 0]).onImage?.whole.left;
    if (!axis || start === undefined || start === null || !units || !size || !stride) return [];
    const patches = { layer: row.layer.name, size, stride, start, units, window: axis.window, before };
    before = { size, stride };
    return [patches];
  });
}

/** The unit whose patch has this pixel nearest to its middle. */
export function unitAt({ size, stride, start, units }: Patches, pixel: number): number {
  const nearest = Math.round((pixel + 0.5 - start - size / 2) / stride);
  return Math.min(units - 1, Math.max(0, nearest));
}

/** What the unit at this row and column sees; may reach beyond the picture. */
export function patchOf(
  { size, stride, start }: Patches,
  { row, column }: { row: number; column: number },
): Rectangle {
  return { top: start + row * stride, left: start + column * stride, height: size, width: size };
}

/** How many of a patch's rows and columns lie on the picture. */
export function onPicture(
  { top, left, height, width }: Rectangle,
  side: number,
): { rows: number; columns: number } {
  const inside = (from: number, length: number) =>
    Math.max(0, Math.min(side, from + length) - Math.max(0, from));
  return { rows: inside(top, height), columns: inside(left, width) };
}

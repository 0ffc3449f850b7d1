/** Units as squares in a square: the area of each is how far its value is from 0. */
export interface Grid {
  /** How many units stand beside each other in a row of the picture. */
  columns: number;
  rows: number;
}

export function gridOf(count: number): Grid {
  const columns = Math.max(1, Math.ceil(Math.sqrt(count)));
  return { columns, rows: Math.ceil(count / columns) };
}

/**
 * A path of one square for each unit that is wanted and not 0, in a grid of cells of side 1.
 *
 * @param full the value whose square fills its cell
 */
export function squares(
  values: ArrayLike<number>,
  { columns }: Grid,
  full: number,
  wanted: (unit: number) => boolean,
): string {
  let path = '';
  for (let unit = 0; unit < values.length; unit++) {
    if (values[unit] === 0 || !wanted(unit)) continue;
    const side = Math.sqrt(Math.abs(values[unit]!) / full);
    const x = (unit % columns) + (1 - side) / 2;
    const y = Math.floor(unit / columns) + (1 - side) / 2;
    path += `M${x.toFixed(2)} ${y.toFixed(2)}h${side.toFixed(2)}v${side.toFixed(2)}h-${side.toFixed(2)}z`;
  }
  return path;
}

/** A distance from 0 that only one unit in a hundred exceeds; 1 if all are 0. */
export function almostLargest(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values, Math.abs).sort();
  return sorted[Math.floor(0.99 * (sorted.length - 1))] || 1;
}

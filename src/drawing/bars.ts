/** A vector as bars that stand on its zero line. */
import type { ValueRange } from './colour-scale';

/** What the bars fill, in units of their drawing. */
export const bars = { width: 1024, height: 96 };

/**
 * How far down `bars` the zero line is, and how far up from it each bar goes, from left to right. Where there are more
 * values than columns, a bar shows the one farthest from zero of those it stands for.
 */
export function barHeights(
  values: Float32Array,
  { minimum, maximum }: ValueRange,
): { zero: number; heights: readonly number[] } {
  const low = Math.min(minimum, 0);
  const high = Math.max(maximum, 0);
  const scale = high > low ? bars.height / (high - low) : 0;
  const columns = Math.min(values.length, bars.width);
  const heights = Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.floor(((column + 1) * values.length) / columns);
    return farthest(values.subarray(from, to)) * scale;
  });
  return { zero: high * scale, heights };
}

/** The bars as an SVG path that fills `bars`. */
export function barsPath(values: Float32Array, range: ValueRange): string {
  const { zero, heights } = barHeights(values, range);
  const width = bars.width / heights.length;
  return heights
    .map(
      (height, column) =>
        `M${tenths(column * width)} ${tenths(zero)}h${tenths(width)}v${tenths(-height)}h${tenths(-width)}z`,
    )
    .join('');
}

function tenths(length: number): number {
  return Math.round(length * 10) / 10;
}

function farthest(values: Float32Array): number {
  return values.reduce((far, value) => (Math.abs(value) > Math.abs(far) ? value : far), 0);
}

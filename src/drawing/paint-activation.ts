/** How activations are coloured and drawn. */
import { activationScale } from './colour-scale';

interface Range {
  minimum: number;
  maximum: number;
}

const gradientStops = 9;

/** The scale from `minimum` to `maximum` as a CSS background. */
export function scaleGradient({ minimum, maximum }: Range): string {
  const scale = activationScale(minimum);
  const stops = Array.from({ length: gradientStops }, (_, index) => {
    const value = minimum + ((maximum - minimum) * index) / (gradientStops - 1);
    return `rgb(${scale(value, minimum, maximum).join(' ')})`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** The drawing that a vector's bars fill. */
export const bars = { width: 1024, height: 96 };

/** Of the drawing `bars`, in its units. */
interface VectorBars {
  /** How far below the top the zero line is. */
  zero: number;
  /** How far each bar reaches from the zero line, upwards if positive. */
  heights: readonly number[];
}

/**
 * A vector as bars from its zero line, side by side over the whole width. Where there are more values than columns, a
 * bar shows the one farthest from zero of those it stands for.
 */
export function vectorBars(values: Float32Array, { minimum, maximum }: Range): VectorBars {
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

/** `vectorBars` as an SVG path. */
export function barsPath(values: Float32Array, range: Range): string {
  const { zero, heights } = vectorBars(values, range);
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

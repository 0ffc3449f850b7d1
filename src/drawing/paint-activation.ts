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

/** The drawing that `barsPath` fills. */
export const bars = { width: 1024, height: 96 };

/**
 * A vector as bars from its zero line: an SVG path that fills `bars`. Where there are more values than columns, a
 * column shows the one farthest from zero of those it stands for.
 */
export function barsPath(values: Float32Array, { minimum, maximum }: Range): string {
  const low = Math.min(minimum, 0);
  const high = Math.max(maximum, 0);
  const scale = high > low ? bars.height / (high - low) : 0;
  const columns = Math.min(values.length, bars.width);
  const width = bars.width / columns;
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.floor(((column + 1) * values.length) / columns);
    const height = farthest(values.subarray(from, to)) * scale;
    return `M${tenths(column * width)} ${tenths(high * scale)}h${tenths(width)}v${tenths(-height)}h${tenths(-width)}z`;
  }).join('');
}

function tenths(length: number): number {
  return Math.round(length * 10) / 10;
}

function farthest(values: Float32Array): number {
  return values.reduce((far, value) => (Math.abs(value) > Math.abs(far) ? value : far), 0);
}

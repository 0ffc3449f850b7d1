/** How activations are coloured and drawn. */
import { activationScale } from '../../model/colour-scale';

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

/**
 * Draws a vector as bars from its zero line, in the canvas's text colour. Where there are more values than columns,
 * a column shows the one farthest from zero of those it stands for.
 */
export function paintBars(
  canvas: HTMLCanvasElement,
  values: Float32Array,
  { minimum, maximum }: Range,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  const low = Math.min(minimum, 0);
  const high = Math.max(maximum, 0);
  const scale = high > low ? height / (high - low) : 0;
  const zero = height + low * scale;
  const columns = Math.min(values.length, width);
  context.clearRect(0, 0, width, height);
  context.fillStyle = getComputedStyle(canvas).color;
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.floor(((column + 1) * values.length) / columns);
    const value = farthest(values.subarray(from, to));
    const left = (column * width) / columns;
    context.fillRect(left, zero, width / columns, -value * scale);
  }
}

function farthest(values: Float32Array): number {
  return values.reduce((far, value) => (Math.abs(value) > Math.abs(far) ? value : far), 0);
}

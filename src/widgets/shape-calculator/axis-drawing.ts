/** An axis of pixels and the windows on it as SVG paths, in pixels of the screen. */
import type { WindowedAxis, WindowPositions } from '../../model/window';

export interface AxisDrawing {
  height: number;
  /** Lines, for strokes of `rowHeight`. */
  pixels: string;
  output: string;
  /** Lines, for strokes of `windowHeight`. */
  windows: string;
  windowHeight: number;
  /** Outlines: zeros, what no window covers, and the window that no longer fits. */
  zeros: string;
  unused: string;
  lacking: string;
}

/** What is drawn: input pixels `from` to `to`, the latter excluded; zeros before the input are negative. */
export interface Section {
  from: number;
  to: number;
}

/** Of the input's pixels and of the output. */
export const rowHeight = 14;
const bandGap = 8;
const tallestLane = 8;
const tallestLanes = 84;
/** Narrower than this on the screen, pixels are not told apart. */
const leastApart = 4;

/** The whole axis, and the room that a window past its end would take. */
export function wholeAxis({ size, padding: [before, after] }: WindowedAxis, lacking: number): Section {
  return { from: -before, to: size + after + lacking };
}

/**
 * Windows that overlap stand in lanes of their own, below the pixels they cover; each output below its window's middle.
 *
 * @param width of the drawing, in pixels of the screen
 */
export function drawAxis(
  { size, window, stride, padding: [before, after] }: WindowedAxis,
  { starts, leftOver, gap, lacking }: WindowPositions,
  section: Section,
  width: number,
): AxisDrawing {
  const unit = width / (section.to - section.from);
  const lanes = Math.max(1, Math.min(Math.ceil(window / stride), starts.length + 1));
  const laneHeight = Math.min(tallestLane, tallestLanes / lanes);
  const windowHeight = laneHeight * 0.7;
  const windowsTop = rowHeight + bandGap;
  const outputTop = windowsTop + lanes * laneHeight + bandGap;

  /** Left edge and length of input pixels a to b, cut off at the section's ends and less by `apart`; null outside. */
  const span = (a: number, b: number, apart: number): readonly [number, number] | null => {
    const left = Math.max(a, section.from);
    const right = Math.min(b, section.to);
    if (right <= left) return null;
    return [tenths((left - section.from) * unit), tenths(Math.max(0.5, (right - left) * unit - apart))];
  };
  const line = (a: number, b: number, middle: number, apart: number): string => {
    const place = span(a, b, apart);
    return place ? `M${place[0]} ${tenths(middle)}h${place[1]}` : '';
  };
  const box = (a: number, b: number, top: number, height: number, apart: number): string => {
    const place = span(a, b, apart);
    return place ? `M${place[0]} ${tenths(top)}h${place[1]}v${tenths(height)}h${tenths(-place[1])}z` : '';
  };
  /** Pixel by pixel where there is room for that. */
  const each = (a: number, b: number, draw: (a: number, b: number, apart: number) => string): string => {
    if (unit < leastApart) return draw(a, b, 0);
    const first = Math.max(a, section.from);
    const count = Math.max(0, Math.min(b, section.to) - first);
    return Array.from({ length: count }, (_, index) => draw(first + index, first + index + 1, 1)).join('');
  };
  const boxes = (a: number, b: number) =>
    each(a, b, (one, next, apart) => box(one, next, 0, rowHeight, apart));
  const laneOf = (index: number) => windowsTop + (index % lanes) * laneHeight;

  const end = size + after;
  const gaps = gap > 0 ? starts.slice(1).map((start) => [start - gap, start] as const) : [];
  const next = starts.length * stride - before;
  const outputApart = unit * stride >= leastApart ? 1 : 0;
  return {
    height: outputTop + rowHeight,
    pixels: each(0, size, (one, other, apart) => line(one, other, rowHeight / 2, apart)),
    zeros: boxes(-before, 0) + boxes(size, end),
    unused: [...gaps, [end - leftOver, end] as const].map(([a, b]) => boxes(a, b)).join(''),
    windows: starts
      .map((start, index) => line(start, start + window, laneOf(index) + windowHeight / 2, 1))
      .join(''),
    windowHeight,
    lacking: lacking > 0 ? box(next, next + window, laneOf(starts.length), windowHeight, 1) : '',
    output: starts
      .map((start) => start + (window - stride) / 2)
      .map((left) => line(left, left + stride, outputTop + rowHeight / 2, outputApart))
      .join(''),
  };
}

function tenths(length: number): number {
  return Math.round(length * 10) / 10;
}

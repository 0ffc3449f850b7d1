/** An axis of pixels and the windows on it as SVG paths, in pixels of the screen. */
import type { WindowedAxis, WindowPositions } from '../../../model/window-positions';

export interface AxisDrawing {
  width: number;
  height: number;
  /** Screen pixels that one pixel of the input takes. */
  unit: number;
  bands: { input: Band; windows: Band; output: Band };
  paths: {
    pixels: string;
    zeros: string;
    /** What no window covers. */
    unused: string;
    windows: string;
    /** The window that no longer fits. */
    lacking: string;
    output: string;
  };
}

interface Band {
  top: number;
  height: number;
}

/** What is drawn: input pixels `from` to `to`, the latter excluded; zeros before the input are negative. */
export interface Section {
  from: number;
  to: number;
}

const rowHeight = 14;
const bandGap = 8;
const tallestLanes = 84;
/** Narrower than this on the screen, pixels are not told apart. */
const leastApart = 4;

/** The whole axis, and the room that a window past its end would take. */
export function wholeAxis({ size, padding: [before, after] }: WindowedAxis, lacking: number): Section {
  return { from: -before, to: size + after + lacking };
}

/** @param width of the drawing, in pixels of the screen */
export function drawAxis(
  axis: WindowedAxis,
  positions: WindowPositions,
  { from, to }: Section,
  width: number,
): AxisDrawing {
  const { size, window, stride } = axis;
  const [before, after] = axis.padding;
  const unit = width / (to - from);
  const lanes = Math.max(1, Math.min(Math.ceil(window / stride), positions.starts.length + 1));
  const laneHeight = Math.min(8, tallestLanes / lanes);
  const input: Band = { top: 0, height: rowHeight };
  const windows: Band = { top: rowHeight + bandGap, height: lanes * laneHeight };
  const output: Band = { top: windows.top + windows.height + bandGap, height: rowHeight };

  /** A rectangle over input pixels a to b, cut off at the section's ends; less by `apart` on its right. */
  const box = (a: number, b: number, top: number, height: number, apart = 0): string => {
    const left = Math.max(a, from);
    const right = Math.min(b, to);
    if (right <= left) return '';
    const drawn = Math.max(0.5, (right - left) * unit - apart);
    return `M${tenths((left - from) * unit)} ${tenths(top)}h${tenths(drawn)}v${tenths(height)}h${tenths(-drawn)}z`;
  };
  const cells = (a: number, b: number): string => {
    if (unit < leastApart) return box(a, b, input.top, input.height);
    const first = Math.max(a, from);
    const count = Math.max(0, Math.min(b, to) - first);
    return Array.from({ length: count }, (_, index) =>
      box(first + index, first + index + 1, input.top, input.height, 1),
    ).join('');
  };
  const lane = (index: number) => windows.top + (index % lanes) * laneHeight;
  const windowAt = (start: number, index: number) =>
    box(start, start + window, lane(index), laneHeight * 0.7, 1);
  const { starts, leftOver, gap, lacking } = positions;
  const end = size + after;
  const gaps = gap > 0 ? starts.slice(1).map((start) => [start - gap, start] as const) : [];
  const unused = [...gaps, [end - leftOver, end] as const];
  const apart = unit * stride >= leastApart ? 1 : 0;
  return {
    width,
    height: output.top + output.height,
    unit,
    bands: { input, windows, output },
    paths: {
      pixels: cells(0, size),
      zeros: cells(-before, 0) + cells(size, end),
      unused: unused.map(([a, b]) => cells(a, b)).join(''),
      windows: starts.map(windowAt).join(''),
      lacking: lacking > 0 ? windowAt(starts.length * stride - before, starts.length) : '',
      output: starts
        .map((start) => start + (window - stride) / 2)
        .map((left) => box(left, left + stride, output.top, output.height, apart))
        .join(''),
    },
  };
}

function tenths(length: number): number {
  return Math.round(length * 10) / 10;
}

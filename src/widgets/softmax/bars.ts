/** Columns of one width beside each other, from a line at 0. */
export interface BarFrame {
  left: number;
  width: number;
  /** Of the whole frame, from 0 downwards. */
  height: number;
  /** Values at the foot and at the head. What lies beyond is cut off. */
  low: number;
  high: number;
}

export function heightAt({ height, low, high }: BarFrame, value: number): number {
  const inside = Math.min(high, Math.max(low, value));
  return high > low ? (height * (high - inside)) / (high - low) : height;
}

/** Where the middle of a column stands. */
export function middleOf({ left, width }: BarFrame, index: number, count: number): number {
  return left + (width * (index + 0.5)) / count;
}

/** All columns as one path; a value of 0 has none. */
export function barsPath(frame: BarFrame, values: readonly number[]): string {
  const zero = heightAt(frame, 0);
  const step = frame.width / Math.max(1, values.length);
  // Above a thousand columns a gap would be all that is seen.
  const bar = step > 3 ? 0.8 * step : step;
  return values
    .map((value, index) =>
      value === 0
        ? ''
        : `M${(frame.left + index * step).toFixed(2)} ${zero.toFixed(1)}h${bar.toFixed(2)}V${heightAt(frame, value).toFixed(2)}h-${bar.toFixed(2)}z`,
    )
    .join('');
}

/** The tops of all columns, as a line. */
export function outlinePath(frame: BarFrame, values: readonly number[]): string {
  return values
    .map(
      (value, index) =>
        `${index ? 'L' : 'M'}${middleOf(frame, index, values.length).toFixed(2)} ${heightAt(frame, value).toFixed(2)}`,
    )
    .join('');
}

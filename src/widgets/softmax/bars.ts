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

/** An axis that holds all of these, and 0. */
export function axisOf(values: readonly number[]): Pick<BarFrame, 'low' | 'high'> {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  return low === high ? { low: 0, high: 1 } : { low, high };
}

/** One column by itself, in the middle of its place: of a thousand, none would be seen. */
export function columnOf(
  frame: BarFrame,
  values: readonly number[],
  index: number,
): { x: number; y: number; width: number; height: number } {
  const [zero, end] = [heightAt(frame, 0), heightAt(frame, values[index] ?? 0)];
  const width = Math.max(3, barWidth(frame, values.length));
  const x = middleOf(frame, index, values.length) - width / 2;
  return { x, y: Math.min(zero, end), width, height: Math.abs(zero - end) };
}

/** All columns as one path; a value of 0 has none. */
export function barsPath(frame: BarFrame, values: readonly number[]): string {
  const zero = heightAt(frame, 0);
  const step = frame.width / Math.max(1, values.length);
  const bar = barWidth(frame, values.length);
  const inset = (step - bar) / 2;
  return values
    .map((value, index) =>
      value === 0
        ? ''
        : `M${(frame.left + index * step + inset).toFixed(2)} ${zero.toFixed(1)}h${bar.toFixed(2)}V${heightAt(frame, value).toFixed(2)}h-${bar.toFixed(2)}z`,
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

/** Above a thousand columns a gap would be all that is seen. */
function barWidth({ width }: BarFrame, count: number): number {
  const step = width / Math.max(1, count);
  return step > 3 ? 0.8 * step : step;
}

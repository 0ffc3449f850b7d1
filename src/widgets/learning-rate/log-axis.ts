import { writeSmall } from '../../drawing/writing/values';

/** A vertical axis on which each power of ten has the same height. */
export interface LogAxis {
  /** Decimal logarithm of the axis's lowest value. */
  bottom: number;
  top: number;
  /** Powers of ten that get a line, from the lowest; never more than seven. */
  ticks: readonly number[];
}

/**
 * An axis of whole powers of ten that holds these values.
 *
 * @param floor what is smaller than this, 0 too, may fall off the axis
 */
export function logAxis(values: readonly number[], floor: number): LogAxis {
  const shown = values.map((value) => Math.log10(Math.max(value, floor)));
  const round = (logarithm: number) => Math.round(logarithm * 1e9) / 1e9;
  const top = Math.ceil(round(Math.max(...shown)));
  const bottom = Math.min(Math.floor(round(Math.min(...shown))), top - 1);
  const apart = Math.ceil((top - bottom + 1) / 7);
  const ticks: number[] = [];
  for (let power = top; power >= bottom; power -= apart) ticks.unshift(power);
  return { bottom, top, ticks };
}

/** Where a value stands: 0 at the axis's foot, 1 at its head; below 0 if it has fallen off. */
export function onAxis({ bottom, top }: LogAxis, value: number): number {
  return value > 0 ? Math.max(-1, (Math.log10(value) - bottom) / (top - bottom)) : -1;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of ten as a label: 0.001, and 10⁻⁸ where the zeros would have to be counted. */
export function writePower(power: number): string {
  if (power >= -6) return writeSmall(10 ** power);
  return `10⁻${Array.from(String(-power), (digit) => superscripts[Number(digit)]).join('')}`;
}

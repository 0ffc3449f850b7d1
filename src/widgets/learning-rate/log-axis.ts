import { writeSmall } from '../../drawing/writing/values';

/** A vertical axis of decimal logarithms: each power of ten has the same height. */
export interface LogAxis {
  low: number;
  high: number;
  /** Those that get a line, from the lowest; never more than seven. */
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
  const high = Math.ceil(round(Math.max(...shown)));
  const low = Math.min(Math.floor(round(Math.min(...shown))), high - 1);
  const apart = Math.ceil((high - low + 1) / 7);
  const ticks: number[] = [];
  for (let power = high; power >= low; power -= apart) ticks.unshift(power);
  return { low, high, ticks };
}

/** A value's decimal logarithm; below the axis, by a power of ten at most, if it has fallen off. */
export function onAxis({ low }: LogAxis, value: number): number {
  return value > 0 ? Math.max(low - 1, Math.log10(value)) : low - 1;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of ten as a label: 0.001, and 10⁻⁸ where the zeros would have to be counted. */
export function writePower(power: number): string {
  if (power >= -6) return writeSmall(10 ** power);
  return `10⁻${Array.from(String(-power), (digit) => superscripts[Number(digit)]).join('')}`;
}

/** Numbers with a unit: shares, bytes, times, rates. */
import { writeDigits } from './values';

const rates = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/**
 * A share of a whole, to a tenth of a per cent: 51.6 %, < 0.1 %, 0 %. No line begins with the sign.
 *
 * @param digits so many that count, instead of tenths: 0.67 %, 40 %
 */
export function writeShare(share: number, digits?: number): string {
  return `${digits === undefined ? tenths(100 * share) : writeDigits(100 * share, digits)}\u00a0%`;
}

function tenths(percent: number): string {
  if (percent === 0) return '0';
  return percent < 0.1 ? '< 0.1' : percent.toFixed(1);
}

/** Powers of 1,000: 203.4 MB, 4.1 KB, 12 B. */
export function writeBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit] ?? ''}`;
}

/** What was measured, milliseconds with three digits: 0.231 ms, 12.4 ms, 1.2 s. */
export function writeTime(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(2)} s`;
  if (milliseconds < 0.001) return '< 0.001 ms';
  return `${Number(milliseconds.toPrecision(3))} ms`;
}

/** What a clock shows while the reader waits: 12 ms, 4.2 s, 1 min 5 s. */
export function writeDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** Multiply-adds a second, three digits: 3.2 billion, 410 million, 12,000. */
export function writeRate(multiplyAdds: number, milliseconds: number): string {
  const rate = (multiplyAdds / milliseconds) * 1000;
  const [size, name] = rates.find(([least]) => rate >= least) ?? [1, ''];
  const digits = threeDigits.format(rate / size);
  return name ? `${digits} ${name}` : digits;
}

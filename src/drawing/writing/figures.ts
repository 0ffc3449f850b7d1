/** Figures as the stepper writes them. */

/** 51.6 %; < 0.1 %; 0 % */
export function writeShare(share: number): string {
  if (share === 0) return '0 %';
  if (share < 0.001) return '< 0.1 %';
  return `${(100 * share).toFixed(1)} %`;
}

/** Three digits: 0.231 ms, 12.4 ms, 1.2 s. */
export function writeTime(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(2)} s`;
  if (milliseconds < 0.001) return '< 0.001 ms';
  return `${Number(milliseconds.toPrecision(3))} ms`;
}

/** Counts of millions and more, short: 852 million, 105.4 million; others in full. */
export function writeLarge(count: number): string {
  if (count < 1e6) return new Intl.NumberFormat('en').format(count);
  return `${Number((count / 1e6).toPrecision(4))} million`;
}

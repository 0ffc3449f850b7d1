import { writeCount } from '../../drawing/writing/counts';

/** 1 pixel, 34,944 pixels; 1 class, 12 classes with a plural of its own */
export function many(count: number, thing: string, things = `${thing}s`): string {
  return `${writeCount(count)} ${count === 1 ? thing : things}`;
}

/** 3 × 227 × 227 */
export function times(...sizes: readonly number[]): string {
  return sizes.map(writeCount).join(' × ');
}

/** A list of numbers as it is read: 2, −1, 3. */
export function listed(values: readonly number[]): string {
  return values.map(signed).join(', ');
}

/** With a true minus: −3. */
export function signed(value: number): string {
  return String(value).replace('-', '−');
}

/** As it stands behind a sign: 3, (−3). */
export function bracketed(value: number): string {
  return value < 0 ? `(${signed(value)})` : signed(value);
}

/** A number of the code some steps on: what drags and keys make of it. */

/** Whole or with decimals, with an exponent or without; neither hexadecimal nor a BigInt. */
const NUMBER = /^(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[-+]?\d+)?$/i;

/**
 * A step is one in the last digit that is written: 4 becomes 5, 0.75 becomes 0.76, 1e-4 becomes 2e-4. Digits stay as
 * many as they are, a sign before the number stays what it is, and so the number never goes below zero.
 *
 * @param text as it is written, without a sign
 * @returns null if it is no number that can be stepped
 */
export function stepped(text: string, steps: number): string | null {
  const [, mantissa, exponent = ''] = NUMBER.exec(text) ?? [];
  if (mantissa === undefined) return null;
  const plain = mantissa.replaceAll('_', '');
  const point = plain.indexOf('.');
  const decimals = point === -1 ? 0 : plain.length - point - 1;
  const value = Math.max(0, Math.round(Number(plain) * 10 ** decimals) + steps) / 10 ** decimals;
  if (!Number.isSafeInteger(Math.round(value * 10 ** decimals))) return null;
  const written = value.toFixed(decimals);
  const [whole = '', fraction] = written.split('.');
  const grouped = mantissa.includes('_') ? whole.replaceAll(/\B(?=(\d{3})+$)/g, '_') : whole;
  const shown = plain.startsWith('.') && grouped === '0' ? '' : grouped;
  const end = point === -1 ? '' : `.${fraction ?? ''}`;
  return `${shown}${end}${exponent}`;
}

/** Pixels of a drag to the first step. */
const PIXELS_A_STEP = 6;
/** From here on a drag goes faster the farther it goes: 4096 can be halved within a window. */
const FINE_PIXELS = 60;

/** How many steps a drag of so many pixels is. */
export function stepsOf(pixels: number): number {
  const far = Math.abs(pixels);
  return Math.sign(pixels) * Math.trunc((far / PIXELS_A_STEP) * Math.max(1, far / FINE_PIXELS));
}

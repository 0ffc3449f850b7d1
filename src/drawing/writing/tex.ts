/** Values as KaTeX. */
import { plainDigits } from './values';

/** Four digits: -0.0123, 1.2 \cdot 10^{-8}. */
export function texNumber(value: number): string {
  const [digits = '', exponent] = plainDigits(value, 4).split('e');
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${Number(exponent)}}`;
}

/** A number as a term of a sum or a factor: in brackets if it is negative. */
export function texFactor(value: number): string {
  return value < 0 ? `(${texNumber(value)})` : texNumber(value);
}

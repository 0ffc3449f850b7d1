/** Numbers as the arithmetic writes them: longer than in captions, with a true minus. */

/** Seven digits, about what single precision holds: −12.34567, 1.234567e−8. */
export function writeExact(value: number): string {
  return write(value, 7);
}

/** Four digits, for a term among many. */
export function writeShort(value: number): string {
  return write(value, 4);
}

/** Four digits for KaTeX: -0.0123, 1.2 \cdot 10^{-8}. */
export function texNumber(value: number): string {
  const [digits = '', exponent] = plain(value, 4).split('e');
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${Number(exponent)}}`;
}

/** A number as a term of a sum or a factor in KaTeX: in brackets if it is negative. */
export function texFactor(value: number): string {
  return value < 0 ? `(${texNumber(value)})` : texNumber(value);
}

function write(value: number, digits: number): string {
  return plain(value, digits).replace(/^-/, '−').replace('e-', 'e−').replace('e+', 'e');
}

function plain(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return trimZeros(value.toExponential(digits - 1));
  return Number(value.toPrecision(digits)).toString();
}

/** 1.500e-8 as 1.5e-8. */
function trimZeros(text: string): string {
  return text.replace(/\.?0+(?=e)/, '');
}

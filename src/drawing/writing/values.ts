/** Numbers that stand for themselves: values of activations, weights, rates. With a true minus. */

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** Short, for captions and tables of activations: 0.0132, −81.4, 1.2e−5. */
export function writeValue(value: number): string {
  const size = Math.abs(value);
  const digits =
    size !== 0 && (size < 1e-3 || size >= 1e5)
      ? value.toExponential(1)
      : Number(value.toPrecision(3)).toString();
  return digits.replace(/^-/, '−').replace('e-', 'e−');
}

/** Four digits, for a term among many. */
export function writeShort(value: number): string {
  return writeDigits(value, 4);
}

/** Seven digits, about what single precision holds: −12.34567, 1.234567e−8. */
export function writeExact(value: number): string {
  return writeDigits(value, 7);
}

/** So many digits that count; below 0.0001 and from ten million on as a power of ten. */
export function writeDigits(value: number, digits: number): string {
  return plainDigits(value, digits).replace(/^-/, '−').replace('e-', 'e−').replace('e+', 'e');
}

/** Settings of training, small but readable: 0.01, 0.000196, 0.0000222; as a power of ten only below 1e−9. */
export function writeSmall(value: number): string {
  if (value !== 0 && value < 1e-9) {
    const [mantissa = '', exponent = ''] = value.toExponential(1).split('e');
    return `${mantissa}e−${exponent.slice(1)}`;
  }
  return threeDigits.format(value);
}

/** `writeDigits` with the minus and the exponent that JavaScript reads: -1.5e-8. */
export function plainDigits(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return trimZeros(value.toExponential(digits - 1));
  return Number(value.toPrecision(digits)).toString();
}

/** 1.500e-8 as 1.5e-8. */
function trimZeros(text: string): string {
  return text.replace(/\.?0+(?=e)/, '');
}

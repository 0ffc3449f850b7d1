const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** 0.01, 0.000196, 0.0000222: three digits that count; below a thousand-millionth as a power of ten. */
export function writeSmall(value: number): string {
  if (value !== 0 && value < 1e-9) {
    const [mantissa = '', exponent = ''] = value.toExponential(1).split('e');
    return `${mantissa}e−${exponent.slice(1)}`;
  }
  return digits.format(value);
}

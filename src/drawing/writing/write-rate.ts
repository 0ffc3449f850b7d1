const scales = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;

/** Multiply-adds a second, three digits: 3.2 billion, 410 million, 12,000. */
export function writeRate(multiplyAdds: number, milliseconds: number): string {
  const rate = (multiplyAdds / milliseconds) * 1000;
  const [size, name] = scales.find(([least]) => rate >= least) ?? [1, ''];
  const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(rate / size);
  return name ? `${digits} ${name}` : digits;
}

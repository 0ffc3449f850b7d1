/** A shape as a sentence has it: 11 × 11 × 3 × 96. */
export function writeShape(shape: readonly number[]): string {
  return shape.length === 0
    ? 'a single number'
    : shape.map((size) => size.toLocaleString('en-US')).join(' × ');
}

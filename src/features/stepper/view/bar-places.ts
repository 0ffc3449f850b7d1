/** A scale along which bars lie, from its zero: every part is a share of the whole, 0 to 1. */
export interface BarScale {
  /** Position of the value 0 on the axis, as a share of its length. */
  zero: number;
  /** Position of a value on the axis, as a share of its length. */
  at: (value: number) => number;
}

/** The shortest scale that has 0 and all these numbers on it. */
export function barScale(values: readonly number[]): BarScale {
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low;
  const at = (value: number) => (span === 0 ? 0 : (value - low) / span);
  return { zero: at(0), at };
}

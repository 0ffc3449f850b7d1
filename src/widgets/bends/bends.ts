/** The functions between the layers: what they make of a sum, and how much of a correction they let back. */

export interface Bend {
  name: 'ReLU' | 'tanh';
  of: (x: number) => number;
  /** The derivative; that of ReLU at 0 is taken as 0, as TensorFlow does. */
  slope: (x: number) => number;
}

export const bends: readonly Bend[] = [
  { name: 'ReLU', of: (x) => Math.max(0, x), slope: (x) => Number(x > 0) },
  { name: 'tanh', of: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 },
];

export const reach = 6;

/** Right behind 0 the slope of ReLU is 1 already: drawn as an upright line. */
export const sums = Array.from({ length: 241 }, (_, index) => (index - 120) / 20).toSpliced(121, 0, 1e-6);

/** Where random numbers are drawn from. */
export type Distribution =
  | { kind: 'uniform'; minimum: number; maximum: number }
  | { kind: 'normal'; mean: number; deviation: number }
  /** Within two deviations of the mean. */
  | { kind: 'truncatedNormal'; mean: number; deviation: number };

/**
 * Number i is a hash of i and the seed, so that a GPU can make all at once and every backend makes the same ones.
 *
 * @param seed a whole number; 32 bits of it count
 * @returns the first `size` numbers
 */
export function randomNumbers(size: number, distribution: Distribution, seed: number): Float32Array {
  const values = new Float32Array(size);
  const key = hash(seed);
  for (let i = 0; i < values.length; i++) values[i] = draw(distribution, hash(i) ^ key);
  return values;
}

function draw(distribution: Distribution, position: number): number {
  const bits = hash(position) >>> 8;
  switch (distribution.kind) {
    case 'uniform':
      return distribution.minimum + bits * 2 ** -24 * (distribution.maximum - distribution.minimum);
    case 'normal': {
      // Box and Muller: the radius from one uniform number, the angle from another.
      const radius = Math.sqrt(-2 * Math.log((bits + 1) * 2 ** -24));
      const angle = 2 * Math.PI * (hash(position + SECOND) >>> 8) * 2 ** -24;
      return distribution.mean + distribution.deviation * radius * Math.cos(angle);
    }
    case 'truncatedNormal': {
      // The inverse of the cumulative distribution: no draw is ever rejected, so all take the same time.
      const symmetric = (bits - 2 ** 23) * 2 ** -23 + 2 ** -24;
      return distribution.mean + distribution.deviation * Math.SQRT2 * inverseErf(symmetric * ERF_SQRT2);
    }
  }
}

/** Added to a number's position for the second uniform number that Box and Muller need. */
export const SECOND = 0x9e3779b9;

/** erf(sqrt 2), the share of a normal distribution that lies within two deviations. */
export const ERF_SQRT2 = 0.9544997361036416;

/**
 * PCG's output function as a hash of 32 bits (Jarzynski and Olano, "Hash functions for GPU rendering", 2020).
 * @returns 0 to 2^32 - 1
 */
export function hash(value: number): number {
  const state = (Math.imul(value, 747796405) + 2891336453) | 0;
  const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737);
  return ((word >>> 22) ^ word) >>> 0;
}

/**
 * The polynomial for the middle part of the inverse error function in single precision, highest power first, in
 * w - 2.5 with w = -ln(1 - x^2) below 5 (Giles, "Approximating the erfinv function", 2010).
 */
export const INVERSE_ERF = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3, -4.17768164e-3,
  0.246640727, 1.50140941,
];

/** The inverse error function, for |x| below 0.996. */
function inverseErf(x: number): number {
  const w = -Math.log((1 - x) * (1 + x)) - 2.5;
  return x * INVERSE_ERF.reduce((sum, coefficient) => sum * w + coefficient, 0);
}

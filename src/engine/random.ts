import { scramble } from '../model/scramble';

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
  const key = scramble(seed);
  if (distribution.kind === 'uniform') {
    const { minimum, maximum } = distribution;
    const step = (maximum - minimum) * 2 ** -24;
    for (let i = 0; i < size; i++) values[i] = minimum + (scramble(scramble(i) ^ key) >>> 8) * step;
  } else {
    const { kind, mean, deviation } = distribution;
    const share = kind === 'normal' ? 1 : ERF_SQRT2;
    for (let i = 0; i < size; i++) {
      values[i] = mean + deviation * standardNormal(scramble(scramble(i) ^ key) >>> 8, share);
    }
  }
  return values;
}

/**
 * The inverse of the cumulative distribution: every draw takes the same time, also of a truncated distribution, and
 * on every GPU comes near the same number, which the sines of Box and Muller's way do not.
 *
 * @param share how much of the distribution is drawn from, about its mean
 */
function standardNormal(bits: number, share: number): number {
  return Math.SQRT2 * inverseErf((2 * bits + 1 - 2 ** 24) * 2 ** -24 * share);
}

/** erf(sqrt 2), the share of a normal distribution that lies within two deviations. */
export const ERF_SQRT2 = 0.9544997361036416;

/** `scramble` as GPUs count. @returns 0 to 2^32 - 1 */
export function hash(value: number): number {
  return scramble(value) >>> 0;
}

/**
 * Polynomials for the inverse error function in single precision, highest power first, by w = -ln(1 - x^2): in
 * w - 2.5 where w is below 5, in sqrt(w) - 3 from there (Giles, "Approximating the erfinv function", 2010).
 */
export const INVERSE_ERF = {
  central: [
    2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3, -4.17768164e-3,
    0.246640727, 1.50140941,
  ],
  tail: [
    -2.00214257e-4, 1.00950558e-4, 1.34934322e-3, -3.67342844e-3, 5.73950773e-3, -7.6224613e-3, 9.43887047e-3,
    1.00167406, 2.83297682,
  ],
};

function inverseErf(x: number): number {
  const w = -Math.log((1 - x) * (1 + x));
  const { central, tail } = INVERSE_ERF;
  return x * (w < 5 ? polynomial(central, w - 2.5) : polynomial(tail, Math.sqrt(w) - 3));
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum = sum * x + (coefficients[i] ?? 0);
  return sum;
}

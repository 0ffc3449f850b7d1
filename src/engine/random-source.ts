/** The formulas of random.ts as source of shaders, as GLSL and WGSL both read it. */

/** 2^-24, written so that a shader reads exactly that: the step between two random numbers. */
export const STEP = '5.9604644775390625e-8';

/** A polynomial in w, highest power first, added to a `sum` of 0. */
export function horner(coefficients: readonly number[]): string {
  return coefficients.map((coefficient) => `sum = sum * w + ${coefficient.toExponential()};`).join(' ');
}

/**
 * PCG's output function as a hash of 32 bits (Jarzynski and Olano, "Hash functions for GPU rendering", 2020).
 *
 * @returns a signed number, -2^31 to 2^31 - 1: JavaScript computes faster if all its numbers are
 */
export function scramble(value: number): number {
  const state = (Math.imul(value, 747796405) - 1403630843) | 0;
  const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737);
  return (word >>> 22) ^ word;
}

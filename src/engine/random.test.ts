import { describe, expect, it } from 'vitest';
import { type Distribution, hash, randomNumbers } from './random';

const size = 200_000;
const uniform: Distribution = { kind: 'uniform', minimum: -3, maximum: 1 };
const normal: Distribution = { kind: 'normal', mean: 2, deviation: 0.5 };
const truncated: Distribution = { kind: 'truncatedNormal', mean: -1, deviation: 0.25 };

function moments(values: Float32Array): {
  mean: number;
  deviation: number;
  minimum: number;
  maximum: number;
} {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(variance),
    minimum: values.reduce((a, b) => Math.min(a, b)),
    maximum: values.reduce((a, b) => Math.max(a, b)),
  };
}

/** The share of a standard normal distribution below z, by summing its density. */
function shareBelow(z: number): number {
  const steps = 20_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const x = -8 + ((z + 8) * (i + 0.5)) / steps;
    sum += Math.exp((-x * x) / 2);
  }
  return (sum * (z + 8)) / steps / Math.sqrt(2 * Math.PI);
}

describe('hash', () => {
  it('gives the numbers of PCG', () => {
    // Worked out with whole numbers of any size.
    const reference = (value: bigint) => {
      const mask = 0xffffffffn;
      const state = (value * 747796405n + 2891336453n) & mask;
      const word = (((state >> ((state >> 28n) + 4n)) ^ state) * 277803737n) & mask;
      return Number((word >> 22n) ^ word);
    };
    for (const value of [0, 1, 2, 12345, 2 ** 31, 2 ** 32 - 1]) {
      expect(hash(value)).toBe(reference(BigInt(value)));
    }
  });
});

describe('randomNumbers', () => {
  it('is uniform between its bounds', () => {
    const { mean, deviation, minimum, maximum } = moments(randomNumbers(size, uniform, 1));
    expect(mean).toBeCloseTo(-1, 1);
    expect(deviation).toBeCloseTo(4 / Math.sqrt(12), 2);
    expect(minimum).toBeGreaterThanOrEqual(-3);
    expect(minimum).toBeLessThan(-2.999);
    expect(maximum).toBeLessThanOrEqual(1);
    expect(maximum).toBeGreaterThan(0.999);
  });

  it('is normal', () => {
    const values = randomNumbers(size, normal, 2);
    const { mean, deviation } = moments(values);
    expect(mean).toBeCloseTo(2, 2);
    expect(deviation).toBeCloseTo(0.5, 2);
    for (const z of [-2, -1, 0, 0.5, 1.5, 3]) {
      const share = values.filter((value) => (value - 2) / 0.5 < z).length / size;
      expect(share).toBeCloseTo(shareBelow(z), 2);
    }
  });

  it('is normal within two deviations', () => {
    const values = randomNumbers(size, truncated, 3);
    const { mean, deviation, minimum, maximum } = moments(values);
    expect(mean).toBeCloseTo(-1, 2);
    // A normal distribution cut at two deviations has 0.8796 of its deviation.
    expect(deviation / 0.25).toBeCloseTo(0.8796, 2);
    expect(minimum).toBeGreaterThanOrEqual(-1.5);
    expect(maximum).toBeLessThanOrEqual(-0.5);
    const below = shareBelow(-2);
    for (const z of [-1.9, -1, 0, 0.5, 1.5]) {
      const share = values.filter((value) => (value + 1) / 0.25 < z).length / size;
      expect(share).toBeCloseTo((shareBelow(z) - below) / (1 - 2 * below), 2);
    }
  });

  it('gives the same numbers for the same seed, others for another, and a longer sequence begins as a shorter', () => {
    const first = randomNumbers(1000, uniform, 7);
    expect(randomNumbers(1000, uniform, 7)).toEqual(first);
    expect(randomNumbers(2000, uniform, 7).subarray(0, 1000)).toEqual(first);
    const other = randomNumbers(1000, uniform, 8);
    expect(first.filter((value, index) => value === other[index])).toHaveLength(0);
  });

  it('has no correlation between neighbours, nor between neighbouring seeds', () => {
    const standard: Distribution = { kind: 'normal', mean: 0, deviation: 1 };
    const values = randomNumbers(size, standard, 100);
    const other = randomNumbers(size, standard, 101);
    const product = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0) / size;
    expect(Math.abs(product(values.subarray(1), values))).toBeLessThan(0.01);
    expect(Math.abs(product(values, other))).toBeLessThan(0.01);
  });
});

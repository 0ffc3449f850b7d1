import { describe, expect, test } from 'vitest';
import {
  decayedWeights,
  kerasRate,
  type StepSchedule,
  stepRate,
  UPDATES_PER_EPOCH,
  writeLeft,
} from './learning-rate';

const schedule: StepSchedule = {
  divisions: [25, 51, 79].map((epoch) => epoch * UPDATES_PER_EPOCH),
  factor: 10,
};

test('an epoch has 10,010 updates, ninety have 900,900', () => {
  expect(UPDATES_PER_EPOCH).toBe(10_010);
  expect(90 * UPDATES_PER_EPOCH).toBe(900_900);
});

describe("Keras's decay", () => {
  test('halves the rate at update 2,000', () => expect(kerasRate(0.01, 0.0005, 2000)).toBe(0.005));

  test('is at the rates of the chapter after one, ten and ninety epochs', () => {
    const rates = [1, 10, 90].map((epoch) => kerasRate(0.01, 0.0005, epoch * UPDATES_PER_EPOCH));
    expect(rates.map((rate) => rate.toPrecision(3))).toEqual(['0.00167', '0.000196', '0.0000222']);
  });

  test('0 leaves the rate alone', () => expect(kerasRate(0.01, 0, 1e6)).toBe(0.01));
});

describe('the step schedule', () => {
  test('divides at the update itself, and not after the last division', () => {
    const rates = [0, 99, 100, 199, 200, 300, 399, 400, 1e6].map((update) =>
      stepRate(1, { divisions: [100, 200, 300], factor: 10 }, update),
    );
    expect(rates).toEqual([1, 1, 0.1, 0.1, 0.01, 0.001, 0.001, 0.001, 0.001]);
  });

  test('ends at a thousandth', () =>
    expect(stepRate(0.01, schedule, 90 * UPDATES_PER_EPOCH)).toBeCloseTo(0.00001, 12));
});

describe('a weight without gradient', () => {
  /** One update at a time, in the order in which the paper writes them. */
  function simulate(
    { rate, weightDecay, momentum }: { rate: number; weightDecay: number; momentum: number },
    { divisions, factor }: StepSchedule,
    updates: readonly number[],
  ): number[] {
    const found: number[] = [];
    let [w, v, eta] = [1, 0, rate];
    for (let t = 0; t <= (updates.at(-1) ?? 0); t++) {
      if (divisions.includes(t)) eta /= factor;
      for (const wanted of updates) if (wanted === t) found.push(w);
      v = momentum * v - weightDecay * eta * w;
      w += v;
    }
    return found;
  }

  const paper = { rate: 0.01, weightDecay: 0.0005, momentum: 0.9 };
  const updates = [0, 1, 2, 3, 1000, 10_010, 250_250, 250_251, 300_000, 510_510, 900_900];

  test.each([
    ['the paper', paper, schedule],
    ['without momentum', { ...paper, momentum: 0 }, { divisions: [777, 1554, 2331, 3108, 3885], factor: 2 }],
    [
      'so strong that it swings',
      { rate: 0.1, weightDecay: 0.5, momentum: 0.9 },
      { divisions: [50, 100, 150], factor: 10 },
    ],
  ] as const)('%s: as one update after the other gives it', (_name, weight, steps) => {
    const found = decayedWeights(weight, steps, updates);
    simulate(weight, steps, updates).forEach((expected, index) => {
      expect(Math.abs(found[index]! / expected - 1)).toBeLessThan(1e-8);
    });
  });

  test('the first two updates by hand', () => {
    const [first, second] = decayedWeights(paper, schedule, [1, 2]);
    expect(first).toBeCloseTo(1 - 5e-6, 14);
    expect(second).toBeCloseTo(1 - 5e-6 + 0.9 * -5e-6 - 5e-6 * (1 - 5e-6), 14);
  });

  test('in the long run each update takes about ten times 0.0005 times the rate', () => {
    const [before, after] = decayedWeights(paper, schedule, [100_000, 100_001]);
    expect(after! / before!).toBeCloseTo(1 - 0.00005, 7);
  });

  test('no weight decay, no change', () =>
    expect(decayedWeights({ ...paper, weightDecay: 0 }, schedule, [900_900])).toEqual([1]));
});

test('what is left is never nothing, and never a power of ten', () => {
  expect([1, 0.5, 0.0067, 0.0001, 0.00009, 1e-30].map(writeLeft)).toEqual([
    '100\u00a0%',
    '50\u00a0%',
    '0.67\u00a0%',
    '0.01\u00a0%',
    'less than 0.01\u00a0%',
    'less than 0.01\u00a0%',
  ]);
});

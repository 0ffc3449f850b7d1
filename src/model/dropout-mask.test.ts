import { describe, expect, test } from 'vitest';
import { dropoutMask, dropoutScale, maskedSum, maskedSumDeviation } from './dropout-mask';
import { generator } from '../../tests/support/random';

const random = generator(6);
const values = Float32Array.from({ length: 400 }, () => Math.max(0, 4 * random() - 1));
const sum = values.reduce((total, value) => total + value, 0);
const mean = (numbers: readonly number[]) =>
  numbers.reduce((total, each) => total + each, 0) / numbers.length;

describe('a mask', () => {
  test('drops as many as the rate says, within what chance allows', () => {
    for (const rate of [0, 0.1, 0.4, 0.5, 0.9, 1]) {
      const dropped = dropoutMask(40_000, rate, 7).filter((kept) => kept === 0).length;
      expect(Math.abs(dropped - 40_000 * rate)).toBeLessThanOrEqual(
        4 * Math.sqrt(40_000 * rate * (1 - rate)),
      );
    }
  });

  test('the same seed tosses the same, another one others; neighbours are independent', () => {
    const [first, again, other] = [
      dropoutMask(4096, 0.5, 1),
      dropoutMask(4096, 0.5, 1),
      dropoutMask(4096, 0.5, 2),
    ];
    expect(again).toEqual(first);
    const alike = first.filter((kept, unit) => kept === other[unit]).length;
    expect(Math.abs(alike - 2048)).toBeLessThan(4 * 32);
    const pairs = first.filter((kept, unit) => kept === first[unit + 1]).length;
    expect(Math.abs(pairs - 2048)).toBeLessThan(4 * 32);
  });

  test('who survives a rate survives a lower one', () => {
    const [milder, harsher] = [dropoutMask(1000, 0.4, 3), dropoutMask(1000, 0.5, 3)];
    expect(harsher.every((kept, unit) => kept <= milder[unit]!)).toBe(true);
  });
});

describe('the sum under many masks', () => {
  const rate = 0.4;
  const sums = Array.from({ length: 2000 }, (_, seed) => maskedSum(values, dropoutMask(400, rate, seed)));
  const deviation = maskedSumDeviation(values, rate);

  test('keeps the rest of the sum on average, and deviates as stated', () => {
    const found = Math.sqrt(mean(sums.map((each) => (each - mean(sums)) ** 2)));
    expect(Math.abs(mean(sums) - (1 - rate) * sum)).toBeLessThan((4 * deviation) / Math.sqrt(2000));
    expect(found / deviation).toBeCloseTo(1, 1);
  });

  test.each(['inverted', 'halving'] as const)('%s: scaled, training expects what use gives', (convention) => {
    const training = mean(sums) * dropoutScale(convention, 'training', rate);
    const use = sum * dropoutScale(convention, 'use', rate);
    expect(Math.abs(training / use - 1)).toBeLessThan(0.01);
  });
});

test('Keras doubles in training, the paper halves in use', () => {
  expect(dropoutScale('inverted', 'training', 0.5)).toBe(2);
  expect(dropoutScale('inverted', 'use', 0.5)).toBe(1);
  expect(dropoutScale('halving', 'training', 0.5)).toBe(1);
  expect(dropoutScale('halving', 'use', 0.5)).toBe(0.5);
});

import { describe, expect, test } from 'vitest';
import { logAxis, onAxis } from '../../../src/islands/widgets/learning-rate/log-axis';
import { writeSmall } from '../../../src/islands/widgets/write-small';

describe('an axis of powers of ten', () => {
  test('holds its values between whole powers', () => {
    expect(logAxis([0.01, 0.0000222], 1e-9)).toEqual({ bottom: -5, top: -2, ticks: [-5, -4, -3, -2] });
    expect(logAxis([0.02, 0.001], 1e-9)).toEqual({ bottom: -3, top: -1, ticks: [-3, -2, -1] });
  });

  test('one value alone, and nothing but zeros, still have a height', () => {
    expect(logAxis([1, 1], 1e-9)).toEqual({ bottom: -1, top: 0, ticks: [-1, 0] });
    expect(logAxis([0], 1e-9)).toEqual({ bottom: -10, top: -9, ticks: [-10, -9] });
  });

  test('never more than seven lines', () => {
    expect(logAxis([1, 1e-30], 1e-9).ticks).toEqual([-8, -6, -4, -2, 0]);
  });

  test('equal factors are equally far apart, whichever way they are reached', () => {
    const axis = logAxis([1, 1e-4], 1e-9);
    expect([1, 0.1, 0.01, 1e-4].map((value) => onAxis(axis, value))).toEqual([1, 0.75, 0.5, 0]);
    expect(onAxis(axis, 1e-5)).toBeLessThan(0);
    expect(onAxis(axis, 0)).toBe(-1);
  });
});

test.each([
  [0.01, '0.01'],
  [0.01 / (1 + 0.0005 * 100_090), '0.000196'],
  [0.01 / (1 + 0.0005 * 900_810), '0.0000222'],
  [51.045, '51'],
  [3.2e-12, '3.2e−12'],
  [0, '0'],
])('%f is written %s', (value, text) => expect(writeSmall(value)).toBe(text));

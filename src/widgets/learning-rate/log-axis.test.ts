import { describe, expect, test } from 'vitest';
import { logAxis, onAxis, writePower } from './log-axis';

describe('an axis of powers of ten', () => {
  test('holds its values between whole powers', () => {
    expect(logAxis([0.01, 0.0000222], 1e-9)).toEqual({ low: -5, high: -2, ticks: [-5, -4, -3, -2] });
    expect(logAxis([0.02, 0.001], 1e-9)).toEqual({ low: -3, high: -1, ticks: [-3, -2, -1] });
  });

  test('one value alone, and nothing but zeros, still have a height', () => {
    expect(logAxis([1, 1], 1e-9)).toEqual({ low: -1, high: 0, ticks: [-1, 0] });
    expect(logAxis([0], 1e-9)).toEqual({ low: -10, high: -9, ticks: [-10, -9] });
  });

  test('never more than seven lines', () => {
    expect(logAxis([1, 1e-30], 1e-9).ticks).toEqual([-8, -6, -4, -2, 0]);
  });

  test('equal factors are equally far apart, whichever way they are reached', () => {
    const axis = logAxis([1, 1e-4], 1e-9);
    expect([1, 0.1, 0.01, 1e-4].map((value) => onAxis(axis, value))).toEqual([0, -1, -2, -4]);
    expect(onAxis(axis, 1e-5)).toBeLessThan(axis.low);
    expect(onAxis(axis, 0)).toBe(axis.low - 1);
  });
});

test('every label finds room beside the axis', () => {
  expect([2, 0, -3, -6, -7, -12].map(writePower)).toEqual(['100', '1', '0.001', '0.000001', '10⁻⁷', '10⁻¹²']);
  // The plot leaves room for as many.
  for (let power = -20; power <= 3; power++) expect(writePower(power).length).toBeLessThanOrEqual(8);
});

import { describe, expect, test } from 'vitest';
import { logAxis, onAxis } from './log-axis';
import { settingsOf, stepFor } from './settings';
import { writeSmall } from '../../drawing/writing/write-small';

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

describe('the settings of a compiled network', () => {
  const sgd = { kind: 'sgd', learningRate: 0.02, decay: 0, momentum: 0.8, nesterov: false } as const;

  test('are those of gradient descent', () => {
    expect(settingsOf({ loss: null, optimizer: sgd })).toEqual({ rate: 0.02, decay: 0, momentum: 0.8 });
  });

  test('are none where Keras’s rule does not set the rate, or there is no rate', () => {
    expect(settingsOf(null)).toBeNull();
    expect(settingsOf({ loss: null, optimizer: { kind: 'other', className: 'Adam' } })).toBeNull();
    expect(settingsOf({ loss: null, optimizer: { ...sgd, learningRate: 0 } })).toBeNull();
  });
});

test.each([
  [0.01, 0.001, 0.001],
  [0.0025, 0.001, 0.0001],
  [0.0005, 0.00005, 0.00005],
  [1e-6, 0.00005, 5e-7],
  [0, 0.01, 0.01],
])('%f is reached in steps of %f if they are %f long', (value, wanted, step) => {
  expect(stepFor(value, wanted)).toBe(step);
});

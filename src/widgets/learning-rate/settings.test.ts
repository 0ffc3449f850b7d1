import { describe, expect, test } from 'vitest';
import { settingsOf, stepFor } from './settings';

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

import { describe, expect, test } from 'vitest';
import { describeHeldOut, describePoint, tableOf } from './training-points';
import type { TrainingPoint } from '../../notebook/output';

describe('a training curve in words', () => {
  const point = (step: number, validation: number | null = null): TrainingPoint => ({
    step,
    loss: 1 / step,
    accuracy: 0.25,
    validationLoss: validation,
    validationAccuracy: validation,
  });

  test('the last point as a sentence', () => {
    expect(describePoint(point(4))).toBe('After update 4: loss 0.2500, accuracy 25.0\u00a0%.');
    expect(describePoint({ ...point(4), accuracy: null })).toBe('After update 4: loss 0.2500.');
  });

  test('the last held-out accuracy as a sentence', () => {
    expect(describeHeldOut([point(1), point(2)])).toBe('');
    const points = [
      { ...point(1), validationAccuracy: 0.5 },
      { ...point(2), validationAccuracy: 0.75 },
      point(3),
    ];
    expect(describeHeldOut(points)).toBe('On the held-out pictures after update 2: accuracy 75.0\u00a0%.');
  });

  test('the table keeps the first, the last and every held-out figure, and stays short', () => {
    const points = Array.from({ length: 1000 }, (_, i) => point(i + 1, i === 333 ? 0.5 : null));
    const steps = tableOf(points).map(({ step }) => step);
    expect(steps[0]).toBe(1);
    expect(steps.at(-1)).toBe(1000);
    expect(steps).toContain(334);
    expect(steps.length).toBeLessThanOrEqual(42);
  });

  test('what is not known is a dash', () => {
    expect(tableOf([point(1)])[0]).toMatchObject({ validationLoss: '–', validationAccuracy: '–' });
  });
});

import { describe, expect, test } from 'vitest';
import { describeState, shapeOf, writeDuration } from '../../features/cell/describe-state';
import { describeKernel } from '../../client/kernel/describe-kernel';
import { describeHeldOut, describePoint, tableOf } from '../../ui/outputs/training-points';
import { writeBytes, writeParameters, writeShape, writeValue } from './sizes';
import type { CellState } from '../../notebook/cell';
import type { TrainingPoint } from '../../notebook/output';

describe('the state of a cell', () => {
  const base = { edited: false, source: 'x', staleBecause: null, milliseconds: null };
  const published = { slow: false, own: false };

  test('only a published cell has nothing to say', () => {
    const states: CellState[] = ['edited', 'queued', 'running', 'done', 'error', 'stale'];
    const words = states.map((state) => describeState({ ...base, state }, published));
    expect(new Set(words).size).toBe(states.length);
    expect(words).not.toContain('');
    expect(describeState({ ...base, state: 'published' }, published)).toBe('');
  });

  test('no two states that say something share a shape', () => {
    const shapes = (['edited', 'queued', 'running', 'done', 'error', 'stale'] as const).map(shapeOf);
    expect(new Set(shapes).size).toBe(6);
    expect(shapes).not.toContain(null);
  });

  test('says how long it ran, that it is edited, and because of which edit it is stale', () => {
    expect(describeState({ ...base, state: 'done', milliseconds: 12.4 }, published)).toBe('done in 12 ms');
    expect(describeState({ ...base, state: 'done', milliseconds: 12.4, edited: true }, published)).toBe(
      'done in 12 ms, edited',
    );
    const staleBecause = 'In [156] above has changed since this ran.';
    expect(describeState({ ...base, state: 'stale', staleBecause }, published)).toBe(
      `stale. ${staleBecause}`,
    );
  });

  test('a slow cell says that it waits to be asked', () => {
    expect(describeState({ ...base, state: 'published' }, { slow: true, own: false })).toContain(
      'only when you ask',
    );
  });
});

test.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [4200, '4.2 s'],
  [65_000, '1 min 5 s'],
])('writeDuration(%d) is %s', (milliseconds, written) => {
  expect(writeDuration(milliseconds)).toBe(written);
});

describe('the state of the kernel', () => {
  const report = { backend: 'webgl', renderer: 'A GPU', software: false, reason: '' } as const;

  test('names the cell that runs and the backend', () => {
    expect(describeKernel({ state: 'ready', report }, 'In [156]')).toBe('Running In [156] on WebGL');
    expect(describeKernel({ state: 'ready', report }, null)).toBe('Ready on WebGL');
  });

  test('says that TensorFlow.js is on its way', () => {
    expect(describeKernel({ state: 'fetching' }, null)).toContain('Fetching TensorFlow.js');
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [203_376_032, '203.4 MB'],
])('writeBytes(%d) is %s', (bytes, written) => {
  expect(writeBytes(bytes)).toBe(written);
});

describe('sizes', () => {
  test('shapes are written channels, height, width, whatever order the layer keeps', () => {
    expect(writeShape([96, 55, 54], 'channelsFirst')).toBe('96 × 55 × 54');
    expect(writeShape([55, 54, 96], 'channelsLast')).toBe('96 × 55 × 54');
    expect(writeShape([4096], 'channelsFirst')).toBe('4096');
  });

  test.each([
    [0, '0 parameters'],
    [1, '1 parameter'],
    [34_944, '34,944 parameters'],
  ])('%d is written %s', (count, written) => {
    expect(writeParameters(count)).toBe(written);
  });

  test.each([
    [0, '0'],
    [-81.4444, '−81.4'],
    [0.013249, '0.0132'],
    [0.000012, '1.2e−5'],
    [123_456, '1.2e+5'],
  ])('the value %d is written %s', (value, written) => {
    expect(writeValue(value)).toBe(written);
  });
});

describe('a training curve in words', () => {
  const point = (step: number, validation: number | null = null): TrainingPoint => ({
    step,
    loss: 1 / step,
    accuracy: 0.25,
    validationLoss: validation,
    validationAccuracy: validation,
  });

  test('the last point as a sentence', () => {
    expect(describePoint(point(4))).toBe('After update 4: loss 0.2500, accuracy 25.0%.');
    expect(describePoint({ ...point(4), accuracy: null })).toBe('After update 4: loss 0.2500.');
  });

  test('the last held-out accuracy as a sentence', () => {
    expect(describeHeldOut([point(1), point(2)])).toBe('');
    const points = [
      { ...point(1), validationAccuracy: 0.5 },
      { ...point(2), validationAccuracy: 0.75 },
      point(3),
    ];
    expect(describeHeldOut(points)).toBe('On the held-out crops after update 2: accuracy 75.0%.');
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

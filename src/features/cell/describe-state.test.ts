import { describe, expect, test } from 'vitest';
import { epochHeader, progressLine, trainingHeader } from '../../engine/keras-progress';
import { describeState, describeTraining, shapeOf } from './describe-state';
import type { Output } from '../../notebook/output';
import type { CellState } from '../../notebook/cell';

const point = (step: number) => ({
  step,
  loss: 1,
  accuracy: null,
  validationLoss: null,
  validationAccuracy: null,
});

describe('where a training stands', () => {
  const line = (current: number) =>
    progressLine({ current, target: 40, seconds: 1, values: [['loss', 2.5]] });
  const progress = (lines: readonly string[], steps: readonly number[]): Output => ({
    kind: 'progress',
    text: lines.join('\n'),
    points: steps.map(point),
  });

  test('is the last epoch that Keras’s lines name, and the updates so far', () => {
    const lines = [trainingHeader(40, null), epochHeader(1, 3), line(40), epochHeader(2, 3), line(8)];
    expect(describeTraining([progress(lines, [1, 2, 3, 4, 5, 6])])).toBe('epoch 2 of 3, update 6');
  });

  test('before the first update it is the epoch alone', () => {
    const lines = [trainingHeader(40, 8), epochHeader(1, 12)];
    expect(describeTraining([progress(lines, [])])).toBe('epoch 1 of 12');
  });

  test('is nothing where nothing trains', () => {
    expect(describeTraining(null)).toBeNull();
    expect(describeTraining([])).toBeNull();
    expect(describeTraining([{ kind: 'text', stream: 'out', text: 'Epoch 1/2' }])).toBeNull();
    expect(describeTraining([progress([], [])])).toBeNull();
  });
});

describe('the state of a cell of the reader’s own', () => {
  const base = { edited: true, staleBecause: null, milliseconds: null };
  const own = { slow: false, own: true };

  test('is not told against a published one', () => {
    expect(describeState({ ...base, state: 'edited', source: '' }, own)).toBe('empty');
    expect(describeState({ ...base, state: 'edited', source: ' \n' }, own)).toBe('empty');
    expect(describeState({ ...base, state: 'edited', source: 'x' }, own)).toBe('not run yet');
    expect(describeState({ ...base, state: 'done', source: 'x', milliseconds: 3 }, own)).toBe('done in 3 ms');
  });
});

describe('the state of a cell', () => {
  const base = { edited: false, source: 'x', staleBecause: null, milliseconds: null };
  const published = { slow: false, own: false };

  test('only a published cell has nothing to say', () => {
    const states: CellState[] = ['edited', 'queued', 'running', 'done', 'error', 'stopped', 'stale'];
    const words = states.map((state) => describeState({ ...base, state }, published));
    expect(new Set(words).size).toBe(states.length);
    expect(words).not.toContain('');
    expect(describeState({ ...base, state: 'published' }, published)).toBe('');
  });

  test('no two states that say something share a shape', () => {
    const shapes = (['edited', 'queued', 'running', 'done', 'error', 'stopped', 'stale'] as const).map(
      shapeOf,
    );
    expect(new Set(shapes).size).toBe(7);
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

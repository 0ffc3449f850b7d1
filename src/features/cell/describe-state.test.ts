import { describe, expect, test } from 'vitest';
import { epochHeader, progressLine, trainingHeader } from '../../engine/keras-progress';
import { describeState, describeTraining } from './describe-state';
import type { Output } from '../../notebook/output';

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

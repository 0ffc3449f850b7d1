import { describe, expect, test } from 'vitest';
import { authorsLog } from '../../model/authors-log';
import { at, drawing, entriesOf, lastEpoch, strengthOf, stretchesOf } from './timeline';

const [run2012, raised, run2010, full] = authorsLog;

// The files' own entries, read once more: layer-params-145.cfg and layer-params-145-2010.cfg.
test.each([
  [run2012, [25, 51, 79], 91],
  [raised, [107, 124], 135],
  [run2010, [23, 51, 78], 93],
  [full, [19, 47], 61],
] as const)('the rate is divided by ten at each of its dates', (run, epochs, last) => {
  expect(run?.rates.slice(1).map(({ epoch }) => epoch)).toEqual(epochs);
  for (const [index, { rate }] of (run?.rates ?? []).entries()) {
    if (index > 0) expect(run?.rates[index - 1]?.rate).toBeCloseTo(10 * rate);
  }
  expect(run?.last).toBe(last);
});

test('their errors are those of the paper’s tables, rounded', () => {
  const percent = (share = NaN) => (100 * share).toFixed(1);
  const errors = authorsLog.map((run) => run.errors && [percent(run.errors.top1), percent(run.errors.top5)]);
  // Table 2: one CNN, 40.7 and 18.2. Table 1: 37.5 and 17.0.
  expect(errors).toEqual([['40.7', '18.2'], ['40.3', '18.0'], ['37.5', '17.0'], null]);
});

describe('a run on the axis of epochs', () => {
  test('is stretches of one rate without a gap, in order, down to its last entry', () => {
    for (const run of authorsLog) {
      const stretches = stretchesOf(run);
      for (const [index, { from, to }] of stretches.entries()) {
        expect(to).toBeGreaterThan(from);
        if (index > 0) expect(from).toBe(stretches[index - 1]?.to);
      }
      expect(stretches.at(-1)?.to).toBe(run.last);
      expect(run.last).toBeLessThan(lastEpoch);
    }
  });

  test('has a place for each epoch, and a strength for each rate', () => {
    expect([at(0), at(lastEpoch)]).toEqual([drawing.left, drawing.width - drawing.right]);
    expect([0.01, 0.001, 0.0001, 0.00001].map(strengthOf)).toEqual([1, 0.75, 0.5, 0.25]);
  });

  test('tells everything in order', () => {
    expect(entriesOf(authorsLog[0]!).map(({ epoch }) => epoch)).toEqual([0, 25, 36, 51, 58, 67, 72, 79, 91]);
    expect(entriesOf(authorsLog[3]!).at(-1)?.text).toContain('no further entry');
  });
});

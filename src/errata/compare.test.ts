import { expect, test } from 'vitest';
import { compareOutputs } from './compare';
import { firstLoss } from './first-loss';

const given = (layer: string, ...values: number[]) => ({ layer, shape: [values.length], values });

test('layers are compared by name where their numbers stand in the same places', () => {
  const before = [given('a', 1, 2), given('b', 4, -8, 0), given('c', 1), given('d', 1, 2)];
  const after = [given('a', 1, 2), given('b', 4, -6, 0.00001), given('c', 1, 1), given('e', 1, 2)];
  expect(compareOutputs(before, after)).toEqual({
    first: { layer: 'b', numbers: 3, changed: 1, largest: 2, scale: 8 },
    last: { layer: 'b', numbers: 3, changed: 1, largest: 2, scale: 8 },
  });
  expect(compareOutputs(before, before)).toMatchObject({ first: null, last: { layer: 'd', changed: 0 } });
  expect(compareOutputs(before, [given('x', 1)])).toBeNull();
});

test('the first loss is the mean over the classes, and Keras’s at its ends', () => {
  const even = firstLoss([0.25, 0.25, 0.25, 0.25]);
  expect(even.mean).toBeCloseTo(Math.log(4), 12);
  expect(even.least).toBe(even.most);
  const sure = firstLoss([1, 0]);
  expect(sure.most).toBeCloseTo(16.118, 3);
  expect(sure.least).toBeCloseTo(1e-7, 10);
});

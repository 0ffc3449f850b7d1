import { expect, test } from 'vitest';
import { parseCellMeta } from './cell-meta';

test('a fence that is no cell is left alone', () => {
  expect(parseCellMeta(null)).toBeNull();
  expect(parseCellMeta('')).toBeNull();
  expect(parseCellMeta('title="a.ts"')).toBeNull();
  expect(parseCellMeta('cells of another kind')).toBeNull();
});

test('id, number and slowness are read in any order', () => {
  expect(parseCellMeta('cell id="conv1" in="156"')).toEqual({
    id: 'conv1',
    in: 156,
    slow: false,
    role: 'course',
  });
  expect(parseCellMeta('cell slow  in="168" id="conv4-conv5"')).toEqual({
    id: 'conv4-conv5',
    in: 168,
    slow: true,
    role: 'course',
  });
  expect(parseCellMeta('cell id="task" exercise')?.role).toBe('exercise');
  expect(parseCellMeta('cell id="mine"')).toEqual({ id: 'mine', in: null, slow: false, role: 'course' });
});

test.for([
  ['cell', /needs an id/],
  ['cell id=""', /needs an id/],
  ['cell id="Conv 1"', /"Conv 1"/],
  ['cell id=conv1', /"id=conv1" is not understood/],
  ['cell id="conv1" in="one"', /"one"/],
  ['cell id="conv1" id="conv2"', /twice/],
  ['cell id="conv1" fast', /no "fast"/],
] as const)('%s says what is wrong and what is expected', ([meta, message]) => {
  expect(() => parseCellMeta(meta)).toThrow(message);
  expect(() => parseCellMeta(meta)).toThrow(/Expected: cell id="conv1"/);
});

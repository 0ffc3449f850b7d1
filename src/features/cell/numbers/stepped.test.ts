import { describe, expect, test } from 'vitest';
import { stepped, stepsOf } from './stepped';

describe('a number some steps on', () => {
  test.each([
    ['4', 1, '5'],
    ['4', -1, '3'],
    ['4', -9, '0'],
    ['96', 10, '106'],
    ['0.5', 1, '0.6'],
    ['0.75', -1, '0.74'],
    ['0.9', 1, '1.0'],
    ['1.0', -1, '0.9'],
    ['0.0005', 1, '0.0006'],
    ['0.1', 2, '0.3'],
    ['.5', 1, '.6'],
    ['.9', 1, '1.0'],
    ['2.', 1, '3.'],
    ['1e-4', 1, '2e-4'],
    ['1.5e3', -1, '1.4e3'],
    ['1_000', -1, '999'],
    ['999_999', 1, '1_000_000'],
    ['0', -1, '0'],
  ] as const)('%s and %i', (text, steps, expected) => {
    expect(stepped(text, steps)).toBe(expected);
  });

  test.each(['0xff', '10n', '0b1', 'x', '', '1e', '9007199254740991'])('%s cannot be stepped', (text) => {
    expect(stepped(text, 1)).toBeNull();
  });
});

test('a drag is slow at first and goes far', () => {
  expect([0, 5, 6, 11, 12, -12].map(stepsOf)).toEqual([0, 0, 1, 1, 2, -2]);
  expect(stepsOf(60)).toBe(10);
  expect(stepsOf(-600)).toBe(-1000);
});

import { describe, expect, test } from 'vitest';
import { writeExact, writeShort, writeSmall, writeValue } from './values';

test.each([
  [0, '0'],
  [-81.4444, '−81.4'],
  [0.013249, '0.0132'],
  [0.000012, '1.2e−5'],
  [123_456, '1.2e+5'],
])('the value %d is written %s', (value, written) => {
  expect(writeValue(value)).toBe(written);
});

test.each([
  [0.01, '0.01'],
  [0.01 / (1 + 0.0005 * 100_090), '0.000196'],
  [0.01 / (1 + 0.0005 * 900_810), '0.0000222'],
  [51.045, '51'],
  [3.2e-12, '3.2e−12'],
  [0, '0'],
])('%f is written %s', (value, text) => expect(writeSmall(value)).toBe(text));

describe('a number', () => {
  test.for([
    [-12.345678, '−12.34568', '−12.35'],
    [0.5, '0.5', '0.5'],
    [1.5e-8, '1.5e−8', '1.5e−8'],
    [0, '0', '0'],
    [123456789, '1.234568e8', '1.235e8'],
    [-1e-10, '−1e−10', '−1e−10'],
  ] as const)('%d', ([value, exact, short]) => {
    expect([writeExact(value), writeShort(value)]).toEqual([exact, short]);
  });
});

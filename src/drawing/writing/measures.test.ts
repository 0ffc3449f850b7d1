import { expect, test, describe } from 'vitest';
import { writeBytes, writeDuration, writeRate, writeShare, writeTime } from './measures';

test.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [4200, '4.2 s'],
  [65_000, '1 min 5 s'],
])('writeDuration(%d) is %s', (milliseconds, written) => {
  expect(writeDuration(milliseconds)).toBe(written);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [203_376_032, '203.4 MB'],
])('writeBytes(%d) is %s', (bytes, written) => {
  expect(writeBytes(bytes)).toBe(written);
});

describe('figures', () => {
  test.each([
    [0, '0\u00a0%'],
    [0.0007, '< 0.1\u00a0%'],
    [0.51567, '51.6\u00a0%'],
    [1, '100.0\u00a0%'],
  ])('a share of %d is %s', (share, written) => expect(writeShare(share)).toBe(written));

  test.each([
    [0.4, 3, '40\u00a0%'],
    [Math.exp(-5), 2, '0.67\u00a0%'],
    [1 / 11, 4, '9.091\u00a0%'],
  ])('a share of %d with %d digits is %s', (share, digits, written) =>
    expect(writeShare(share, digits)).toBe(written),
  );

  test.each([
    [0.23456, '0.235 ms'],
    [12.4, '12.4 ms'],
    [1234, '1.2 s'],
    [0.0001, '< 0.001 ms'],
  ])('%d milliseconds are %s', (time, written) => expect(writeTime(time)).toBe(written));
});

test.for([
  [105_415_200, 1, '105 billion'],
  [105_415_200, 250, '422 million'],
  [3_000_000, 0.001, '3 trillion'],
  [24, 1, '24,000'],
] as const)('%i multiply-adds in %f ms are %s a second', ([multiplyAdds, milliseconds, rate]) => {
  expect(writeRate(multiplyAdds, milliseconds)).toBe(rate);
});

import { describe, expect, test } from 'vitest';
import { writeLarge, writeParameters, writeShape } from './counts';

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
});

test.each([
  [34944, '34,944'],
  [105415200, '105.4 million'],
  [852244992, '852.2 million'],
])('%d is %s', (count, written) => expect(writeLarge(count)).toBe(written));

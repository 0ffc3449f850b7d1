import { expect, test } from 'vitest';
import { writeCount } from './counts';
import { writeDifference } from './differences';

test.each([
  [29_120, '+29,120'],
  [-29_120, '−29,120'],
  [0, ''],
])('a difference of %d is written "%s"', (difference, written) => {
  expect(writeDifference(difference, writeCount)).toBe(written);
});

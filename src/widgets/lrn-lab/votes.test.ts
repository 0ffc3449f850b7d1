import { describe, expect, test } from 'vitest';
import { caffe, paper } from './constants';
import { elect, relativeDifference } from './votes';

describe('elect(values, channel, constants)', () => {
  test('the chapter’s five channels', () => {
    const { votes, base, divisor } = elect([0, 60, 100, 80, 20], 2, paper);
    expect(votes.map(({ channel }) => channel)).toEqual([0, 1, 2, 3, 4]);
    expect(base).toBeCloseTo(4.04, 10);
    expect(100 / divisor).toBeCloseTo(35.1, 1);
    expect(100 / elect([100], 0, paper).divisor).toBeCloseTo(43.9, 1);
    expect(100 / elect([0, 60, 100, 80, 20], 2, caffe).divisor).toBeCloseTo(77.4, 1);
  });

  test('beyond the first and the last channel nobody votes', () => {
    const voters = (channel: number) => elect([1, 1, 1, 1], channel, paper).votes.map((vote) => vote.channel);
    expect([0, 1, 3].map(voters)).toEqual([
      [0, 1, 2],
      [0, 1, 2, 3],
      [1, 2, 3],
    ]);
  });
});

test('relative to the larger, zeros do not differ', () => {
  expect(relativeDifference([0, 2, -4], [0, 1, 4])).toEqual({
    mean: (0 + 0.5 + 2) / 3,
    largest: 2,
    count: 3,
  });
});

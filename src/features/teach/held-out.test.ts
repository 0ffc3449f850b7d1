import { expect, test } from 'vitest';
import { heldOutResult, isHeldOut } from './held-out';

test('every fifth picture is held out: one of five, four of twenty', () => {
  const held = (count: number) => Array.from({ length: count }, (_, place) => place).filter(isHeldOut);
  expect(held(5)).toEqual([4]);
  expect(held(20)).toEqual([4, 9, 14, 19]);
});

test('heldOutResult counts the right ones and sorts pictures by class and answer', () => {
  const tested = [
    { picture: 'a', label: 0, probabilities: [0.9, 0.1] },
    { picture: 'b', label: 0, probabilities: [0.2, 0.8] },
    { picture: 'c', label: 1, probabilities: [0.4, 0.6] },
  ];
  const { right, all, confusion } = heldOutResult(tested, 2);
  expect({ right, all }).toEqual({ right: 2, all: 3 });
  expect(confusion.map((row) => row.map((cell) => cell.map(({ picture }) => picture)))).toEqual([
    [['a'], ['b']],
    [[], ['c']],
  ]);
});

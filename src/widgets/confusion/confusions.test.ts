import { describe, expect, test } from 'vitest';
import { learnedClasses, type LearnedClass } from '../../learned/classes';
import { classResults, confusion, trainingLog } from '../../learned/training-log';
import { answersTo, givenAs, total, visibleShares } from './confusions';

const small = [
  [3, 0, 1],
  [0, 5, 0],
  [2, 4, 0],
];

test('rows and columns are read, the most frequent first', () => {
  expect(answersTo(small, 2)).toEqual([{ index: 1, count: 4 }, { index: 0, count: 2 }]); // prettier-ignore
  expect(givenAs(small, 1)).toEqual([{ index: 1, count: 5 }, { index: 2, count: 4 }]); // prettier-ignore
  expect(total(givenAs(small, 1))).toBe(9);
});

test('a quarter of a row is seen half as strongly as all of it', () => {
  expect([...visibleShares(small)].slice(0, 6)).toEqual([Math.sqrt(0.75), 0, 0.5, 0, 1, 0]);
});

describe('what the chapter says of the held-out pictures', () => {
  const taken = (right: LearnedClass, answer: LearnedClass) =>
    confusion[learnedClasses.indexOf(right)]?.[learnedClasses.indexOf(answer)];
  const of = (name: LearnedClass) => classResults()[learnedClasses.indexOf(name)];

  test('1,075 of 1,315 are right, and all pictures of 18 classes', () => {
    const results = classResults();
    expect(results.reduce((sum, { right }) => sum + right, 0)).toBe(1075);
    expect(trainingLog.pictures.heldOut).toBe(1315);
    expect(results.filter(({ pictures, right }) => pictures === right)).toHaveLength(18);
  });

  test('boats, water plants and what has claws are taken for each other', () => {
    expect([taken('ketch', 'schooner'), of('ketch')?.pictures]).toEqual([4, 22]);
    expect([taken('lotus', 'water_lilly'), of('lotus')?.pictures]).toEqual([4, 13]);
    expect([taken('water_lilly', 'lotus'), of('water_lilly')?.pictures]).toEqual([3, 7]);
    expect([taken('crab', 'scorpion'), of('crab')?.pictures]).toEqual([3, 14]);
  });

  test('of brontosaurus and mayfly two of eight are named right, the fewest', () => {
    const shares = classResults().map(({ pictures, right }) => right / pictures);
    expect(Math.min(...shares)).toBe(0.25);
    expect(of('brontosaurus')).toEqual({ pictures: 8, right: 2 });
    expect(of('mayfly')).toEqual({ pictures: 8, right: 2 });
  });
});

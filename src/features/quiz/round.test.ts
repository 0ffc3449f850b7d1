import { expect, test } from 'vitest';
import { amount, type Question } from './question';
import { beginRound, fits, merged, readRound, withAnswer } from './round';

const seven = amount('How many?', 7, 'Seven.');
const colour: Question = { kind: 'choice', ask: 'Which?', choices: ['red', 'blue'], right: 1, why: 'Blue.' };
const questions = [seven, colour];
const fresh = beginRound(5, 2, null);

test('answers are counted once, right ones and wrong ones', () => {
  const first = withAnswer(null, fresh, 0, '8', seven);
  expect(first).toEqual({ seed: 5, answers: ['8', null], asked: 1, right: 0 });
  expect(withAnswer(first, first, 0, '7', seven)).toEqual(first);
  expect(withAnswer(first, first, 1, 'blue', colour)).toMatchObject({
    answers: ['8', 'blue'],
    asked: 2,
    right: 1,
  });
});

test('another round goes on counting', () => {
  const before = withAnswer(null, fresh, 0, '7', seven);
  expect(beginRound(6, 2, before)).toEqual({ seed: 6, answers: [null, null], asked: 1, right: 1 });
});

test('what two tabs answer adds up, in one round or in two', () => {
  const one = withAnswer(null, fresh, 0, '7', seven);
  expect(withAnswer(one, fresh, 1, 'red', colour)).toEqual({
    seed: 5,
    answers: ['7', 'red'],
    asked: 2,
    right: 1,
  });
  const other = beginRound(9, 2, one);
  expect(withAnswer(other, fresh, 1, 'blue', colour)).toEqual({
    seed: 5,
    answers: [null, 'blue'],
    asked: 2,
    right: 2,
  });
  expect(merged(one, fresh)).toEqual(one);
  expect(merged(other, fresh)).toEqual({ ...fresh, asked: 1, right: 1 });
});

test('what was kept is read again; what is no round is none', () => {
  const round = withAnswer(null, fresh, 1, 'red', colour);
  expect(readRound(JSON.stringify(round))).toEqual(round);
  for (const text of [
    null,
    '',
    '{',
    '7',
    'null',
    '{"seed":-1,"answers":[],"asked":0,"right":0}',
    '{"seed":1}',
  ]) {
    expect(readRound(text), String(text)).toBeNull();
  }
});

test('a round fits as long as its choices are offered', () => {
  const round = withAnswer(null, fresh, 1, 'red', colour);
  expect(fits(round, questions)).toBe(true);
  expect(fits(round, [seven, { ...colour, choices: ['green', 'blue'] }])).toBe(false);
  expect(fits(round, [seven])).toBe(false);
});

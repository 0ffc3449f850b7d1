import { expect, test } from 'vitest';
import { Draw } from './draw';
import { amount, isRight, readNumber, writtenAnswer } from './question';

test.each([
  ['34,944', 34944],
  [' 34 944 ', 34944],
  ['34944', 34944],
  ['0.25', 0.25],
  ['0,25', 0.25],
  ['.5', 0.5],
  ['1,234.5', 1234.5],
  ['−3', -3],
  ['+3', 3],
  ['40 %', 40],
  ['1e-3', 0.001],
])('%s is read as a number', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test.each(['', 'two', '1.2.3', '3 + 4', '--1', 'NaN', 'Infinity', '%'])('“%s” is no number', (text) => {
  expect(readNumber(text)).toBeNull();
});

test('an amount is right within its tolerance, and told with four digits', () => {
  const third = amount('How much?', 1 / 3, 'A third.', 0.005);
  expect(['0.33', '0,335', '.338'].map((text) => isRight(third, text))).toEqual([true, true, true]);
  expect(['0.32', '33', ''].map((text) => isRight(third, text))).toEqual([false, false, false]);
  expect(writtenAnswer(third)).toBe('0.3333');
  expect(writtenAnswer(amount('How many?', -12345, 'So.'))).toBe('−12,345');
});

test('a seed and a place draw the same numbers, another place others; all are within the bounds, both ends too', () => {
  const drawn = (seed: number, place: number) => {
    const draw = new Draw(seed, place);
    return Array.from({ length: 200 }, () => draw.whole(-2, 3));
  };
  expect(drawn(4, 1)).toEqual(drawn(4, 1));
  expect(drawn(4, 1)).not.toEqual(drawn(4, 2));
  expect([...new Set(drawn(4, 1))].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
  expect(new Draw(1, 1).shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
});

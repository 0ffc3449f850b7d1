import { expect, test } from 'vitest';
import { answers } from './answers';

const content = 'The strides of const x: localResponseNormalization({ name }) normalised';

test('a word that was found whole, as a stem or within a name in code is an answer', () => {
  expect(answers('strides', content, [1])).toBe(true);
  expect(answers('Stride', content, [1])).toBe(true);
  expect(answers('stri', content, [1])).toBe(true);
  expect(answers('normalisation', content, [8])).toBe(true);
  expect(answers('normalization', content, [5])).toBe(true);
  expect(answers('x:', content, [4])).toBe(true);
});

test('the one letter that is left of a word is none', () => {
  expect(answers('xylophone', content, [4])).toBe(false);
  expect(answers('stride xylophone', content, [1, 4])).toBe(false);
  expect(answers('stride', content, [])).toBe(false);
});

test('signs alone ask for nothing', () => {
  expect(answers('strides =>', content, [1])).toBe(true);
});

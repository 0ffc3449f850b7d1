import { expect, test } from 'vitest';
import { readPair, writePair } from './pair-address';

test('the address keeps both, whatever they are called', () => {
  expect(readPair(writePair('notebook', 'own-my net & more'))).toEqual({
    one: 'notebook',
    other: 'own-my net & more',
  });
  expect(readPair('#b=paper')).toEqual({ one: null, other: 'paper' });
  expect(readPair('')).toEqual({ one: null, other: null });
});

test('a link to a passage of the page chooses no pair', () => {
  expect(readPair('#torchvision')).toBeNull();
});

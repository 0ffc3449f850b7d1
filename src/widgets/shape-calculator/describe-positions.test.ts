import { describe, expect, test } from 'vitest';
import { windowPositions } from '../../model/window';
import { describePositions, tabulatePositions } from './describe-positions';

describe('the shape calculator says', () => {
  const say = (size: number, window: number, stride: number, padding: [number, number] = [0, 0]) => {
    const axis = { size, window, stride, padding };
    return describePositions(axis, windowPositions(axis));
  };

  test('that 227 comes out even', () => {
    expect(say(227, 11, 4)).toBe('55 windows of 11, 4 apart, fit into 227 pixels, and nothing is left over.');
  });

  test('what becomes of the paper’s 224', () => {
    expect(say(224, 11, 4)).toBe(
      '54.25 is not a whole number: 54 windows fit, and the last pixel belongs to none. ' +
        'One more, as the authors’ program rounds up to, would hang 3 pixels over the edge.',
    );
  });

  test.each([
    [say(5, 9, 1), 'A window of 9 is wider than the 5 pixels of the input: it fits nowhere'],
    [say(5, 9, 1, [1, 1]), 'wider than the 7 pixels there are with the zeros'],
    [say(20, 3, 5), 'Between two windows 2 pixels go unseen.'],
    [say(12, 3, 2, [0, 1]), 'The zeros are uneven: 0 before the input, 1 after it.'],
    [say(12, 3, 1, [3, 3]), 'The first window sees nothing but zeros.'],
    [say(11, 11, 4), '1 window of 11 fits into 11 pixels'],
  ])('%s', (said, part) => expect(said).toContain(part));

  test('the same as a table', () => {
    const axis = { size: 224, window: 11, stride: 4, padding: [0, 0] as const };
    expect(Object.fromEntries(tabulatePositions(axis, windowPositions(axis)))).toMatchObject({
      '(W − F + 2P)/S + 1': '54.25',
      'Last window, pixels from 0': '212 to 222',
      'Left over': '1 pixel',
      'One window more lacks': '3 pixels',
    });
  });
});

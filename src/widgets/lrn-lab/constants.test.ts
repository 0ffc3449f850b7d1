import { expect, test } from 'vitest';
import { caffe, isSame, paper, program } from './constants';

test('Caffe’s alpha is the paper’s over five, a slider’s 0.00002 too', () => {
  expect(isSame(caffe, { depthRadius: 2, bias: 1, alpha: 0.00002, beta: 0.75 })).toBe(true);
  expect(isSame(caffe, paper)).toBe(false);
});

test('the three make of chapter 3’s hundred what the chapter says', () => {
  const squares = 60 ** 2 + 100 ** 2 + 80 ** 2 + 20 ** 2;
  const made = [paper, program, caffe].map(({ bias, alpha, beta }) => 100 / (bias + alpha * squares) ** beta);
  expect(made.map((value) => value.toFixed(1))).toEqual(['35.1', '51.7', '77.4']);
});

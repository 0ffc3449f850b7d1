import { expect, test } from 'vitest';
import { caffe, isSame, paper } from './constants';

test('Caffe’s alpha is the paper’s over five, a slider’s 0.00002 too', () => {
  expect(isSame(caffe, { depthRadius: 2, bias: 1, alpha: 0.00002, beta: 0.75 })).toBe(true);
  expect(isSame(caffe, paper)).toBe(false);
});

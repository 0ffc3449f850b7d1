import { expect, test } from 'vitest';
import { texFactor } from './tex';

test.for([
  [-12.345678, '(-12.35)'],
  [0.5, '0.5'],
  [1.5e-8, '1.5 \\cdot 10^{-8}'],
  [0, '0'],
  [123456789, '1.235 \\cdot 10^{8}'],
  [-1e-10, '(-1 \\cdot 10^{-10})'],
] as const)('%d is %s', ([value, tex]) => {
  expect(texFactor(value)).toBe(tex);
});

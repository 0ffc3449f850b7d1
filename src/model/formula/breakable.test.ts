import katex from 'katex';
import { expect, test } from 'vitest';
import { breakable } from './breakable';

const set = (tex: string) =>
  katex.renderToString(tex, { displayMode: true, output: 'html', strict: 'ignore', throwOnError: true });

test('a formula may break before the operators of its top level, and there alone', () => {
  expect(breakable('a = \\frac{b + c}{d} + e \\cdot \\left(f - g\\right)')).toBe(
    'a \\allowbreak = \\nobreak \\frac{b + c}{d} \\allowbreak + \\nobreak e \\allowbreak \\cdot \\nobreak \\left(f - g\\right)',
  );
  expect(breakable('\\begin{aligned} a &= b + c \\end{aligned}')).not.toContain('break');
});

test('what does not stand between two terms stays', () => {
  expect(breakable('-1 \\leftarrow x')).toBe('-1 \\leftarrow x');
  expect(breakable('= 3')).toBe('= 3');
});

test('each piece of a line begins with its operator', () => {
  const pieces = set(breakable('a = b + c \\approx 4'))
    .split('katex-base')
    .slice(1)
    .map((piece) => [...piece.matchAll(/"(mrel|mbin|mord)[^"]*"/g)].map(([, kind]) => kind));
  expect(pieces).toEqual([['mord'], ['mrel', 'mord'], ['mbin', 'mord'], ['mrel', 'mord']]);
});

import { describe, expect, test } from 'vitest';
import { renderMaths } from '../../src/build/markdown/maths';
import { isOfNotebook } from '../support/notebook-chapters';
import { chapters } from './chapters';
import { comparisons, NotArithmetic, type Comparison } from './evaluate';

function understood(tex: string): Comparison[] {
  try {
    return comparisons(tex);
  } catch (error) {
    if (error instanceof NotArithmetic) return [];
    throw error;
  }
}

const verdict = (tex: string) => comparisons(tex).map(({ holds }) => holds);

describe('the calculator', () => {
  test.each([
    ['\\vout{O} = \\frac{\\vin{227} - \\vker{11} + 2 \\cdot 0}{4} + 1 = 55', [true]],
    ['\\frac{213}{4} + 1 = 54.25', [true]],
    ['\\frac{213}{4} + 1 = 54', [false]],
    ['1 + \\lceil \\frac{213}{4} \\rceil = 55', [true]],
    ['\\left\\lfloor \\frac{53}{2} \\right\\rfloor + 1 = 27', [true]],
    ['(11 \\cdot 11 \\cdot 3 + 1) \\cdot 96 = 34{,}944', [true]],
    ['(11 \\cdot 11 \\cdot 3 + 1) \\cdot 96 = 34{,}945', [false]],
    ['2 \\cdot 3^2 = 18 = 6 \\times 3 = 19', [true, true, false]],
    ['-2^2 = -4', [true]],
    ['10^{-2} = 0.01', [true]],
    ['e^{0} + e^0 = 2', [true]],
    ['e \\approx 2.718', [true]],
    ['e \\approx 2.719', [false]],
    ['-\\ln 0.5 \\approx 0.693', [true]],
    ['-\\ln\\left(\\frac{1}{1{,}000}\\right) \\approx 6.91', [true]],
    ['1 - \\tanh(3)^2 \\approx 0.0099', [true]],
    ['\\max(0, -3) = 0', [true]],
    ['\\sqrt{\\frac{6}{24}} = 0.5', [true]],
    ['154{,}587 \\cdot 290{,}400 \\approx 44.9 \\times 10^{9}', [true]],
    ['154{,}587 \\cdot 290{,}400 \\approx 44.8 \\times 10^{9}', [false]],
    ['2 < 3', [true]],
    ['\\eta_t = \\frac{0.01}{1 + 0.0005\\,t}', []],
  ])('%s', (tex, expected) => {
    expect(verdict(tex)).toEqual(expected);
  });

  test('says what it does not understand', () => {
    expect(() => comparisons('2 \\cdot = 3')).toThrow('Not understood');
    expect(() => comparisons('2 3 = 6')).toThrow('Not understood');
  });
});

describe('every equation of the course holds', () => {
  for (const { slug, formulas } of chapters.filter(isOfNotebook)) {
    test(slug, () => {
      const found = formulas.flatMap((tex) => comparisons(tex));
      expect(found.filter(({ holds }) => !holds)).toEqual([]);
      expect(found.length).toBeGreaterThanOrEqual(3);
    });
  }

  test('those of other chapters too, as far as the calculator understands them', () => {
    const others = chapters.filter((chapter) => !isOfNotebook(chapter));
    const found = others.flatMap(({ formulas }) => formulas.flatMap(understood));
    expect(found.filter(({ holds }) => !holds)).toEqual([]);
  });
});

test('every formula can be set', () => {
  const formulas = chapters.flatMap((chapter) => chapter.formulas);
  for (const tex of formulas) expect(renderMaths(tex, true)).toContain('class="katex');
});

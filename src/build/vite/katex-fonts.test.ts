import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { katexFaces, unusedFaces } from './katex-faces';
import { trimKatexFonts, trimKatexSizes, unicodeRange } from './katex-fonts';

const original = readFileSync('node_modules/katex/dist/katex.min.css', 'utf8');

/** Whether a CSS unicode-range holds a character. */
function holds(range: string, character: string): boolean {
  const point = character.codePointAt(0) ?? -1;
  return range.split(',').some((part) => {
    const [first = NaN, last = first] = part
      .replace('U+', '')
      .split('-')
      .map((digits) => parseInt(digits, 16));
    return first <= point && point <= last;
  });
}

test('a range and its complement share every character between them', () => {
  const range = unicodeRange('abcxz…');
  const others = unicodeRange('abcxz…', true);
  expect(range).toBe('U+61-63,U+78,U+7a,U+2026');
  for (const character of ['\0', 'a', 'c', 'd', 'x', 'y', 'z', '{', '…', '‧', '\u{10ffff}']) {
    expect(holds(range, character), character).toBe('abcxz…'.includes(character));
    expect(holds(others, character), character).toBe(!'abcxz…'.includes(character));
  }
});

test('only woff2 is left, and nothing but the faces has changed', () => {
  const trimmed = trimKatexFonts(original);
  expect(trimmed).not.toMatch(/\.(woff|ttf)\)/);
  const rules = (css: string) => css.replace(/@font-face\{[^}]*\}/g, '');
  expect(rules(trimmed)).toBe(rules(original));
});

test('of the sizes, those of formulas, indices and their indices are left, and all other rules', () => {
  const trimmed = trimKatexSizes(original);
  const sizes = /[^{}]*\.reset-size(\d+)\.size(\d+)\{[^}]*\}/g;
  expect([...original.matchAll(sizes)]).toHaveLength(121);
  const left = [...trimmed.matchAll(sizes)].map(([, from, to]) => `${from} ${to}`);
  expect(left).toEqual(['1 1', '1 3', '1 6', '3 1', '3 3', '3 6', '6 1', '6 3', '6 6']);
  expect(trimmed.replace(sizes, '')).toBe(original.replace(sizes, ''));
});

test('the alphabets of the course keep their faces, the others are not named', () => {
  const named = [...trimKatexFonts(original).matchAll(/\/(KaTeX_[\w-]+)\.woff2/g)].map(
    ([, name = '']) => name,
  );
  const all = [...original.matchAll(/\/(KaTeX_[\w-]+)\.woff2/g)].map(([, name = '']) => name);
  expect(new Set(named)).toEqual(new Set(all.filter((name) => !unusedFaces.test(name))));
  expect(named).toEqual(
    expect.arrayContaining(['KaTeX_AMS-Regular', 'KaTeX_Main-Bold', 'KaTeX_Size4-Regular']),
  );
});

test('each cut face stands before the whole one, with a file of its own', () => {
  const trimmed = trimKatexFonts(original);
  for (const name of Object.keys(katexFaces)) {
    const faces = trimmed.match(/@font-face\{[^}]*\}/g)?.filter((face) => face.includes(`${name}.woff2`));
    expect(faces).toHaveLength(2);
    expect(faces?.[0]).toContain(`url(/fonts/${name}.woff2)`);
    expect(readFileSync(`public/fonts/${name}.woff2`).subarray(0, 4).toString()).toBe('wOF2');
  }
});

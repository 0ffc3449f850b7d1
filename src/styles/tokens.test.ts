import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, distance, linear, seenWith, visionNames, type Linear } from '../../tests/support/colour';

const css = readFileSync('src/styles/tokens.css', 'utf8');

/** Every `--name: light-dark(#light, #dark)`. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? '', { light: linear(light ?? ''), dark: linear(dark ?? '') }],
  ),
);

function colour(name: string, theme: 'light' | 'dark'): Linear {
  const found = tokens.get(name);
  if (!found) throw new Error(`tokens.css has no colour --${name}`);
  return found[theme];
}

const meanings = ['input', 'kernel', 'output', 'gradient', 'departure'];
const inks = ['ink', 'muted', 'code-ink', 'code-quiet', 'code-word', 'code-text', 'focus'];

describe.for(['light', 'dark'] as const)('%s', (theme) => {
  test.for([...meanings, ...inks])('--%s is legible on the paper and on a wash (AA)', (name) => {
    for (const ground of ['paper', 'wash', 'raised']) {
      expect(contrast(colour(name, theme), colour(ground, theme)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('an error is legible on its surface', () => {
    for (const name of ['ink', 'departure']) {
      expect(contrast(colour(name, theme), colour('error-surface', theme))).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('the edge of what can be pressed stands out (AA for controls)', () => {
    expect(contrast(colour('edge', theme), colour('paper', theme))).toBeGreaterThanOrEqual(3);
  });

  test.for(visionNames)('meanings differ from each other and from the text with %s', (vision) => {
    const seen = [...meanings, 'ink'].map((name) => [name, seenWith(vision, colour(name, theme))] as const);
    // A just noticeable difference is 0.02; tritanopia is rarer by two orders and gets less room.
    const least = vision === 'tritanopia' ? 0.055 : 0.09;
    for (const [index, [name, one]] of seen.entries()) {
      for (const [other, two] of seen.slice(index + 1)) {
        expect(distance(one, two), `${name} and ${other}`).toBeGreaterThan(least);
      }
    }
  });
});

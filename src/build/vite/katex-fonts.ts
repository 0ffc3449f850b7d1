import type { Plugin } from 'vite';
import { katexFaces, unusedFaces } from './katex-faces';

/** The characters as a CSS unicode-range; with `others`, all but them. */
export function unicodeRange(characters: string, others = false): string {
  const points = [...new Set([...characters].map((character) => character.codePointAt(0) ?? 0))];
  points.sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (run && point === run[1] + 1) run[1] = point;
    else runs.push([point, point]);
  }
  const ends = [-1, ...runs.map(([, last]) => last)];
  const shown = others
    ? ends.map((end, index): [number, number] => [end + 1, (runs[index]?.[0] ?? 0x110000) - 1])
    : runs;
  return shown
    .filter(([first, last]) => first <= last)
    .map(([first, last]) =>
      first === last ? `U+${first.toString(16)}` : `U+${first.toString(16)}-${last.toString(16)}`,
    )
    .join(',');
}

/**
 * KaTeX's stylesheet names every font in three formats: every browser that runs this site reads the first. Of the
 * faces that most formulas need, the whole one is fetched only for a character that the cut one lacks.
 */
export function trimKatexFonts(css: string): string {
  return css
    .replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, '')
    .replace(/@font-face\{[^}]*\}/g, (whole) => {
      const name = /\/(KaTeX_[\w-]+)\.woff2/.exec(whole)?.[1] ?? '';
      if (unusedFaces.test(name)) return '';
      const characters = katexFaces[name];
      if (characters === undefined) return whole;
      const cut = whole.replace(/url\([^)]*\)/, `url(/fonts/${name}.woff2)`);
      return (
        cut.replace('}', `;unicode-range:${unicodeRange(characters)}}`) +
        whole.replace('}', `;unicode-range:${unicodeRange(characters, true)}}`)
      );
    });
}

/**
 * KaTeX's stylesheet has a rule from each of eleven sizes to each other. Formulas here begin at one, and have indices
 * and indices of indices.
 */
export function trimKatexSizes(css: string): string {
  return css.replace(/[^{}]*\.reset-size(\d+)\.size(\d+)\{[^}]*\}/g, (rule, from: string, to: string) =>
    isKatexSize(from, to) ? rule : '',
  );
}

/** Whether formulas of the course go from one of KaTeX's sizes to another. */
export function isKatexSize(from: string, to: string): boolean {
  return [from, to].every((size) => ['1', '3', '6'].includes(size));
}

/** Vite plugin: what `trimKatexFonts` and `trimKatexSizes` do to KaTeX's stylesheet. */
export function katexFonts(): Plugin {
  return {
    name: 'katex-fonts',
    enforce: 'pre',
    transform: (css, id) => (/katex(\.min)?\.css/.test(id) ? trimKatexSizes(trimKatexFonts(css)) : null),
  };
}

/**
 * Of KaTeX's faces, those that most formulas need, cut down to what most formulas need: 19 KB instead of 53.
 * src/build/vite/make-fonts.mjs makes the cut faces, src/build/vite/katex-fonts.ts puts them in front of the whole ones.
 */
const between = (first: string, last: string): string =>
  Array.from({ length: last.charCodeAt(0) - first.charCodeAt(0) + 1 }, (_, index) =>
    String.fromCharCode(first.charCodeAt(0) + index),
  ).join('');

const brackets = '()[]{}⌊⌋⌈⌉∑∏√';

/** Faces of alphabets that no formula of the course is set in: they are not even named. */
export const unusedFaces = /^KaTeX_(Caligraphic|Fraktur|SansSerif|Script|Typewriter)-/;

export const katexFaces: Readonly<Record<string, string>> = {
  'KaTeX_Main-Regular': `${between('0', '9')}acdehilmnoprstux ()[]{}+-=.,:;!/|%<>\u00a0\u200b·×±−⋅⌊⌋⌈⌉…≈≠≤≥→←`,
  // The letters that formulas of the course use (katex-fonts.test.ts).
  'KaTeX_Math-Italic': 'BCDFHKMNOPRSWabefghijklmnoprtuvwxyzαβεηλμ',
  'KaTeX_Size1-Regular': brackets,
  'KaTeX_Size2-Regular': brackets,
};

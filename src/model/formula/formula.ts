/**
 * Formulas as KaTeX. The site's macros colour by meaning: \vin{} for quantities of the input, \vker{} for
 * those of the kernel or window, \vout{} for those of the output.
 */
export interface Formula {
  /** With letters: \vout{O} = \frac{\vin{W} - \vker{F} + 2P}{S} + 1 */
  symbolic: string;
  /** With numbers, to the result: \frac{\vin{227} - \vker{11} + 2 \cdot 0}{4} + 1 = \vout{55} */
  substituted: string;
}

export interface Derivation extends Formula {
  /** What is derived: a size of the output, or a count. */
  quantity: 'height and width' | 'height' | 'width' | 'channels' | 'length' | 'parameters' | 'multiply-adds';
  value: number;
  /** In words, where the result needs a remark: it is not whole, or a window does not fit. */
  remark: string | null;
}

/** One colour a meaning, as KaTeX's macros: the W of a formula has the hue of the W in a drawing (styles/tokens.css). */
export const formulaMacros: Readonly<Record<string, string>> = {
  '\\vin': '\\htmlClass{vin}{#1}',
  '\\vker': '\\htmlClass{vker}{#1}',
  '\\vout': '\\htmlClass{vout}{#1}',
  '\\vgrad': '\\htmlClass{vgrad}{#1}',
};

/** What KaTeX has beyond LaTeX and formulas use: classes, and new lines in a displayed formula. */
export const formulaLiberties: ReadonlySet<string> = new Set(['htmlExtension', 'newLineInDisplayMode']);

/** The classes that formulas may use. */
export const formulaClasses: ReadonlySet<string> = new Set(['vin', 'vker', 'vout', 'vgrad']);

/** 34944 as 34{,}944, which KaTeX sets without a gap after the comma. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US').replaceAll(',', '{,}');
}

/** A number as text with two decimals at most. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A small constant as 10^{-4} or 2 \cdot 10^{-5}, others as they are. */
export function constant(value: number): string {
  if (value === 0 || Math.abs(value) >= 1e-2) return String(value);
  const [digits, exponent] = value.toExponential().split('e');
  const power = `10^{${exponent}}`;
  return digits === '1' ? power : `${digits} \\cdot ${power}`;
}

/** Factors with dots between; those that are null are left out. */
export function product(...factors: (string | null)[]): string {
  return factors.filter((factor) => factor !== null).join(' \\cdot ');
}

/** Lines of their own beneath each other. A row of an array would not do: its gap is counted from above the denominators. */
export function lines(...each: readonly string[]): string {
  return each.join(' \\\\[0.4em] ');
}

/** The letters, and the numbers on a line of their own beneath, the equals signs in line: it fits a phone. */
export function twoLines({ symbolic, substituted }: Formula): string {
  // That of response normalisation begins anew, as that of a whole shape does; the others go on.
  if (symbolic.includes(' \\to ') || substituted.startsWith('\\vout{b')) return lines(symbolic, substituted);
  const [result, rest] = symbolic.split(' = ');
  if (rest === undefined) return lines(`\\phantom{{}={}} ${symbolic}`, `{} = ${substituted}`);
  return lines(symbolic, `${indent(result ?? '')} = ${substituted}`);
}

/** As wide as the left side of an equation, whose hue nobody sees. */
export function indent(side: string): string {
  return `\\phantom{${side.replaceAll(/\\v\w+\{([^{}]*)\}/g, '$1')}}`;
}

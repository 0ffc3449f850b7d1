import type { FormulaSymbol } from '../../model/formula/symbols';

/** The classes that the colour macros give, by whose quantity it is. */
const hues = { input: 'vin', kernel: 'vker', output: 'vout' } as const;
const parts = '.katex-html :is(.vin, .vker, .vout, .mathnormal)';

/**
 * Lights a symbol in the formulas that have its letter: the letter, and its numbers where they have the symbol's
 * hue. A number without a hue is not lit: it might be another's.
 *
 * @param formulas what holds formulas set by KaTeX
 * @param symbol null to light none
 */
export function lightSymbol(formulas: HTMLElement, symbol: FormulaSymbol | null): void {
  for (const formula of formulas.querySelectorAll('.maths')) {
    const found = [...formula.querySelectorAll(parts)];
    const present = symbol !== null && found.some((part) => isLetter(part, symbol));
    for (const part of found) {
      part.classList.toggle('lit', present && (isLetter(part, symbol) || isNumber(part, symbol)));
    }
  }
}

/** The symbol that a place in a formula belongs to; null if it belongs to none. */
export function symbolAt(
  target: EventTarget | null,
  symbols: readonly FormulaSymbol[],
): FormulaSymbol | null {
  if (!(target instanceof Element)) return null;
  const part = target.closest('.vin, .vker, .vout') ?? target.closest('.mathnormal');
  if (part === null) return null;
  return (
    symbols.find((symbol) => isLetter(part, symbol)) ??
    symbols.find((symbol) => isNumber(part, symbol)) ??
    null
  );
}

function isLetter(part: Element, symbol: FormulaSymbol): boolean {
  return hasHue(part, symbol) && textOf(part) === letterOf(symbol);
}

function isNumber(part: Element, symbol: FormulaSymbol): boolean {
  return symbol.role !== 'plain' && hasHue(part, symbol) && symbol.values.includes(textOf(part));
}

function hasHue(part: Element, { role }: FormulaSymbol): boolean {
  return role === 'plain'
    ? part.matches('.mathnormal') && part.closest('.vin, .vker, .vout') === null
    : part.matches(`.${hues[role]}`);
}

/** KaTeX puts spaces without width between an index and its letter. */
function textOf(part: Element): string {
  return part.textContent.replace(/[\s,\u200b]/g, '');
}

const greek: Readonly<Record<string, string>> = { '\\alpha': 'α', '\\beta': 'β' };

function letterOf({ tex, role }: FormulaSymbol): string {
  const letter = role === 'plain' ? tex : tex.slice(tex.indexOf('{') + 1, -1);
  return greek[letter] ?? letter.replace(/[_{}]/g, '');
}

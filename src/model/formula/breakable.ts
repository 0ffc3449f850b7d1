/** Relations and operators at which a long formula goes on in the next line, as KaTeX: spaces around, in no braces. */
const OPERATORS = new Set(['=', '+', '-', '\\approx', '\\cdot', '\\times', '\\to']);

/**
 * A displayed formula that may break before its operators, as books break them; KaTeX by itself breaks behind them. What
 * stands in braces, brackets or an environment stays whole.
 */
export function breakable(tex: string): string {
  let depth = 0;
  return tex
    .split(' ')
    .map((word, index, words) => {
      const isBetween = depth === 0 && index > 0 && words[index - 1] !== '' && words[index - 1] !== '\\\\';
      depth += change(word);
      return isBetween && OPERATORS.has(word) ? `\\allowbreak ${word} \\nobreak` : word;
    })
    .join(' ');
}

/** How many more braces, \left and \begin a word opens than it closes. */
function change(word: string): number {
  const opened = word.match(/(?<!\\)\{|\\left(?![a-z])|\\begin\b/g)?.length ?? 0;
  const closed = word.match(/(?<!\\)\}|\\right(?![a-z])|\\end\b/g)?.length ?? 0;
  return opened - closed;
}

/**
 * A calculator for the formulas of the chapters: what can be computed is computed, and compared with what the
 * formula says it is. It knows nothing of the network.
 */

export interface Comparison {
  left: string;
  relation: string;
  right: string;
  holds: boolean;
}

const relations = ['=', '\\approx', '\\le', '\\ge', '<', '>', '\\ne'] as const;
const named = new Map<string, (...values: number[]) => number>([
  ['\\ln', Math.log],
  ['\\tanh', Math.tanh],
  ['\\sqrt', Math.sqrt],
  ['\\max', Math.max],
  ['\\min', Math.min],
]);

/**
 * The comparisons in a formula both of whose sides are numbers. A side with a symbol in it (O, W, p_1) is passed
 * over: in O = 216/4 + 1 = 55 the two last are compared.
 * @param tex LaTeX as in the chapters
 * @throws {NotArithmetic} if a side without symbols is no arithmetic that this calculator knows
 */
export function comparisons(tex: string): Comparison[] {
  const parts = splitAtRelations(tokenise(tex));
  const found: Comparison[] = [];
  let left: Token[] | undefined;
  for (const { relation, tokens } of parts) {
    if (tokens.some(isSymbol)) continue;
    if (left && relation) {
      const holds = compare(evaluate(left), relation, evaluate(tokens), halfStep(tokens));
      found.push({ left: left.join(' '), relation, right: tokens.join(' '), holds });
    }
    left = tokens;
  }
  return found;
}

/** A formula, or a part of one, that the calculator does not know. */
export class NotArithmetic extends Error {
  override name = 'NotArithmetic';
}

type Token = string;

/** Colours and sizes mean nothing here; 34{,}944 is one number. */
function tokenise(tex: string): Token[] {
  const plain = tex
    .replaceAll('{,}', '')
    .replace(/\\(?:vin|vker|vout|vgrad|left|right)(?![a-zA-Z])/g, ' ')
    .replace(/\\[,;! ]/g, ' ');
  const tokens = plain.match(/\\[a-zA-Z]+|\d+(?:\.\d+)?|[a-zA-Z]|\S/g) ?? [];
  return tokens;
}

function isNumber(token: Token | undefined): boolean {
  return /^\d/.test(token ?? '');
}

/** A letter that is not Euler's number, or a command that is not arithmetic. */
function isSymbol(token: Token): boolean {
  if (/^[a-zA-Z]$/.test(token)) return token !== 'e';
  const arithmetic = ['\\cdot', '\\times', '\\frac', '\\lfloor', '\\rfloor', '\\lceil', '\\rceil'];
  return token.startsWith('\\') && !named.has(token) && !arithmetic.includes(token);
}

function splitAtRelations(tokens: readonly Token[]): { relation: string | null; tokens: Token[] }[] {
  const parts: { relation: string | null; tokens: Token[] }[] = [];
  let part: { relation: string | null; tokens: Token[] } = { relation: null, tokens: [] };
  let depth = 0;
  for (const token of tokens) {
    if (token === '{' || token === '(') depth++;
    if (token === '}' || token === ')') depth--;
    if (depth === 0 && (relations as readonly string[]).includes(token)) {
      parts.push(part);
      part = { relation: token, tokens: [] };
    } else part.tokens.push(token);
  }
  return [...parts, part];
}

function compare(left: number, relation: string, right: number, tolerance: number): boolean {
  switch (relation) {
    case '=':
      return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(right));
    case '\\approx':
      return Math.abs(left - right) <= tolerance * (1 + 1e-9);
    case '\\ne':
      return left !== right;
    case '\\le':
      return left <= right;
    case '\\ge':
      return left >= right;
    case '<':
      return left < right;
    default:
      return left > right;
  }
}

/** Half of the last place shown: 0.005 for 2.85, and 0.05 times a billion for 44.9 times a billion. */
function halfStep(tokens: readonly Token[]): number {
  const shown = tokens.find(isNumber) ?? '0';
  const decimals = shown.split('.')[1]?.length ?? 0;
  return (0.5 * 10 ** -decimals * Math.abs(evaluate(tokens))) / Number(shown);
}

/** @throws {Error} naming the formula, where it is not understood */
function evaluate(tokens: readonly Token[]): number {
  let at = 0;
  const fail = (): never => {
    throw new NotArithmetic(`Not understood at "${tokens[at] ?? 'its end'}": ${tokens.join(' ')}`);
  };
  const take = (token: Token): void => {
    if (tokens[at] !== token) fail();
    at++;
  };
  const within = (open: Token, close: Token): number => {
    take(open);
    const value = sum();
    take(close);
    return value;
  };

  function sum(): number {
    let value = product();
    for (;;) {
      if (tokens[at] === '+') {
        at++;
        value += product();
      } else if (tokens[at] === '-') {
        at++;
        value -= product();
      } else return value;
    }
  }

  function product(): number {
    let value = signed();
    for (;;) {
      if (tokens[at] === '\\cdot' || tokens[at] === '\\times') {
        at++;
        value *= signed();
      } else if (tokens[at] === '/') {
        at++;
        value /= signed();
      } else return value;
    }
  }

  function signed(): number {
    if (tokens[at] !== '-') return power();
    at++;
    return -signed();
  }

  function power(): number {
    const base = atom();
    if (tokens[at] !== '^') return base;
    at++;
    return base ** atom();
  }

  function atom(): number {
    const token = tokens[at];
    if (isNumber(token)) {
      at++;
      return Number(token);
    }
    if (token === '(') return within('(', ')');
    if (token === '{') return within('{', '}');
    if (token === '\\lfloor') return Math.floor(within('\\lfloor', '\\rfloor'));
    if (token === '\\lceil') return Math.ceil(within('\\lceil', '\\rceil'));
    at++;
    if (token === 'e') return Math.E;
    if (token === '\\frac') return within('{', '}') / within('{', '}');
    const call = token === undefined ? undefined : named.get(token);
    if (!call) {
      at--;
      return fail();
    }
    return call(...(tokens[at] === '(' ? values() : [atom()]));
  }

  function values(): number[] {
    take('(');
    const list = [sum()];
    while (tokens[at] === ',') {
      at++;
      list.push(sum());
    }
    take(')');
    return list;
  }

  const value = sum();
  if (at < tokens.length) fail();
  return value;
}

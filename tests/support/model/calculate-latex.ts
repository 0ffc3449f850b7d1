/** What an arithmetic KaTeX formula comes to: numbers, + - \cdot \frac, brackets, ceilings, floors and our colours. */
export function calculate(latex: string): number {
  const tokens = latex
    .replaceAll('{,}', '')
    .replaceAll(/\\left|\\right/g, '')
    .match(/\\[a-z]+|\d+(?:\.\d+)?|\S/g);
  const rest = [...(tokens ?? [])];
  const value = sum(rest);
  if (rest.length > 0) throw new Error(`Cannot read on from ${rest.join(' ')} in ${latex}`);
  return value;
}

function sum(rest: string[]): number {
  let value = term(rest);
  while (rest[0] === '+' || rest[0] === '-') value += rest.shift() === '+' ? term(rest) : -term(rest);
  return value;
}

function term(rest: string[]): number {
  let value = factor(rest);
  while (rest[0] === '\\cdot' || rest[0] === '(') {
    if (rest[0] === '\\cdot') rest.shift();
    value *= factor(rest);
  }
  return value;
}

function factor(rest: string[]): number {
  const token = rest.shift();
  switch (token) {
    case '(':
      return enclosed(rest, ')');
    case '\\lceil':
      return Math.ceil(enclosed(rest, '\\rceil'));
    case '\\lfloor':
      return Math.floor(enclosed(rest, '\\rfloor'));
    case '\\frac':
      return argument(rest) / argument(rest);
    case '\\vin':
    case '\\vker':
    case '\\vout':
      return argument(rest);
    default:
      if (token === undefined || !/^\d/.test(token))
        throw new Error(`Expected a number, found ${token ?? 'the end'}`);
      return Number(token);
  }
}

function argument(rest: string[]): number {
  take(rest, '{');
  return enclosed(rest, '}');
}

function enclosed(rest: string[], end: string): number {
  const value = sum(rest);
  take(rest, end);
  return value;
}

function take(rest: string[], expected: string): void {
  const token = rest.shift();
  if (token !== expected) throw new Error(`Expected ${expected}, found ${token ?? 'the end'}`);
}

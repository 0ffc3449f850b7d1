/** Operators, texts and objects of a cell in Python. */
import type { AnyNode, BinaryExpression, TemplateLiteral } from 'acorn';
import type { Context } from './context';
import { bracketed } from './layout';
import { atom, LEVEL, Options, UNKNOWN, Unsayable, type Said, type Value } from './value';

const COMPARISONS: Readonly<Record<string, string>> = {
  '===': '==',
  '==': '==',
  '!==': '!=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const SUMS = ['+', '-'];
const PRODUCTS = ['*', '/', '%'];

/** In brackets where the operator around it binds more tightly. */
export function wrapped({ text, level }: Said, than: number): string {
  return level < than ? `(${text})` : text;
}

/** Whether Python has a float there: 4096 * 0.5 is whole, and no size of a layer. */
export function isFloat({ value, isFloat: isToldSo }: Said): boolean {
  return isToldSo === true || (typeof value === 'number' && !Number.isInteger(value));
}

function isText({ value, isText: isToldSo }: Said): boolean {
  return isToldSo === true || typeof value === 'string';
}

export function template(node: TemplateLiteral, context: Context): Said {
  const parts = node.quasis.map(({ value }) => value.cooked ?? value.raw);
  const inner = node.expressions.map((each) => context.say(each));
  const value = inner.every((each) => typeof each.value === 'number' || typeof each.value === 'string')
    ? parts
        .map((part, index) => `${part}${index < inner.length ? shownAs(inner[index]?.value) : ''}`)
        .join('')
    : UNKNOWN;
  // Before Python 3.12 an f-string cannot hold its own quotes.
  if (inner.some(({ text }) => /["\\\n]|^\{|lambda/.test(text))) {
    const words = parts.flatMap((part, index) => {
      const said = inner[index];
      return [...(part === '' ? [] : [JSON.stringify(part)]), ...(said ? [`str(${said.text})`] : [])];
    });
    return { text: words.join(' + ') || '""', level: LEVEL.sum, value, isText: true };
  }
  const body = parts
    .map((part, index) => {
      const quoted = JSON.stringify(part).slice(1, -1).replaceAll('{', '{{').replaceAll('}', '}}');
      return quoted + (inner[index] ? `{${inner[index].text}}` : '');
    })
    .join('');
  return { ...atom(`f"${body}"`, value), isText: true };
}

export function object(node: Extract<AnyNode, { type: 'ObjectExpression' }>, context: Context): Said {
  const said = new Map<string, Said>();
  const parts: string[] = [];
  let whole = true;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const inner = context.say(property.argument);
      if (inner.value instanceof Options) for (const [key, value] of inner.value.said) said.set(key, value);
      else whole = false;
      parts.push(`**${wrapped(inner, LEVEL.or)}`);
      continue;
    }
    if (property.kind !== 'init' || property.method)
      throw new Unsayable('an object has functions of its own');
    const key = keyOf(property.key, property.computed);
    const value = context.say(property.value);
    said.set(key, value);
    parts.push(`${JSON.stringify(key)}: ${value.text}`);
  }
  return atom(bracketed('{', parts, '}'), whole ? new Options(said) : UNKNOWN);
}

function keyOf(key: AnyNode, computed: boolean): string {
  if (!computed && key.type === 'Identifier') return key.name;
  if (key.type === 'Literal') return String(key.value);
  throw new Unsayable('an object has a name that is computed');
}

export function binary(node: BinaryExpression, context: Context): Said {
  if (node.left.type === 'PrivateIdentifier') throw new Unsayable('a private name is asked for');
  const { operator } = node;
  const [left, right] = [context.say(node.left), context.say(node.right)];
  const comparison = COMPARISONS[operator];
  const value = computed(operator, left.value, right.value);
  if (comparison !== undefined) {
    const isNone = right.text === 'None' && (comparison === '==' || comparison === '!=');
    const word = isNone ? (comparison === '==' ? 'is' : 'is not') : comparison;
    const text = `${wrapped(left, LEVEL.sum)} ${word} ${wrapped(right, LEVEL.sum)}`;
    return { text, level: LEVEL.comparison, value };
  }
  if (operator === '**') {
    const text = `${wrapped(left, LEVEL.atom)} ** ${wrapped(right, LEVEL.unary)}`;
    return { text, level: LEVEL.power, value };
  }
  if (operator === '+' && isText(left) !== isText(right)) {
    const written = (each: Said, than: number) => (isText(each) ? wrapped(each, than) : `str(${each.text})`);
    const text = `${written(left, LEVEL.sum)} + ${written(right, LEVEL.product)}`;
    return { text, level: LEVEL.sum, value, isText: true };
  }
  const [dividend, divisor] = [left.value, right.value];
  const isKnown = typeof dividend === 'number' && typeof divisor === 'number';
  if (operator === '%' && isKnown && (dividend < 0 || divisor < 0)) {
    // Python's remainder has the divisor's sign.
    context.needs.add('import math');
    return { ...atom(`math.fmod(${left.text}, ${right.text})`, value), isFloat: true };
  }
  // Whole numbers stay whole, as sizes have to be.
  const isWhole = isKnown && !isFloat(left) && !isFloat(right) && Number.isInteger(value);
  const sign = operator === '/' && isWhole ? '//' : operator;
  const level = SUMS.includes(operator) ? LEVEL.sum : PRODUCTS.includes(operator) ? LEVEL.product : null;
  if (level === null) throw new Unsayable(`${operator} means something else in Python`);
  const text = `${wrapped(left, level)} ${sign} ${wrapped(right, level + 1)}`;
  return {
    text,
    level,
    value,
    isFloat: sign === '/' || isFloat(left) || isFloat(right),
    isText: isText(left),
  };
}

function computed(operator: string, left: Value, right: Value): Value {
  if (operator === '===' || operator === '!==') {
    const plain = (value: Value) => value === null || ['number', 'string', 'boolean'].includes(typeof value);
    if (!plain(left) || !plain(right)) return UNKNOWN;
    return operator === '===' ? left === right : left !== right;
  }
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (operator === '+' && [left, right].every((each) => ['string', 'number'].includes(typeof each))) {
    if (typeof left !== typeof right) return shownAs(left) + shownAs(right);
  }
  if (typeof left !== 'number' || typeof right !== 'number') return UNKNOWN;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '**':
      return left ** right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return UNKNOWN;
  }
}

export function logical(operator: string, left: Said, right: Said): Said {
  if (operator === '??') {
    const text = `${wrapped(left, LEVEL.or)} if ${wrapped(left, LEVEL.sum)} is not None else ${wrapped(right, LEVEL.ternary)}`;
    return { text, level: LEVEL.ternary, value: UNKNOWN };
  }
  const isAnd = operator === '&&';
  const level = isAnd ? LEVEL.and : LEVEL.or;
  const known = typeof left.value === 'boolean' && typeof right.value === 'boolean';
  const value = known ? (isAnd ? left.value && right.value : left.value || right.value) : UNKNOWN;
  return { text: `${wrapped(left, level)} ${isAnd ? 'and' : 'or'} ${wrapped(right, level)}`, level, value };
}

/** A number or a text within another text. */
function shownAs(value: Value | undefined): string {
  return typeof value === 'number' || typeof value === 'string' ? `${value}` : '';
}

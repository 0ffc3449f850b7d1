/** What JavaScript has by itself, as Python has it. */
import type { AnyNode } from 'acorn';
import type { Context } from './context';
import { comprehension } from './arrays';
import { wrapped } from './operators';
import { atom, LEVEL, UNKNOWN, Unsayable, type Said, type Value } from './value';

const IN_MATH = new Set('floor ceil trunc sin cos tan tanh atan atan2 hypot'.split(' '));
/** Python's math raises where JavaScript gives infinity, or no number; NumPy gives the same. */
const IN_NUMPY = new Set('exp log log2 log10 sqrt log1p expm1 cbrt sinh cosh'.split(' '));

/** What sizes are likely to be made with. */
const COMPUTED: Readonly<Record<string, (x: number) => number>> = {
  floor: (x) => Math.floor(x),
  ceil: (x) => Math.ceil(x),
  trunc: (x) => Math.trunc(x),
  sqrt: (x) => Math.sqrt(x),
};

/** A call of a global function, or of a function of a global object; null if it is none of these. */
export function globalCall(
  path: string,
  args: readonly Said[],
  context: Context,
  nodes: readonly AnyNode[] = [],
): Said | null {
  const [first, second] = args;
  const listed = args.map(({ text }) => text).join(', ');
  const values = args.map(({ value }) => value);
  if (path.startsWith('console.')) {
    // Errors and warnings are printed like the rest.
    return atom(`print(${listed})`, null);
  }
  if (path.startsWith('Math.')) return mathematics(path.slice('Math.'.length), args, values, context);
  switch (path) {
    case 'String':
      return { ...atom(`str(${listed})`), isText: true };
    case 'Number':
    case 'parseFloat':
      return atom(`float(${listed})`);
    case 'parseInt':
      return atom(`int(${first?.text ?? ''})`);
    case 'Boolean':
      return atom(`bool(${listed})`);
    case 'Object.entries':
      return atom(`list(${first?.text ?? ''}.items())`);
    case 'Object.keys':
      return atom(`list(${listed})`);
    case 'Object.values':
      return atom(`list(${first?.text ?? ''}.values())`);
    case 'Number.isInteger':
      return {
        text: `${first ? wrapped(first, LEVEL.sum) : ''} == int(${first?.text ?? ''})`,
        level: LEVEL.comparison,
        value: UNKNOWN,
      };
    case 'Array.from':
      return arrayFrom(args, nodes, context);
    case 'new Set':
      return atom(`set(${listed})`);
    case 'new Array':
    case 'Array':
      return args.length > 1 ? atom(`[${listed}]`) : repeated('None', first ?? atom('0', 0));
    case 'new Float32Array':
    case 'new Int32Array':
    case 'new Uint8Array':
      if (typeof first?.value === 'number') return repeated('0', first);
      if (!Array.isArray(first?.value) && first?.text.startsWith('[') !== true) {
        throw new Unsayable('whether this is a length or a list is known only in a run');
      }
      return atom(`list(${listed})`);
    case 'Date.now':
    case 'performance.now':
      context.needs.add('import time');
      return { text: '1000 * time.perf_counter()', level: LEVEL.product, value: UNKNOWN };
    default:
      if (path.startsWith('Array.') && second) throw new Unsayable(`${path} has no counterpart here`);
      return null;
  }
}

function mathematics(name: string, args: readonly Said[], values: readonly Value[], context: Context): Said {
  const listed = args.map(({ text }) => text).join(', ');
  const numbers = values.filter((value) => typeof value === 'number');
  const whole = numbers.length === values.length;
  const known = (compute: (...given: number[]) => number): Value => (whole ? compute(...numbers) : UNKNOWN);
  const [first] = args;
  switch (name) {
    case 'max':
    case 'min': {
      const [only] = args;
      const text = args.length === 1 && only?.text.startsWith('*') ? only.text.slice(1) : listed;
      return atom(`${name}(${text})`, known(name === 'max' ? Math.max : Math.min));
    }
    case 'abs':
      return atom(`abs(${listed})`, known(Math.abs));
    case 'pow':
      return {
        text: args.map(({ text }) => `(${text})`).join(' ** '),
        level: LEVEL.power,
        value: known(Math.pow),
      };
    case 'round':
      // Python rounds halves to the even number.
      context.needs.add('import math');
      return atom(`math.floor(${first ? wrapped(first, LEVEL.sum) : ''} + 0.5)`, known(Math.round));
    case 'random':
      context.needs.add('import random');
      return atom('random.random()');
  }
  const compute = COMPUTED[name];
  const value = compute ? known(compute) : UNKNOWN;
  if (IN_NUMPY.has(name)) {
    context.needs.add('import numpy as np');
    return { ...atom(`np.${name}(${listed})`, value), isFloat: true };
  }
  if (!IN_MATH.has(name)) throw new Unsayable(`Math.${name} has no counterpart in Python’s math`);
  context.needs.add('import math');
  return atom(`math.${name}(${listed})`, value);
}

function repeated(item: string, count: Said): Said {
  return { text: `[${item}] * ${wrapped(count, LEVEL.unary)}`, level: LEVEL.product, value: UNKNOWN };
}

/** `Array.from({ length: n }, (_, i) => f(i))`. */
function arrayFrom(args: readonly Said[], nodes: readonly AnyNode[], context: Context): Said {
  const [source] = nodes;
  const [, make] = nodes;
  const isLength =
    source?.type === 'ObjectExpression' &&
    source.properties.length === 1 &&
    source.properties[0]?.type === 'Property' &&
    source.properties[0].key.type === 'Identifier' &&
    source.properties[0].key.name === 'length';
  if (!isLength) {
    if (make) throw new Unsayable('Array.from turns what it takes into something else');
    return atom(`list(${args[0]?.text ?? ''})`);
  }
  const property = source.properties[0];
  const count = property?.type === 'Property' ? context.say(property.value) : atom('0', 0);
  if (make === undefined) return repeated('None', count);
  return comprehension({ make, over: `range(${count.text})`, index: true }, context);
}

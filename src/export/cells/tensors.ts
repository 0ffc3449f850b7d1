/** Numbers in tensors: TensorFlow.js's functions and methods as Keras and PyTorch have them. */
import type { Context } from './context';
import { atom, LayerValue, LEVEL, UNKNOWN, Unsayable, type Said, type Value } from './value';

/** What differs between the two. */
export interface TensorWords {
  /** What functions of tensors are in: 'ops', 'torch'. */
  module: string;
  tensor(values: string): string;
  softmax(of: string): string;
  transposed(of: string): string;
  joined(list: string, axis: string): string;
  /** @param axis one or a list; all of them if null */
  flipped(of: string, axis: Said | null): string;
  along(name: string, of: string, axis: string | null): string;
  relu(of: string): string;
  variable(of: string): string;
  assigned(variable: string, value: string): string;
}

const OPERATORS: Readonly<Record<string, readonly [operator: string, level: number]>> = {
  add: ['+', LEVEL.sum],
  sub: ['-', LEVEL.sum],
  mul: ['*', LEVEL.product],
  div: ['/', LEVEL.product],
  matMul: ['@', LEVEL.product],
  pow: ['**', LEVEL.power],
};
const SAME = new Set('square exp log sqrt abs sigmoid tanh sin cos floor ceil round'.split(' '));
const ALONG = new Set('sum mean max min argMax prod'.split(' '));

/** `tf.softmax(x)`; null if it is none of those that the cells are likely to use. */
export function tensorCall(
  name: string,
  args: readonly Said[],
  words: TensorWords,
  context: Context,
): Said | null {
  const [first, second] = args;
  const text = first?.text ?? '';
  switch (name) {
    case 'tensor1d':
      refuseFrom(1, args, 'float32');
      return atom(words.tensor(text));
    case 'tensor':
    case 'tensor2d':
    case 'tensor3d':
    case 'tensor4d': {
      refuseFrom(2, args, 'float32');
      const made = words.tensor(text);
      return atom(second ? `${words.module}.reshape(${made}, ${second.text})` : made);
    }
    case 'scalar':
      refuseFrom(1, args, 'float32');
      return atom(words.tensor(text));
    case 'zeros':
    case 'ones':
      refuseFrom(1, args, 'float32');
      return atom(`${words.module}.${name}(${text})`);
    case 'fill':
      refuseFrom(2, args, 'float32');
      return atom(`${words.module}.full(${text}, ${second?.text ?? '0'})`);
    case 'variable':
      refuseFrom(1, args, true);
      return atom(words.variable(text));
    case 'concat':
      return atom(words.joined(text, second?.text ?? '0'));
    case 'reverse':
      return atom(words.flipped(text, second ?? null));
    default:
      return first ? tensorMethod(first, name, args.slice(1), words, context) : null;
  }
}

/** What is told from this place on is the default, which need not be said, or has no words here. */
function refuseFrom(place: number, args: readonly Said[], otherwise: Value): void {
  for (const { text, value } of args.slice(place)) {
    if (value !== otherwise && value !== null) throw new Unsayable(`${text} is asked for in a call`);
  }
}

/** `x.softmax()`; null if it is none of those. */
export function tensorMethod(
  of: Said,
  name: string,
  args: readonly Said[],
  words: TensorWords,
  context: Context,
): Said | null {
  const [first] = args;
  const operator = OPERATORS[name];
  if (first?.value instanceof LayerValue) throw new Unsayable('what it is added to is known only in a run');
  if (operator && first) {
    refuseFrom(1, args, false);
    const [sign, level] = operator;
    const isPower = sign === '**';
    const left = of.level < (isPower ? LEVEL.atom : level) ? `(${of.text})` : of.text;
    const right = first.level <= level ? `(${first.text})` : first.text;
    return { text: `${left} ${sign} ${right}`, level, value: UNKNOWN };
  }
  if (SAME.has(name)) return atom(`${words.module}.${name}(${of.text})`);
  if (ALONG.has(name)) {
    refuseFrom(1, args, false);
    // Of an axis that is left out, TypeScript's argMax takes the first.
    return name === 'argMax'
      ? atom(words.along('argmax', of.text, first?.text ?? '0'))
      : atom(words.along(name, of.text, first?.text ?? null));
  }
  const whole = of.level < LEVEL.atom ? `(${of.text})` : of.text;
  switch (name) {
    case 'softmax':
      refuseFrom(0, args, -1);
      return atom(words.softmax(of.text));
    case 'relu':
      return atom(words.relu(of.text));
    case 'neg':
      return { text: `-${whole}`, level: LEVEL.unary, value: UNKNOWN };
    case 'transpose':
      return args.length === 0 ? atom(words.transposed(of.text)) : null;
    case 'reshape':
      return atom(`${words.module}.reshape(${of.text}, ${first?.text ?? '-1'})`);
    case 'assign':
      return first ? atom(words.assigned(whole, first.text)) : null;
    case 'print':
      return atom(`print(${of.text})`);
    case 'arraySync':
    case 'array':
    case 'dataSync':
    case 'data': {
      const flat = name.startsWith('data') ? `${words.module}.reshape(${of.text}, (-1,))` : whole;
      return atom(`${flat}.tolist()`);
    }
    case 'dispose':
      context.before.push('# Python frees the memory by itself');
      return atom('');
    default:
      return null;
  }
}

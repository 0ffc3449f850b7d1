/** Numbers in tensors: TensorFlow.js's functions and methods as Keras and PyTorch have them. */
import type { Context } from './context';
import { atom, LayerValue, LEVEL, UNKNOWN, Unsayable, type Said } from './value';

/** What differs between the two. */
export interface TensorWords {
  /** What functions of tensors are in: 'ops', 'torch'. */
  module: string;
  tensor(values: string): string;
  softmax(of: string): string;
  transposed(of: string): string;
  joined(list: string, axis: string): string;
  flipped(of: string, axis: string | null): string;
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
    case 'tensor':
    case 'tensor1d':
    case 'tensor2d':
    case 'tensor3d':
    case 'tensor4d': {
      const made = words.tensor(text);
      return atom(second ? `${words.module}.reshape(${made}, ${second.text})` : made);
    }
    case 'scalar':
      return atom(words.tensor(text));
    case 'zeros':
    case 'ones':
      return atom(`${words.module}.${name}(${text})`);
    case 'fill':
      return atom(`${words.module}.full(${text}, ${second?.text ?? '0'})`);
    case 'variable':
      return atom(words.variable(text));
    case 'concat':
      return atom(words.joined(text, second?.text ?? '0'));
    case 'reverse':
      return atom(words.flipped(text, second?.text ?? null));
    default:
      return first ? tensorMethod(first, name, args.slice(1), words, context) : null;
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
    const [sign, level] = operator;
    const isPower = sign === '**';
    const left = of.level < (isPower ? LEVEL.atom : level) ? `(${of.text})` : of.text;
    const right = first.level <= level ? `(${first.text})` : first.text;
    return { text: `${left} ${sign} ${right}`, level, value: UNKNOWN };
  }
  if (SAME.has(name)) return atom(`${words.module}.${name}(${of.text})`);
  if (ALONG.has(name)) {
    return atom(words.along(name === 'argMax' ? 'argmax' : name, of.text, first?.text ?? null));
  }
  const whole = of.level < LEVEL.atom ? `(${of.text})` : of.text;
  switch (name) {
    case 'softmax':
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

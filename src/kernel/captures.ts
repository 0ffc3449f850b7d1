import * as tf from '@tensorflow/tfjs';
import { parse } from 'acorn';
import { analyze } from 'periscopic';
import { parameters } from './compile';

type EstreeNode = Parameters<typeof analyze>[0];

/** What was found of a function or class before: neither changes what it captures. */
const known = new WeakMap<object, boolean>();

/** Whether an object or function may hold values in ways that a program cannot look into. */
export function mayHideValues(value: object): boolean {
  if (typeof value === 'function') return remembered(value, () => captures(value));
  return value instanceof tf.data.Dataset || isSuspended(value) || hasPrivateFields(value);
}

/** Whether code is suspended in it, as in a promise or a generator, whose variables it keeps. */
function isSuspended(value: object): boolean {
  const tag: unknown = Reflect.get(value, Symbol.toStringTag);
  return value instanceof Promise || (typeof tag === 'string' && /Generator|Iterator/.test(tag));
}

function hasPrivateFields(value: object): boolean {
  for (let made: object | null = prototypeOf(value); made !== null; made = prototypeOf(made)) {
    const { constructor } = made;
    const found = remembered(made, () => /#[\p{ID_Start}$_]/u.test(String(constructor)));
    if (found) return true;
  }
  return false;
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

function remembered(key: object, find: () => boolean): boolean {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  known.set(key, found);
  return found;
}

/**
 * Whether the code of a function or class uses names from a function or block around it. The names of cells are
 * no such: compiled, they are properties of the scope. A function of the browser's holds nothing unless it is bound.
 */
function captures(code: { name: string }): boolean {
  const text = Function.prototype.toString.call(code);
  if (/\{\s*\[native code\]\s*\}$/.test(text)) return code.name.startsWith('bound ');
  const free = freeNames(`(${text})`) ?? freeNames(`({${text}})`);
  const own: readonly string[] = [...parameters, 'arguments', code.name];
  return free === null || free.some((name) => !own.includes(name) && !(name in globalThis));
}

/** The names that an expression uses and does not declare; null if it is none. */
function freeNames(expression: string): string[] | null {
  try {
    const program = parse(expression, { ecmaVersion: 2025, sourceType: 'module' });
    return [...analyze(program as EstreeNode).globals.keys()];
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

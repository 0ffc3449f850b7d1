import * as tf from '@tensorflow/tfjs';
import { suggest } from '../engine/arguments/suggest';
import { valueOf } from './reader-value';

/** What calls give most often, for a method that is called on a result: x.sum().prnt(). */
const RESULTS: readonly object[] = [tf.Tensor.prototype, tf.LayersModel.prototype, Array.prototype];

/**
 * The method that may have been meant where an object has none of a name; null if none comes near.
 *
 * @param of how the object is written: 'model', 'x.sum(...)', 'console'
 * @param value what a name of the cells holds; undefined if it is none
 */
export function meantMethod(of: string, name: string, value: (name: string) => unknown): string | null {
  if (of.endsWith(')')) return suggest(name, RESULTS.flatMap(methodsOf));
  const [first = '', ...path] = of.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  const object = path.reduce(
    (object: unknown, key) => (isObject(object) ? valueOf(object, key) : undefined),
    value(first) ?? valueOf(globalThis, first),
  );
  if (typeof object === 'string') return suggest(name, methodsOf(String.prototype));
  if (typeof object === 'number') return suggest(name, methodsOf(Number.prototype));
  return isObject(object) ? suggest(name, methodsOf(object)) : null;
}

/** Names of what can be called, its own and inherited; no getter is asked. */
function methodsOf(object: object): readonly string[] {
  const names = new Set<string>();
  try {
    for (let at: object | null = object; at !== null; at = Reflect.getPrototypeOf(at)) {
      for (const name of Object.getOwnPropertyNames(at)) {
        if (typeof Reflect.getOwnPropertyDescriptor(at, name)?.value === 'function') names.add(name);
      }
    }
  } catch (error) {
    // A proxy of the reader's, which may throw anything.
    if (!(error instanceof Error)) return [];
  }
  return [...names].filter((name) => name !== 'constructor' && !name.startsWith('_'));
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

import * as tf from '@tensorflow/tfjs';
import { didYouMean } from './suggest';
import { described } from './check-options';
import { CALLBACKS } from './known-options';

/**
 * Refuses callbacks under names that nobody calls.
 *
 * @param call for example 'model.fit'
 * @param callbacks what stands at that option: one or a list, of objects of functions or of TensorFlow.js's own
 */
export function checkCallbacks(call: string, callbacks: unknown): void {
  if (callbacks === undefined || callbacks === null) return;
  for (const callback of [callbacks].flat() as unknown[]) {
    if (typeof callback !== 'object' || callback === null) {
      throw new Error(
        `${call} takes as callbacks an object such as { onEpochEnd: (epoch, logs) => … }, or tf.callbacks.earlyStopping(), and was given ${described(callback)}.`,
      );
    }
    if (isTensorFlows(callback)) methodsOf(callback).forEach((name) => checkName(call, name));
    else Object.entries(callback).forEach(([name, value]) => checkEntry(call, name, value));
  }
}

function checkEntry(call: string, name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && isTensorFlows(value)) {
    throw new Error(
      `${call} calls no callback ${name}: a callback of tf.callbacks stands under no name. Write callbacks: tf.callbacks.earlyStopping(…), or a list of it and your own: [tf.callbacks.earlyStopping(…), { onEpochEnd: … }].`,
    );
  }
  checkName(call, name);
  if (typeof value === 'function' || value === undefined || value === null) return;
  throw new Error(`${call} calls ${name}, which has to be a function, and was given ${described(value)}.`);
}

function checkName(call: string, name: string): void {
  if ((CALLBACKS as readonly string[]).includes(name)) return;
  throw new Error(
    `${call} calls no callback ${name}${didYouMean(name, CALLBACKS)} It calls ${CALLBACKS.filter((each) => each.startsWith('on')).join(', ')}.`,
  );
}

/** What `fit` takes for a callback of TensorFlow.js, or of a class that extends one. */
function isTensorFlows(callback: object): boolean {
  return 'setParams' in callback;
}

/** The methods with the name of a callback that a class of the reader's adds to those of TensorFlow.js. */
function methodsOf(callback: object): string[] {
  const names: string[] = [];
  for (
    let level: object | null = callback;
    level && level !== tf.Callback.prototype && level !== Object.prototype;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    names.push(...Object.getOwnPropertyNames(level).filter((name) => /^on[A-Z]/.test(name)));
  }
  return names;
}

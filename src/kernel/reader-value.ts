import * as tf from '@tensorflow/tfjs';

/** Whether a value is of a class. A proxy of the reader's may throw where it is asked; it is of none then. */
export function isInstance<T>(
  value: unknown,
  of: (abstract new (...args: never[]) => T) & { prototype: T },
): value is T {
  try {
    return value instanceof of;
  } catch {
    return false;
  }
}

/** Whether a value is a tensor, and no object that only inherits from one. */
export function isTensor(value: unknown): value is tf.Tensor {
  return isInstance(value, tf.Tensor) && Array.isArray(value.shape);
}

/** A property that should be a text, of an object that may be anything: null if it is none, or a getter throws. */
export function textOf(object: object, key: string): string | null {
  const value = valueOf(object, key);
  return typeof value === 'string' ? value : null;
}

/** A property of an object that may be anything; undefined if a getter throws. */
export function valueOf(object: object, key: string): unknown {
  try {
    return Reflect.get(object, key) as unknown;
  } catch {
    return undefined;
  }
}

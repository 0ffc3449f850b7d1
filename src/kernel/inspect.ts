import * as tf from '@tensorflow/tfjs';
import { MemoryError } from '../engine/memory';
import { StopError } from '../engine/session';
import { writeCount } from '../drawing/writing/counts';
import { isInstance, isTensor, textOf, valueOf } from './reader-value';

const WIDTH = 76;
const DEPTH = 3;
const ITEMS = 100;
/** Printing a tensor reads it back: beyond this many values only its shape is printed. */
const PRINTED_VALUES = 2 ** 20;

/** A value as a reader likes to read it: on one line if it fits, never deeper than three levels or longer than 100 items. */
export function inspect(value: unknown): string {
  return inspectWithin(value, []);
}

/** What console.log makes of its arguments: strings as they are, the rest inspected, a format's %s %d %i %f %o filled in. */
export function formatLog(values: readonly unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || rest.length === 0) return values.map(plain).join(' ');
  let used = 0;
  const filled = first.replace(/%([sdifoOc%])/g, (directive, kind: string) => {
    if (kind === '%') return '%';
    if (used >= rest.length) return directive;
    const value = rest[used++];
    switch (kind) {
      case 'd':
        return String(Number(value));
      case 'i':
        return String(Math.trunc(Number(value)));
      case 'f':
        return String(Number(value));
      case 'c':
        return '';
      default:
        return plain(value);
    }
  });
  return [filled, ...rest.slice(used).map(plain)].join(' ');
}

/** A tensor as TensorFlow.js prints it, unless it is too large to be read back for that. */
export function tensorText(tensor: tf.Tensor): string {
  if (tensor.isDisposed) return `Tensor [${tensor.shape.join(', ')}] (disposed)`;
  if (tensor.shape.some((size) => size < 0)) {
    return `Tensor [${tensor.shape.join(', ')}] (a size below 0: a kernel is larger than its input)`;
  }
  if (tensor.size <= PRINTED_VALUES) return tensor.toString();
  const values = writeCount(tensor.size);
  return `Tensor [${tensor.shape.join(', ')}] ${tensor.dtype} (${values} values: slice it to see some)`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value);
}

function inspectWithin(value: unknown, parents: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'bigint':
      return `${value}n`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'function':
      return inspectFunction(value);
    case 'object':
      return value === null ? 'null' : inspectAny(value, parents);
    default:
      return String(value);
  }
}

function quoted(text: string): string {
  return text.includes("'")
    ? JSON.stringify(text)
    : `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')}'`;
}

function inspectFunction(value: object): string {
  const kind = /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'Function';
  return `[${kind} ${textOf(value, 'name') || '(anonymous)'}]`;
}

/** An object of which nothing is known: it may be a proxy whose traps throw, or only look like one of its class. */
function inspectAny(value: object, parents: readonly object[]): string {
  if (isTensor(value)) return tensorText(value);
  try {
    return inspectObject(value, parents);
  } catch (error) {
    if (isInstance(error, StopError) || isInstance(error, MemoryError)) throw error;
    const why = isInstance(error, Error) ? `: ${textOf(error, 'name')}: ${textOf(error, 'message')}` : '';
    return `[an object that cannot be looked at${why}]`;
  }
}

function inspectObject(value: object, parents: readonly object[]): string {
  if (parents.includes(value)) return '[Circular]';
  const deep = parents.length >= DEPTH;
  const within = (inner: unknown): string => inspectWithin(inner, [...parents, value]);
  if (value instanceof tf.LayersModel)
    return `${value.getClassName()} ${value.name} (${count(value.layers, 'layer')})`;
  if (value instanceof tf.layers.Layer) return `${value.getClassName()} ${value.name}`;
  if (value instanceof Error) {
    return `${textOf(value, 'name') ?? 'Error'}: ${textOf(value, 'message') ?? within(valueOf(value, 'message'))}`;
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return parents.length > 0 ? 'Promise' : 'Promise (await it to see its value)';

  if (Array.isArray(value)) return deep ? `[Array(${value.length})]` : list('[', value, within, ']');
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const typed = value as Float32Array;
    return list(`${nameOfClass(value)}(${typed.length}) [`, typed, within, ']');
  }
  if (value instanceof Set) return deep ? '[Set]' : list(`Set(${value.size}) {`, [...value], within, '}');
  if (value instanceof Map) {
    if (deep) return '[Map]';
    const entry = ([key, held]: [unknown, unknown]): string => `${within(key)} => ${within(held)}`;
    return list(`Map(${value.size}) {`, [...value], entry, '}');
  }
  const name = nameOfClass(value);
  if (deep) return `[${name || 'Object'}]`;
  return list(
    name && name !== 'Object' ? `${name} {` : '{',
    Object.keys(value),
    (key) => property(value, key, within),
    '}',
  );
}

function property(holder: object, key: string, within: (value: unknown) => string): string {
  const shown = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : quoted(key);
  const described = Object.getOwnPropertyDescriptor(holder, key);
  // a getter may do anything: it is named, not called
  return `${shown}: ${described?.get ? '[Getter]' : within(described?.value)}`;
}

function list<T>(open: string, items: ArrayLike<T>, show: (item: T) => string, close: string): string {
  const shown = Array.from({ length: Math.min(items.length, ITEMS) }, (_, i) => show(items[i] as T));
  if (items.length > ITEMS) shown.push(`… ${writeCount(items.length - ITEMS)} more`);
  if (shown.length === 0) return open + close;
  const gap = close === '}' ? ' ' : '';
  const line = `${open}${gap}${shown.join(', ')}${gap}${close}`;
  if (line.length <= WIDTH && !line.includes('\n')) return line;
  return `${open}\n${fill(shown)}\n${close}`;
}

/** Items one a line, short ones (numbers, mostly) as many as fit. */
function fill(items: readonly string[]): string {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const short = item.length <= 12 && last !== undefined && last.length + item.length + 2 <= WIDTH;
    if (short && !last.includes('\n')) lines[lines.length - 1] = `${last} ${item},`;
    else lines.push(`${item},`);
  }
  const text = lines.join('\n').replace(/,$/, '');
  return text.replace(/^/gm, '  ');
}

function nameOfClass(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  const made = prototype === null ? null : valueOf(prototype as object, 'constructor');
  return typeof made === 'function' ? (textOf(made, 'name') ?? '') : '';
}

function count(items: readonly unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
}

import * as tf from '@tensorflow/tfjs';
import { writeCount, writeParameters } from '../drawing/writing/counts';
import type { MemoryUse, Variable } from '../notebook/variables';
import { inspect } from './inspect';
import { reachable } from './reachable';

/** Characters of a note; a longer value is cut off, as it can be opened. */
const LONGEST_NOTE = 40;

/** Describes what a name holds; no tensor is made for it, and none read. */
export function describeVariable(name: string, value: unknown, library: Iterable<object>): Variable {
  try {
    return describeKnown(name, value, library);
  } catch {
    // A proxy's trap or a getter of the reader's threw, or an object only looks like one of its class.
    return { name, type: typeof value, shape: null, dtype: null, bytes: null, note: 'cannot be looked at' };
  }
}

function describeKnown(name: string, value: unknown, library: Iterable<object>): Variable {
  const { tensors, buffers } = reachable([value], library);
  const data = new Map([...tensors].map((tensor) => [tensor.dataId, tensor] as const));
  const bytes = sum([...data.values()].map(bytesOf)) + sum([...buffers].map(({ byteLength }) => byteLength));
  const { shape, dtype } = shapeOf(value);
  return {
    name,
    type: typeOf(value),
    shape,
    dtype,
    bytes: tensors.size + buffers.size > 0 ? bytes : null,
    note: noteOf(value),
  };
}

/** The memory that tensors take, as the engine and the backend count it. */
export function memoryUse(tensors: number, bytes: number): MemoryUse {
  const memory: object = tf.memory();
  const gpuBytes = 'numBytesInGPU' in memory ? memory.numBytesInGPU : null;
  return { tensors, bytes, gpuBytes: typeof gpuBytes === 'number' ? gpuBytes : null };
}

function bytesOf(tensor: tf.Tensor): number {
  if (tensor.isDisposed || tensor.dtype === 'string') return 0;
  return tensor.size * tf.util.bytesPerElement(tensor.dtype);
}

function shapeOf(value: unknown): Pick<Variable, 'shape' | 'dtype'> {
  if (value instanceof tf.Tensor) {
    const { shape, dtype } = value as tf.Tensor;
    return { shape, dtype };
  }
  if (ArrayBuffer.isView(value) && 'length' in value) {
    const dtype = typeOf(value)
      .replace(/Array$/, '')
      .toLowerCase();
    return { shape: [Number(value.length)], dtype };
  }
  return { shape: null, dtype: null };
}

function typeOf(value: unknown): string {
  if (typeof value === 'function') return /^class\b/.test(String(value)) ? 'class' : 'function';
  if (typeof value !== 'object') return typeof value;
  if (value === null) return 'null';
  if (value instanceof tf.Variable) return 'Variable';
  if (value instanceof tf.Tensor) return 'Tensor';
  if (value instanceof tf.layers.Layer) return value.getClassName();
  if (value instanceof tf.Optimizer) return value.getClassName();
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  const name = prototype?.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'Object';
}

function noteOf(value: unknown): string {
  if (typeof value === 'function' || value === undefined) return '';
  if (typeof value !== 'object' || value === null) return shortened(inspect(value));
  if (value instanceof tf.Tensor) return (value as tf.Tensor).isDisposed ? 'disposed' : '';
  if (value instanceof tf.LayersModel) {
    const parameters = sum(value.layers.flatMap(({ weights }) => weights.map(({ shape }) => sizeOf(shape))));
    return `${amount(value.layers.length, 'layer')}, ${writeParameters(parameters)}`;
  }
  if (value instanceof tf.layers.Layer) {
    return writeParameters(sum(value.weights.map(({ shape }) => sizeOf(shape))));
  }
  if (ArrayBuffer.isView(value) || value instanceof tf.Optimizer) return '';
  if (value instanceof Promise) return 'not awaited';
  if (Array.isArray(value)) return amount(value.length, 'item');
  if (value instanceof Map || value instanceof Set) return amount(value.size, 'item');
  return amount(Object.keys(value).length, 'property');
}

function shortened(text: string): string {
  return text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE - 1)}…` : text;
}

function sizeOf(shape: tf.Shape): number {
  return shape.reduce<number>((size, n) => size * Number(n), 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function amount(count: number, noun: string): string {
  const nouns = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${writeCount(count)} ${count === 1 ? noun : nouns}`;
}

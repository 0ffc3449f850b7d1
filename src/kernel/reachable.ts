import * as tf from '@tensorflow/tfjs';
import { mayHideValues } from './captures';

/** What can be reached from values: what they hold, directly or through what they hold. */
export interface Reachable {
  tensors: Set<tf.Tensor>;
  /** The memory of the typed arrays among them. */
  buffers: Set<ArrayBufferLike>;
  /** What may hold more than can be seen: closures, datasets, promises, private fields, a structure too large to walk. */
  opaque: Set<object>;
}

/** Of more objects than this a structure is too large to walk: it takes some 100 ms. */
const MOST_OBJECTS = 300_000;

/**
 * Follows arrays, maps, sets and properties, as the garbage collector would; what a function has captured, it
 * cannot see. Getters are not called.
 *
 * @param library objects that are not looked into
 */
export function reachable(roots: Iterable<unknown>, library: Iterable<object> = []): Reachable {
  const found: Reachable = { tensors: new Set(), buffers: new Set(), opaque: new Set() };
  const seen = new Set<object>(library);
  const most = seen.size + MOST_OBJECTS;
  const walk = (values: Iterable<unknown>, visit: (value: object, add: Add) => void): void => {
    const waiting: object[] = [];
    const add = (value: unknown): void => {
      if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
      if (seen.has(value)) return;
      seen.add(value);
      waiting.push(value);
    };
    for (const value of values) add(value);
    for (let value = waiting.pop(); value; value = waiting.pop()) {
      if (seen.size > most) {
        found.opaque.add(value);
        break;
      }
      visit(value, add);
    }
  };

  // What the reader made comes first, so that what a model shares with it counts as the reader's.
  const layersAndOptimizers: object[] = [];
  walk(roots, (value, add) => {
    try {
      if (isLayerOrOptimizer(value)) layersAndOptimizers.push(value);
      else if (!look(value, found, add) && mayHideValues(value)) found.opaque.add(value);
    } catch {
      // A proxy's trap or a getter of the reader's threw.
      found.opaque.add(value);
    }
  });
  // Models, layers and optimisers are TensorFlow.js's or the course's own: their methods capture no tensor.
  walk(layersAndOptimizers.flatMap(propertiesOf), (value, add) => {
    if (typeof value !== 'function') look(value, found, add);
  });
  return found;
}

type Add = (value: unknown) => void;

/**
 * Adds what an object holds.
 *
 * @returns false if it may hold more than its properties show
 */
function look(value: object, found: Reachable, add: Add): boolean {
  if (value instanceof tf.Tensor) {
    found.tensors.add(value as tf.Tensor);
  } else if (ArrayBuffer.isView(value)) {
    found.buffers.add(value.buffer);
  } else if (value instanceof ArrayBuffer) {
    found.buffers.add(value);
  } else if (Array.isArray(value) || value instanceof Set) {
    for (const item of value) add(item);
  } else if (value instanceof Map) {
    for (const [key, item] of value) {
      add(key);
      add(item);
    }
  } else {
    for (const property of propertiesOf(value)) add(property);
    return false;
  }
  return true;
}

function propertiesOf(value: object): unknown[] {
  return Object.values(Object.getOwnPropertyDescriptors(value)).map((property): unknown => property.value);
}

/** Models are layers too. What watches a training counts as its optimiser does. */
function isLayerOrOptimizer(value: object): boolean {
  return (
    value instanceof tf.layers.Layer || value instanceof tf.Optimizer || value instanceof tf.CustomCallback
  );
}

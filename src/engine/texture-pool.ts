import * as tf from '@tensorflow/tfjs';

/** What the WebGL backend's keeper of textures does, in part: freed ones wait, by their shape, to be used again. */
export interface TextureManager {
  acquireTexture(...shape: TextureShape): object;
  releaseTexture(texture: object, ...shape: TextureShape): void;
  readonly numBytesAllocated: number;
  /** Of those that wait. */
  readonly numBytesFree: number;
}

export type TextureShape = [rowsAndColumns: [number, number], usage: number | undefined, isPacked: boolean];

/** Bytes that may wait at least and at most; in between a share of the bytes in use. */
const LEAST = 32e6;
const MOST = 256e6;
const SHARE = 1 / 4;

function budgetFor(bytesInUse: number): number {
  return Math.min(MOST, Math.max(LEAST, SHARE * bytesInUse));
}

/**
 * Keeps what the WebGL backend holds for reuse within a budget. TensorFlow.js keeps every texture, which for this
 * network is a gigabyte, or deletes all beyond a sum that counts the weights: so a network of many weights would have
 * none used again, and textures of sizes that nobody asks for any more would stay. Here those whose size was asked for
 * longest ago go first. A share of what is in use grows with the network and its batches: the notebook's 203 MB of
 * weights leave 51 MB for a photograph, and a training, which holds four times as much, 200 MB.
 */
export class TexturePool {
  readonly #acquire: TextureManager['acquireTexture'];
  readonly #release: TextureManager['releaseTexture'];
  readonly #manager: TextureManager;
  /** How many wait, by shape; last what was asked for or freed last. */
  readonly #waiting = new Map<string, { shape: TextureShape; count: number }>();

  constructor(manager: TextureManager) {
    this.#manager = manager;
    this.#acquire = manager.acquireTexture.bind(manager);
    this.#release = manager.releaseTexture.bind(manager);
    manager.acquireTexture = (...shape) => {
      this.#count(shape, -1);
      return this.#acquire(...shape);
    };
    manager.releaseTexture = (texture, ...shape) => {
      const before = manager.numBytesFree;
      this.#release(texture, ...shape);
      const budget = budgetFor(manager.numBytesAllocated - manager.numBytesFree);
      // One that is too large by itself, such as the gradient of FC6, would drive out all others first.
      if (manager.numBytesFree - before > budget) this.#delete(shape);
      else this.#count(shape, 1);
      this.shrink(budget);
    };
  }

  /** Deletes textures that wait until they have no more than so many bytes. */
  shrink(bytes: number): void {
    for (const [key, waiting] of this.#waiting) {
      for (; waiting.count > 0 && this.#manager.numBytesFree > bytes; waiting.count--) {
        this.#delete(waiting.shape);
      }
      if (waiting.count > 0) return;
      this.#waiting.delete(key);
    }
  }

  /** Deletes a texture of this shape that waits. */
  #delete(shape: TextureShape): void {
    const texture = this.#acquire(...shape);
    tf.env().set(THRESHOLD, 0);
    this.#release(texture, ...shape);
    tf.env().set(THRESHOLD, KEEP_ALL);
  }

  #count(shape: TextureShape, more: 1 | -1): void {
    const key = shape.join();
    const count = Math.max(0, (this.#waiting.get(key)?.count ?? 0) + more);
    this.#waiting.delete(key);
    this.#waiting.set(key, { shape, count });
  }
}

/** Above how many bytes TensorFlow.js deletes what is freed. */
const THRESHOLD = 'WEBGL_DELETE_TEXTURE_THRESHOLD';
const KEEP_ALL = -1;

const pools = new WeakMap<object, TexturePool>();

/** Holds the WebGL backend, which is the one in use, to the budget. */
export function keepTexturesWithinBudget(): void {
  const { textureManager } = tf.backend() as unknown as { textureManager: TextureManager };
  if (pools.has(textureManager)) return;
  tf.env().set(THRESHOLD, KEEP_ALL);
  pools.set(textureManager, new TexturePool(textureManager));
}

/** Deletes all textures that wait, where the backend has any. */
export function emptyTexturePool(): void {
  const { textureManager } = tf.backend() as unknown as { textureManager?: TextureManager };
  if (textureManager) pools.get(textureManager)?.shrink(0);
}

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgl';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type TextureManager, TexturePool, type TextureShape } from './texture-pool';

const THRESHOLD = 'WEBGL_DELETE_TEXTURE_THRESHOLD';

/** TensorFlow.js's keeper of textures, as far as it counts: the last one freed of a shape is used again first. */
class Textures implements TextureManager {
  numBytesAllocated = 0;
  numBytesFree = 0;
  created = 0;
  readonly #free = new Map<string, object[]>();

  acquireTexture(...shape: TextureShape): object {
    const waiting = this.#free.get(shape.join())?.pop();
    if (waiting) {
      this.numBytesFree -= bytesOf(shape);
      return waiting;
    }
    this.created++;
    this.numBytesAllocated += bytesOf(shape);
    return {};
  }

  releaseTexture(texture: object, ...shape: TextureShape): void {
    const threshold = tf.env().getNumber(THRESHOLD);
    if (threshold !== -1 && this.numBytesAllocated > threshold) {
      this.numBytesAllocated -= bytesOf(shape);
      return;
    }
    this.numBytesFree += bytesOf(shape);
    const key = shape.join();
    this.#free.set(key, [...(this.#free.get(key) ?? []), texture]);
  }
}

function bytesOf([[rows, columns]]: TextureShape): number {
  return 4 * rows * columns;
}

/** Of so many megabytes; the number tells the shapes apart. */
function shape(megabytes: number, kind = 1): TextureShape {
  return [[250_000 / kind, kind * megabytes], 1, true];
}

const threshold = tf.env().getNumber(THRESHOLD);
afterAll(() => {
  tf.env().set(THRESHOLD, threshold);
});

let textures: Textures;
let pool: TexturePool;
beforeEach(() => {
  tf.env().set(THRESHOLD, -1);
  textures = new Textures();
  pool = new TexturePool(textures);
});

/** Takes a texture and gives it up. */
function use(...wanted: TextureShape): void {
  textures.releaseTexture(textures.acquireTexture(...wanted), ...wanted);
}

it('uses again what was freed, up to a quarter of what is in use', () => {
  for (let weights = 0; weights < 8; weights++) textures.acquireTexture(...shape(25));
  const activations = [shape(20), shape(15), shape(10), shape(5)];
  for (let pass = 0; pass < 3; pass++) activations.forEach((wanted) => use(...wanted));
  expect(textures.created).toBe(8 + 4);
  expect(textures.numBytesAllocated).toBe(250e6);
  expect(textures.numBytesFree).toBe(50e6);
});

it('deletes first what was asked for longest ago, not what was freed last', () => {
  use(...shape(20, 1));
  use(...shape(10, 2));
  use(...shape(20, 1));
  use(...shape(10, 5));
  expect(textures.numBytesFree).toBe(30e6);
  expect(textures.created).toBe(3);
  use(...shape(20, 1));
  use(...shape(10, 5));
  expect(textures.created).toBe(3);
  use(...shape(10, 2));
  expect(textures.created).toBe(4);
});

it('does not keep a texture that is more than the budget, nor let it drive out the others', () => {
  use(...shape(20));
  use(...shape(40));
  expect(textures.numBytesAllocated).toBe(20e6);
  expect(textures.numBytesFree).toBe(20e6);
});

it('keeps no more than 256 MB, and nothing once it is emptied', () => {
  const held = Array.from({ length: 40 }, () => textures.acquireTexture(...shape(50)));
  held.slice(10).forEach((texture) => {
    textures.releaseTexture(texture, ...shape(50));
  });
  expect(textures.numBytesFree).toBe(100e6);
  pool.shrink(0);
  expect(textures.numBytesFree).toBe(0);
  expect(textures.numBytesAllocated).toBe(500e6);
  const others = Array.from({ length: 30 }, () => textures.acquireTexture(...shape(50)));
  others.slice(0, 6).forEach((texture) => {
    textures.releaseTexture(texture, ...shape(50));
  });
  expect(textures.numBytesFree).toBe(250e6);
});

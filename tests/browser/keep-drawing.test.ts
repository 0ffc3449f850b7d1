import * as tf from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { afterEach, expect, it, vi } from 'vitest';
import { startSession } from './engine-host';
import { relativeError, someNumbers } from '../support/numbers';

afterEach(() => {
  vi.restoreAllMocks();
});

it('waits for WebGL before much is queued, and spoils no number', async () => {
  (await startSession('webgl')).end();
  (await startSession('webgl')).end();
  const { gl } = (tf.backend() as unknown as MathBackendWebGL).gpgpu;
  gl.getError();
  const waits = vi.spyOn(WebGL2RenderingContext.prototype, 'readPixels').mock.calls;
  const [a, b] = [someNumbers(200 * 200, 1), someNumbers(200 * 200, 2)];
  const [x, y] = [tf.tensor2d(a, [200, 200]), tf.tensor2d(b, [200, 200])];
  const { numTensors } = tf.memory();
  // Packed textures and others, which have one number a texel.
  const sums = tf.tidy(() => {
    let sum = tf.zeros([200, 200]);
    for (let round = 0; round < 40; round++)
      sum = tf.tidy(() => sum.add(x.matMul(y).div(40)).add(x.sin().mul(0)));
    return sum;
  });
  expect(waits.length).toBeGreaterThan(2);
  expect(waits.length).toBeLessThan(160);
  expect(gl.getError()).toBe(gl.NO_ERROR);

  const expected = new Float32Array(200 * 200);
  for (let row = 0; row < 200; row++)
    for (let k = 0; k < 200; k++)
      for (let column = 0; column < 200; column++)
        expected[row * 200 + column]! += a[row * 200 + k]! * b[k * 200 + column]!;
  expect(relativeError(await sums.data(), expected)).toBeLessThan(1e-5);
  sums.dispose();
  expect(tf.memory().numTensors).toBe(numTensors);
  tf.dispose([x, y]);
});

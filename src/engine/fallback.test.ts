import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EngineSession } from './session';
import { nodeHost } from '../../tests/support/engine/host';

const host = nodeHost();
let session: EngineSession;

beforeAll(async () => {
  session = await EngineSession.start('wasm', host, { seed: 1 });
});
afterAll(() => {
  session.end();
});

it('does on the cpu what wasm has no kernel for, says so once, and keeps nothing', () => {
  expect(session.report).toEqual({
    backend: 'wasm',
    renderer: null,
    software: false,
    reason: 'You chose WebAssembly.',
  });
  for (const round of [1, 2]) {
    const held = session.tensors;
    tf.tidy(() => {
      // The filter sees every number once, so its gradient is their sum.
      const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 4, 1]);
      const gradient = tf.grad((filter) => tf.conv2d(x, filter as tf.Tensor4D, 1, 'valid').sum());
      expect(gradient(tf.ones([1, 1, 1, 1])).dataSync()).toEqual(new Float32Array([36]));
    });
    expect(session.tensors, `round ${round}`).toBe(held);
    expect(host.notices).toEqual(['Conv2DBackpropFilter ran on the cpu: wasm cannot.']);
  }
  expect(session.bytes).toBe(0);
  expect(tf.engine().findBackend('cpu').numDataIds()).toBe(0);
});

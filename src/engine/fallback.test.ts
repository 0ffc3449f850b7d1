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
    finding: expect.any(String) as string,
  });
  for (const round of [1, 2]) {
    const held = session.tensors;
    tf.tidy(() => {
      const x = tf.tensor1d([-2, 3]);
      expect(tf.prelu(x, tf.tensor1d([0.5])).dataSync()).toEqual(new Float32Array([-1, 3]));
    });
    expect(session.tensors, `round ${round}`).toBe(held);
    expect(host.notices).toEqual(['Prelu ran on the cpu: wasm cannot.']);
  }
  expect(session.bytes).toBe(0);
  expect(tf.engine().findBackend('cpu').numDataIds()).toBe(0);
});

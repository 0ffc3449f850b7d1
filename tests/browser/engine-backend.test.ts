import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, it } from 'vitest';
import type { EngineSession } from '../../src/engine/session';
import { browserHost, startSession } from './engine-host';

let session: EngineSession | null = null;
afterEach(() => {
  session?.end();
});

it('falls on, and says why, where the backend of choice is not to be had', async () => {
  const host = browserHost();
  host.wasm = () => Promise.reject(new Error('no binary'));
  session = await startSession('wasm', host);
  expect(session.report).toMatchObject({
    backend: 'cpu',
    reason: 'You chose WebAssembly, but it does not start here (no binary), so plain JavaScript runs.',
  });
});

it('knows a software renderer for what it is, and runs on wasm', async () => {
  session = await startSession('auto');
  const { backend, software, renderer, reason } = session.report;
  expect(backend).toBe('wasm');
  expect(software).toBe(true);
  expect(renderer).toMatch(/SwiftShader/);
  expect(reason).toMatch(
    /^WebGL here is drawn by software \(.*SwiftShader.*\), not by a GPU, so WebAssembly runs\.$/,
  );
  expect(await session.tf.ones([2]).add(1).data()).toEqual(new Float32Array([2, 2]));
});

it('leaves half precision, as on many phones, to wasm, and says so', async () => {
  tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', false);
  try {
    session = await startSession('webgl');
    const message = 'its numbers have half precision here and end at 65,504';
    expect(session.report).toMatchObject({
      backend: 'wasm',
      reason: `You chose WebGL, but it does not start here (${message}), so WebAssembly runs.`,
    });
    expect(await session.tf.tensor1d([300]).square().data()).toEqual(new Float32Array([90_000]));
  } finally {
    tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', true);
  }
});

it('tells when the GPU is lost', async () => {
  const host = browserHost();
  session = await startSession('webgl', host);
  const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
  expect(session.tf.ones([2]).add(1).dataSync()).toEqual(new Float32Array([2, 2]));
  const lost = new Promise((resolve) => {
    gpgpu.gl.canvas.addEventListener('webglcontextlost', resolve);
  });
  gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
  await lost;
  expect(host.losses).toEqual(['The GPU was reset or taken away, and everything computed on it is lost.']);
});

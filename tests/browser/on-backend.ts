import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import '@tensorflow/tfjs-backend-webgl';
import { beforeAll, describe } from 'vitest';
import type { BackendHost } from '../../src/engine/backend';

const wasmFiles = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
};
setWasmPaths(wasmFiles);

/** What an engine session asks of its host; a lost GPU fails the test. */
export const backendHost: BackendHost = {
  wasm: async (file) => (await fetch(wasmFiles[file as keyof typeof wasmFiles])).arrayBuffer(),
  lost: (message) => {
    throw new Error(message);
  },
  notice: () => undefined,
};

/** The same tests on every backend that trains; TensorFlow.js's own set-up of each. */
export function onEveryBackend(tests: (backend: string) => void): void {
  describe.each(['cpu', 'wasm', 'webgl'])('on %s', (backend) => {
    beforeAll(async () => {
      await tf.setBackend(backend);
    });
    tests(backend);
  });
}

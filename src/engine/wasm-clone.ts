import * as tf from '@tensorflow/tfjs';

/**
 * Lets a clone on wasm share its original's numbers, as it does on every other backend. TensorFlow.js 4.22 copies them
 * there, and a training step clones all it saves for the gradients, every kernel twice: for the full network that is
 * 345 MB of the 2 GB that wasm has.
 */
export function shareClonesOnWasm(): void {
  tf.unregisterKernel(tf.Identity, 'wasm');
  tf.registerKernel({
    kernelName: tf.Identity,
    backendName: 'wasm',
    kernelFunc: ({ inputs: { x }, backend }) => {
      if (!x) throw new Error('A clone needs a tensor.');
      (backend as { incRef(dataId: object): void }).incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
    },
  });
}

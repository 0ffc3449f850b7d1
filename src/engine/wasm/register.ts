import * as tf from '@tensorflow/tfjs';
import { noteOwnKernel } from '../own/own-kernels';
import { type Backend, compute, type Inputs } from './own-kernel';
import { PIXEL_KERNELS } from './pixel-kernels';
import { PRODUCT_KERNELS } from './product-kernels';
import { productsIn } from './products';

let registered = false;

/**
 * Puts our kernels in the place of TensorFlow.js's on wasm, where the browser has SIMD. To those (or to what stands in for
 * one that is missing) go calls with channels first, with numbers that are no float32 or, to a convolution, none at all,
 * with an activation that we do not fuse or a bias that is not one number a column, products of two transposed matrices,
 * and of batches of which neither is repeated as a whole, and local response normalization with another beta than 0.75.
 * To follow `registerFallbacks`.
 *
 * @param binary what `binaryFor` found; null leaves everything to TensorFlow.js
 */
export function registerWasmKernels(binary: BufferSource | null): void {
  if (registered || binary === null) return;
  registered = true;
  // Compiled now, before cells can have changed WebAssembly; a second backend would have it compiled with its first call.
  productsIn((tf.backend() as unknown as Backend).wasm, binary);
  const stock = new Map(
    tf.getKernelsForBackend('wasm').map(({ kernelName, kernelFunc }) => [kernelName, kernelFunc]),
  );
  for (const [kernelName, own] of Object.entries({ ...PRODUCT_KERNELS, ...PIXEL_KERNELS })) {
    const others = stock.get(kernelName);
    if (others) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: (params) => {
        const work = isFloat(params.inputs) ? own(params.inputs, params.attrs ?? {}) : null;
        if (work) return compute(work, params.backend as Backend, binary);
        if (!others) throw new Error(`${kernelName} computes float32 only.`);
        return others(params);
      },
    });
    noteOwnKernel(kernelName, 'wasm');
  }
}

function isFloat(inputs: Inputs): boolean {
  return Object.values(inputs).every((input) => input === undefined || input.dtype === 'float32');
}

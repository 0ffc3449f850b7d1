import * as tf from '@tensorflow/tfjs';
import type { LRNOptions } from './lrn-options';
import { normalize, normalizeGradient } from './lrn';
import type { WebGPURunner } from './program';

type Params = Parameters<tf.KernelFunc>[0];
type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>;

/** A kernel of our own; null: this call is for that of TensorFlow.js. */
type OwnKernel = (inputs: Inputs, attributes: tf.NamedAttrMap, backend: WebGPURunner) => tf.TensorInfo | null;

const OWN: Readonly<Record<string, OwnKernel>> = {
  LRN: ({ x }, attributes, backend) => normalize(backend, x!, attributes as unknown as LRNOptions),
  LRNGrad: ({ x, dy }, attributes, backend) =>
    normalizeGradient(backend, x!, dy!, attributes as unknown as LRNOptions),
};

let registered = false;

/**
 * Puts our kernels in the place of TensorFlow.js's on WebGPU. To those go calls with channels first, with numbers that
 * are no float32, with a PReLU's slopes or a bias that is not one number a column, and sizes beyond WebGPU's limits.
 */
export function registerWebGPUKernels(): void {
  if (registered) return;
  registered = true;
  for (const [kernelName, own] of Object.entries(OWN)) {
    const { kernelFunc: stock } = tf.getKernel(kernelName, 'webgpu');
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel({
      kernelName,
      backendName: 'webgpu',
      kernelFunc: (params) => {
        const output = isFloat(params)
          ? own(params.inputs, params.attrs ?? {}, params.backend as WebGPURunner)
          : null;
        return output ?? stock(params);
      },
    });
  }
}

function isFloat({ inputs }: Params): boolean {
  return Object.values(inputs).every((input) => input === undefined || input.dtype === 'float32');
}

import * as tf from '@tensorflow/tfjs';

/** "LRNGrad on wasm" */
const own = new Set<string>();

/** Says that this kernel is the course's own on this backend from now on. */
export function noteOwnKernel(kernelName: string, backend: string): void {
  own.add(`${kernelName} on ${backend}`);
}

/**
 * Whether a kernel is the course's own on the present backend: it can then be asked for what TensorFlow.js's kernel of that
 * name cannot do, or does slowly.
 */
export function isOwnKernel(kernelName: string): boolean {
  return own.has(`${kernelName} on ${tf.getBackend()}`);
}

import type { LocalResponseNormalization } from '../../model/layer';

/**
 * The constants of local response normalization (paper, section 3.3); the window is `depthRadius` channels to each side.
 * TensorFlow.js's kernels call them the same.
 */
export type LRNOptions = Pick<LocalResponseNormalization, 'depthRadius' | 'bias' | 'alpha' | 'beta'>;

/**
 * Up to how many channels to each side our kernels take a window; TensorFlow.js's take the others. On WebGL every
 * number of the window stands in the code, on WebGPU a workgroup has only so many threads to lend.
 */
export const MOST_RADIUS: Readonly<Partial<Record<string, number>>> = { webgl: 4, webgpu: 31 };

/** Whether our kernels take it: on wasm with the paper's exponent, which is made of square roots. */
export function isOwn(backend: string, { depthRadius, beta }: LRNOptions): boolean {
  if (backend === 'wasm') return beta === 0.75;
  return depthRadius <= (MOST_RADIUS[backend] ?? -1);
}

import type { LocalResponseNormalization } from '../../model/layer';

/**
 * The constants of local response normalization (paper, section 3.3); the window is `depthRadius` channels to each side.
 * TensorFlow.js's kernels call them the same.
 */
export type LRNOptions = Pick<LocalResponseNormalization, 'depthRadius' | 'bias' | 'alpha' | 'beta'>;

/** Our kernels on WebGL and WebGPU take windows of up to so many channels to each side; TensorFlow.js's take the others. */
export const MOST_RADIUS = 31;

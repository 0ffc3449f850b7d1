/** The constants that local response normalisation is known with, and how the reader's stand to them. */
import type { NormalizationConstants } from '../../model/trace/maps';

/** Paper, section 3.3; the notebook's function has the same. */
export const paper: NormalizationConstants = { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 };

/** The authors' program (layer.py, layer-params-145.cfg), which divides alpha by the window's five channels. */
export const program: NormalizationConstants = { depthRadius: 2, bias: 2, alpha: 1e-4 / 5, beta: 0.75 };

/** Caffe's defaults with the paper's alpha: k is 1, and alpha is divided by the window's five channels. */
export const caffe: NormalizationConstants = { depthRadius: 2, bias: 1, alpha: 1e-4 / 5, beta: 0.75 };

export function isSame(one: NormalizationConstants, other: NormalizationConstants): boolean {
  return (
    one.depthRadius === other.depthRadius &&
    one.bias === other.bias &&
    // A slider's steps are decimal fractions, which are not quite what a division gives.
    Math.abs(one.alpha - other.alpha) < 1e-9 &&
    one.beta === other.beta
  );
}

import type { LocalResponseNormalization } from './layer';

/** How many numbers a window inside has: n neighbouring channels, or n x n places of a map. */
export function windowSize({
  depthRadius,
  window,
}: Pick<LocalResponseNormalization, 'depthRadius' | 'window'>): number {
  const n = 2 * depthRadius + 1;
  return window === 'map' ? n * n : n;
}

/**
 * What the sum of squares is multiplied with. The paper's formula and the notebook take alpha as it is (section 3.3);
 * the authors' program, Caffe and PyTorch divide it by the size of the window.
 */
export function effectiveAlpha(
  layer: Pick<LocalResponseNormalization, 'depthRadius' | 'window' | 'alpha' | 'divideAlpha'>,
): number {
  return layer.divideAlpha ? layer.alpha / windowSize(layer) : layer.alpha;
}

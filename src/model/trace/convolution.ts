import type { Unit } from '../feature-maps';
import type { Conv2D } from '../layer';
import { pixelsRead, tapsOf, windowsOf } from '../window';
import { three } from './axes';
import { inputsOf, type OwnInput } from './own-input';
import type { Term, TracedConvolution, UnitWeights } from './traced';
import { checkWeights, weightedSum } from './weighted-sum';

/** The patch under the filter, product by product. */
export function traceConvolution(
  layer: Conv2D,
  input: OwnInput,
  unit: Unit,
  given: UnitWeights | null,
): TracedConvolution {
  const [filter, row, column] = three(unit);
  const [channels, height, width] = three(input.shape);
  const [down, across] = windowsOf(layer, [height, width]);
  const taps = [tapsOf(down), tapsOf(across)] as const;
  const seen = channels / layer.groups;
  const firstChannel = Math.floor(filter / (layer.filters / layer.groups)) * seen;
  const weights = checkWeights(layer.name, given, [...taps, seen, 1]);

  const terms: Term[] = [];
  for (let channel = 0; channel < seen; channel++) {
    for (const [y, top] of pixelsRead(down, row).entries()) {
      for (const [x, left] of pixelsRead(across, column).entries()) {
        const read = input.read([firstChannel + channel, top, left]);
        const weight = weights.kernel[(y * taps[1] + x) * seen + channel] ?? NaN;
        terms.push({ ...read, weight, product: read.x * weight });
      }
    }
  }
  return {
    kind: 'convolution',
    unit,
    inputs: inputsOf(terms),
    patch: [seen, ...taps],
    firstChannel,
    terms,
    ...weightedSum(terms, weights, layer.activation),
  };
}

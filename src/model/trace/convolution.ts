import type { Unit } from '../feature-maps';
import type { Conv2D } from '../layer';
import { three } from './axes';
import { inputsOf, type OwnInput } from './own-input';
import type { Term, TracedConvolution, UnitWeights } from './traced';
import { checkWeights, weightedSum } from './weighted-sum';
import { placesOf, slidings } from './windows';

/** The patch under the filter, product by product. */
export function traceConvolution(
  layer: Conv2D,
  input: OwnInput,
  unit: Unit,
  given: UnitWeights | null,
): TracedConvolution {
  const [filter, row, column] = three(unit);
  const [channels, height, width] = three(input.shape);
  const [down, across] = slidings(layer, [height, width]);
  const seen = channels / layer.groups;
  const firstChannel = Math.floor(filter / (layer.filters / layer.groups)) * seen;
  const weights = checkWeights(layer.name, given, [down.taps, across.taps, seen, 1]);

  const terms: Term[] = [];
  for (let channel = 0; channel < seen; channel++) {
    for (const [y, top] of placesOf(down, row).entries()) {
      for (const [x, left] of placesOf(across, column).entries()) {
        const read = input.read([firstChannel + channel, top, left]);
        const weight = weights.kernel[(y * across.taps + x) * seen + channel] ?? NaN;
        terms.push({ ...read, weight, product: read.x * weight });
      }
    }
  }
  return {
    kind: 'convolution',
    unit,
    inputs: inputsOf(terms),
    patch: [seen, down.taps, across.taps],
    firstChannel,
    terms,
    ...weightedSum(terms, weights, layer.activation),
  };
}

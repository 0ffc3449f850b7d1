import type { Unit } from '../feature-maps';
import type { DataFormat, Dense } from '../layer';
import { lastAxis } from './axes';
import { inputsOf, type OwnInput } from './own-input';
import type { TracedDense, UnitWeights } from './traced';
import { checkWeights, weightedSum } from './weighted-sum';

/** Every input times its weight. Of an input of several axes, those along the last. */
export function traceDense(
  layer: Dense,
  input: OwnInput,
  unit: Unit,
  given: UnitWeights | null,
  dataFormat: DataFormat,
): TracedDense {
  const last = lastAxis(unit.length, dataFormat);
  const count = input.shape[last] ?? 0;
  const weights = checkWeights(layer.name, given, [count, 1]);
  const terms = Array.from({ length: count }, (_, index) => {
    const read = input.number(unit.with(last, index));
    const weight = weights.kernel[index] ?? NaN;
    return { ...read, weight, product: read.x * weight };
  });
  const sums = weightedSum(terms, weights, layer.activation);
  // What is not a number must be seen, so it counts as the largest.
  const size = (product: number) => (Number.isNaN(product) ? Infinity : Math.abs(product));
  const sorted = terms.toSorted((a, b) => {
    const [left, right] = [size(a.product), size(b.product)];
    return left === right ? 0 : right - left;
  });
  return { kind: 'dense', unit, inputs: inputsOf(terms), terms: sorted, ...sums };
}

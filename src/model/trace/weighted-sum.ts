import { elementwise, isShared } from './activations';
import { lastAxis } from './axes';
import type { Term, UnitWeights } from './traced';
import type { Unit } from '../feature-maps';
import type { Row } from '../rows';

/**
 * The end of a convolution and of a dense layer: the sum of the products, the bias, the activation fused into the layer.
 */
export function weightedSum(terms: readonly Term[], weights: UnitWeights, activation: string) {
  const bias = weights.bias?.[0] ?? 0;
  const sum = terms.reduce((total, { product }) => total + product, 0) + bias;
  const activate = elementwise(activation);
  return { bias, sum, activation, ...(activate ? known(activate(sum)) : notKnown(activation)) };
}

function known(value: number) {
  return { value, reason: null };
}

function notKnown(activation: string) {
  return {
    value: null,
    reason: isShared(activation)
      ? `The sum is recomputed, but ${activation} needs the sums of all units, and only this one's weights are here.`
      : `The sum is recomputed, but how ${activation} changes it is not known here.`,
  };
}

/**
 * @param kernelShape what this layer's one unit has.
 * @throws {RangeError} if there are no weights, or they are of another shape.
 */
export function checkWeights(
  name: string,
  weights: UnitWeights | null,
  kernelShape: readonly number[],
): UnitWeights {
  if (!weights) throw new RangeError(`${name} has weights, and none were given`);
  const size = kernelShape.reduce((product, axis) => product * axis, 1);
  if (String(weights.kernelShape) !== String(kernelShape) || weights.kernel.length !== size) {
    throw new RangeError(
      `One unit of ${name} has ${kernelShape.join('x')} weights, but ${weights.kernel.length} of shape ${weights.kernelShape.join('x')} were given`,
    );
  }
  return weights;
}

/** Which filter or column a unit has its weights from; null for a layer without weights. */
export function weightsIndex({ layer, dataFormat }: Row, unit: Unit): number | null {
  if (layer.type === 'conv2d') return unit[0] ?? null;
  if (layer.type !== 'dense') return null;
  return unit[lastAxis(unit.length, dataFormat)] ?? null;
}

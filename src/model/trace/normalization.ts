import type { Unit } from '../feature-maps';
import type { LocalResponseNormalization } from '../layer';
import { three } from './axes';
import { inputsOf, type OwnInput } from './own-input';
import type { TracedNormalization } from './traced';

/** The neighbouring channels' vote: max(0, i - r) to min(N - 1, i + r) (paper, section 3.3). */
export function traceNormalization(
  layer: LocalResponseNormalization,
  input: OwnInput,
  unit: Unit,
): TracedNormalization {
  const [channel, row, column] = three(unit);
  const [channels] = three(input.shape);
  const first = Math.max(0, channel - layer.depthRadius);
  const last = Math.min(channels - 1, channel + layer.depthRadius);
  const neighbours = Array.from({ length: last - first + 1 }, (_, index) => {
    const read = input.number([first + index, row, column]);
    return { ...read, square: read.x ** 2 };
  });
  const sum = neighbours.reduce((total, { square }) => total + square, 0);
  const denominator = (layer.bias + layer.alpha * sum) ** layer.beta;
  const { x } = input.number(unit);
  return {
    kind: 'normalization',
    unit,
    inputs: inputsOf(neighbours),
    neighbours,
    x,
    sum,
    denominator,
    value: x / denominator,
    reason: null,
  };
}

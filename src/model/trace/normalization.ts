import type { Unit } from '../feature-maps';
import type { LocalResponseNormalization, Shape } from '../layer';
import { effectiveAlpha } from '../normalization';
import { three } from './axes';
import { inputsOf, type OwnInput } from './own-input';
import type { TracedNormalization } from './traced';

/**
 * The window's sum of squares: channels max(0, i - r) to min(N - 1, i + r) (paper, section 3.3), within the unit's own
 * group; or the places of its own map around it.
 */
export function traceNormalization(
  layer: LocalResponseNormalization,
  input: OwnInput,
  unit: Unit,
): TracedNormalization {
  const neighbours = neighboursOf(layer, input.shape, unit).map((neighbour) => {
    const read = input.number(neighbour);
    return { ...read, square: read.x ** 2 };
  });
  const sum = neighbours.reduce((total, { square }) => total + square, 0);
  const denominator = (layer.bias + effectiveAlpha(layer) * sum) ** layer.beta;
  const { input: own, x } = input.number(unit);
  return {
    kind: 'normalization',
    unit,
    inputs: inputsOf(neighbours),
    neighbours,
    input: own,
    x,
    sum,
    denominator,
    value: x / denominator,
    reason: null,
  };
}

function neighboursOf(layer: LocalResponseNormalization, shape: Shape, unit: Unit): Unit[] {
  const [channel, row, column] = three(unit);
  const [channels, height, width] = three(shape);
  const { depthRadius: radius, groups = 1 } = layer;
  if (layer.window === 'map') {
    return inWindow(row, radius, 0, height).flatMap((top) =>
      inWindow(column, radius, 0, width).map((left) => [channel, top, left]),
    );
  }
  const size = channels / groups;
  const first = Math.floor(channel / size) * size;
  return inWindow(channel, radius, first, first + size).map((other) => [other, row, column]);
}

/** Places at most `radius` away, from `start` to before `end`. */
function inWindow(middle: number, radius: number, start: number, end: number): number[] {
  const first = Math.max(start, middle - radius);
  const last = Math.min(end - 1, middle + radius);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

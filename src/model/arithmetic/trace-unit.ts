import type { FeatureMaps, Unit } from '../feature-maps';
import type { Row } from '../rows';
import type { TracedUnit, UnitWeights } from './traced';

/**
 * Recomputes one number of a layer's output from the layer's input, in double precision.
 *
 * @param row the layer, with its shapes.
 * @param input what the layer was given: [channels, height, width] in every data format, or [units].
 * @param unit [channel, row, column] of the output, or [unit].
 * @param weights of this one unit, for a convolution or a dense layer; else ignored.
 * @throws {RangeError} if there is no such unit, the input is not of the row's shape, or weights are missing or of another shape.
 */
export function traceUnit(row: Row, input: FeatureMaps, unit: Unit, weights: UnitWeights | null): TracedUnit {
  throw new RangeError(
    `${row.layer.name}: [${unit.join(', ')}] of ${input.shape.join('x')} is not traced yet${weights ? '' : ', and has no weights'}`,
  );
}

import type { Unit } from '../feature-maps';
import type { Taken } from '../layer';
import type { Row } from '../rows';

/** A unit of a layer's output, or of the network's own input. */
export interface Source {
  layer: Taken;
  unit: Unit;
}

/**
 * Who made a unit of a layer's input: of a concatenation one of those that it joins, of any other layer the first that
 * it takes.
 *
 * @param unit [channel, row, column] of the input as one shape (`Row.input`), or [unit]
 * @throws {RangeError} if there is no such unit
 */
export function sourceOf(row: Row, unit: Unit): Source {
  const { layer, takes, inputs } = row;
  if (layer.type !== 'concatenate') return { layer: takes[0] ?? null, unit };
  // Units are kept channels first, whatever the data format.
  const inMemory = layer.axis - 1;
  const isLast = row.inputFormat === 'channelsLast' && unit.length === 3;
  const axis = isLast ? (inMemory + 1) % 3 : inMemory;
  let start = 0;
  for (const [index, shape] of inputs.entries()) {
    const size = shape[inMemory] ?? 0;
    const at = (unit[axis] ?? 0) - start;
    if (at < size) return { layer: takes[index] ?? null, unit: unit.with(axis, at) };
    start += size;
  }
  throw new RangeError(`${layer.name} has no unit [${unit.join(', ')}]`);
}

import type { Unit } from '../feature-maps';
import type { Concatenate, Shape, Taken } from '../layer';
import type { Row } from '../rows';
import type { Box } from './reads';

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
  const { layer, takes } = row;
  if (layer.type !== 'concatenate') return { layer: takes[0] ?? null, unit };
  const axis = joinedAxis(row, layer, unit.length);
  const at = unit[axis] ?? 0;
  const index = partsOf(row, layer).findIndex(({ start, end }) => at >= start && at < end);
  const part = partsOf(row, layer)[index];
  if (!part) throw new RangeError(`${layer.name} has no unit [${unit.join(', ')}]`);
  return { layer: takes[index] ?? null, unit: unit.with(axis, at - part.start) };
}

/**
 * Where a unit of what a layer takes stands in its input as one shape: for each time that the layer takes it.
 *
 * @param from whose unit it is
 */
export function placesOf(row: Row, from: Taken, unit: Unit): readonly Unit[] {
  const { layer, takes } = row;
  if (layer.type !== 'concatenate') return takes[0] === from ? [unit] : [];
  const axis = joinedAxis(row, layer, unit.length);
  return partsOf(row, layer).flatMap(({ start }, index) =>
    takes[index] === from ? [unit.with(axis, start + (unit[axis] ?? 0))] : [],
  );
}

/** The parts of a box of a layer's input, each with whose output it is of. */
export function boxesOf(row: Row, box: Box): readonly { layer: Taken; box: Box }[] {
  const { layer, takes } = row;
  if (layer.type !== 'concatenate') return [{ layer: takes[0] ?? null, box }];
  const axis = joinedAxis(row, layer, box.length);
  const wanted = box[axis] ?? { start: 0, end: 0 };
  return partsOf(row, layer).flatMap(({ start, end }, index) => {
    const within = { start: Math.max(wanted.start, start) - start, end: Math.min(wanted.end, end) - start };
    return within.start < within.end
      ? [{ layer: takes[index] ?? null, box: box.map((range, at) => (at === axis ? within : range)) }]
      : [];
  });
}

/** Feature maps as they were read back. */
interface GivenMaps {
  shape: readonly number[];
  values: Float32Array<ArrayBuffer>;
}

/**
 * What a layer was given, as one: of a concatenation what it joins, one behind the other.
 *
 * @param given the outputs that the layer takes, in that order
 */
export function joinedInput(row: Row, given: readonly GivenMaps[]): GivenMaps {
  const { layer } = row;
  const [first] = given;
  if (!first) throw new RangeError(`${layer.name} was given nothing`);
  if (layer.type !== 'concatenate') return first;
  const axis = joinedAxis(row, layer, first.shape.length);
  const shape = first.shape.with(
    axis,
    given.reduce((sum, maps) => sum + (maps.shape[axis] ?? 0), 0),
  );
  const values = new Float32Array(sizeFrom(shape, 0));
  let at = 0;
  for (let outer = 0; outer < sizeFrom(shape, 0) / sizeFrom(shape, axis); outer++) {
    for (const maps of given) {
      const size = sizeFrom(maps.shape, axis);
      for (let inner = 0; inner < size; inner++) values[at++] = maps.values[outer * size + inner] ?? NaN;
    }
  }
  return { shape, values };
}

/** Along which axis of a unit it joins. Units are kept channels first, whatever the data format. */
function joinedAxis({ inputFormat }: Row, { axis }: Concatenate, rank: number): number {
  const inMemory = axis - 1;
  return inputFormat === 'channelsLast' && rank === 3 ? (inMemory + 1) % 3 : inMemory;
}

/** Where along its axis each of its inputs begins, and ends. */
function partsOf({ inputs }: Row, { axis }: Concatenate): readonly { start: number; end: number }[] {
  let end = 0;
  return inputs.map((shape) => {
    const start = end;
    end += shape[axis - 1] ?? 0;
    return { start, end };
  });
}

function sizeFrom(shape: Shape, axis: number): number {
  return shape.slice(axis).reduce((product, size) => product * size, 1);
}

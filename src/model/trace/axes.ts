import type { FeatureMaps, Unit } from '../feature-maps';
import type { DataFormat, Shape } from '../layer';
import type { Row } from '../rows';

/**
 * Something for each axis of an image, kept as [channels, rows, columns]. A tensor that one layer wrote in its data
 * format and the next reads in another has its axes renamed: what was a row may be read as a channel.
 *
 * @param axes anything but three is the same in every format.
 */
export function reread<T>(axes: readonly T[], from: DataFormat, to: DataFormat): readonly T[] {
  return from === to ? axes : asMaps(inMemory(axes, from), to);
}

/** [channels, height, width] of a shape in its data format. */
function asMaps<T>(axes: readonly T[], format: DataFormat): readonly T[] {
  return format === 'channelsLast' && axes.length === 3 ? [...axes.slice(2), ...axes.slice(0, 2)] : axes;
}

/** The order in which a data format keeps [channels, rows, columns]. */
function inMemory<T>(axes: readonly T[], format: DataFormat): readonly T[] {
  return format === 'channelsLast' && axes.length === 3 ? [...axes.slice(1), ...axes.slice(0, 1)] : axes;
}

/** Which of a unit's axes is the last in memory, along which dense layers and softmax work. */
export function lastAxis(rank: number, format: DataFormat): number {
  return rank === 3 && format === 'channelsLast' ? 0 : rank - 1;
}

/** The shape of what a layer gives, as feature maps have it. */
export function outputMaps(row: Row): Shape {
  return asMaps(row.output, row.dataFormat);
}

/** The shape of what a layer was given, as feature maps have it. */
export function inputMaps(row: Row): Shape {
  return asMaps(row.input, row.inputFormat);
}

/** The shape of a layer's input, its axes named as the layer itself names them. */
export function ownInput(row: Row): Shape {
  return reread(inputMaps(row), row.inputFormat, row.dataFormat);
}

/** The axes of an image: `rows` gives layers that take images no others. */
export function three<T>(axes: readonly T[]): readonly [T, T, T] {
  return axes as readonly [T, T, T];
}

/**
 * @param whose what has the shape, at the start of a sentence.
 * @throws {RangeError} if there is no such unit.
 */
export function checkUnit(unit: Unit, shape: Shape, whose: string): void {
  const fits = unit.length === shape.length && unit.every((at, axis) => at < (shape[axis] ?? 0));
  if (fits && unit.every((at) => Number.isInteger(at) && at >= 0)) return;
  const names = shape.length === 3 ? ['channel', 'row', 'column'] : shape.length === 1 ? ['unit'] : [];
  const ranges = shape.map((size, axis) => `${names[axis] ?? `axis ${axis}`} 0 to ${size - 1}`);
  throw new RangeError(`${whose} has no unit [${unit.join(', ')}]: it has ${ranges.join(', ')}`);
}

/** @throws {RangeError} if these are not the feature maps that the layer was given. */
export function checkInput(row: Row, input: FeatureMaps): void {
  const shape = inputMaps(row);
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (String(input.shape) === String(shape) && input.values.length === size) return;
  throw new RangeError(
    `${row.layer.name} takes ${shape.join('x')}, but was given ${input.values.length} numbers of shape ${input.shape.join('x')}`,
  );
}

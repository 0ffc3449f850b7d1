/** A unit as the reader writes and reads it. Positions count from 0. */
import type { Unit } from '../../../model/feature-maps';

/** What the positions of a unit are called. */
export function positionNames(shape: readonly number[]): readonly string[] {
  if (shape.length === 3) return ['channel', 'row', 'column'];
  return shape.length === 1 ? ['unit'] : shape.map((_, axis) => `position ${axis + 1}`);
}

/** A unit as text: [3, 10, 20] is channel 3, row 10, column 20. */
export function writeUnit(unit: Unit): string {
  return `[${unit.join(', ')}]`;
}

/** Whether two are the same place. */
export function sameUnit(one: Unit, other: Unit): boolean {
  return one.length === other.length && one.every((position, axis) => position === other[axis]);
}

/** What is wrong with a unit of a layer of this shape, for the reader; null if nothing is. */
export function faultOf(unit: Unit, shape: readonly number[]): string | null {
  if (unit.length !== shape.length) {
    const sizes = shape.length === 1 ? 'one number' : `${shape.length} numbers`;
    return `A unit of this layer is told by ${sizes} (${positionNames(shape).join(', ')}), not ${unit.length}.`;
  }
  const axis = shape.findIndex((size, index) => !isPosition(unit[index], size));
  if (axis < 0) return null;
  return outside(positionNames(shape)[axis] ?? '', String(unit[axis]), shape[axis] ?? 0);
}

/** The unit of this shape that is closest; the middle one where the shapes have nothing in common. */
export function nearestUnit(unit: Unit, shape: readonly number[]): Unit {
  return shape.map((size, axis) => {
    const position = unit.length === shape.length ? unit[axis] : undefined;
    const wanted = position === undefined || Number.isNaN(position) ? size / 2 : position;
    return Math.max(0, Math.min(size - 1, Math.floor(wanted)));
  });
}

/**
 * Reads what was typed into the fields, one text a position.
 *
 * @returns the unit, or what is wrong with it, for the reader
 */
export function readUnit(
  texts: readonly string[],
  shape: readonly number[],
): { unit: Unit } | { fault: string; axis: number } {
  const unit: number[] = [];
  for (const [axis, size] of shape.entries()) {
    const text = (texts[axis] ?? '').trim();
    const name = positionNames(shape)[axis] ?? '';
    if (text === '') return { axis, fault: `Give a ${name}: a whole number from 0 to ${size - 1}.` };
    const position = Number(text);
    if (!isPosition(position, size)) return { axis, fault: outside(name, text, size) };
    unit.push(position);
  }
  return { unit };
}

/** The unit so many steps along each axis; null beyond the edge. */
export function neighbour(unit: Unit, steps: readonly number[], shape: readonly number[]): Unit | null {
  const moved = unit.map((position, axis) => position + (steps[axis] ?? 0));
  return faultOf(moved, shape) === null ? moved : null;
}

function isPosition(position: number | undefined, size: number): boolean {
  return position !== undefined && Number.isInteger(position) && position >= 0 && position < size;
}

function outside(name: string, text: string, size: number): string {
  const range = size === 1 ? 'the only one is 0' : `${name.replace(/ \d+$/, '')}s go from 0 to ${size - 1}`;
  return Number.isInteger(Number(text))
    ? `There is no ${name} ${text}: ${range}.`
    : `“${text}” is no ${name}: give a whole number from 0 to ${size - 1}.`;
}

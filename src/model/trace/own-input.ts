import { indexOf, type FeatureMaps, type Unit } from '../feature-maps';
import type { Shape } from '../layer';
import type { Row } from '../rows';
import { ownInput, reread } from './axes';
import type { Read } from './traced';

/** A layer's input as the layer itself reads it. */
export interface OwnInput {
  /** Its axes named as the layer names them. */
  shape: Shape;
  /** The number at a unit so named, and the unit as the reader knows it; a zero of the padding outside. */
  read(unit: Unit): Read;
  /** The input at a place that lies inside the image, with its number. */
  number(unit: Unit): Read & { input: Unit };
}

/** @param input checked to be what the row's layer was given. */
export function readerOfInput(row: Row, input: FeatureMaps): OwnInput {
  const shape = ownInput(row);
  const inside = (unit: Unit) => unit.every((at, axis) => at >= 0 && at < (shape[axis] ?? 0));
  const number = (unit: Unit) => {
    const known = reread(unit, row.dataFormat, row.inputFormat);
    return { input: known, x: input.values[indexOf(input, known)] ?? NaN };
  };
  return { shape, number, read: (unit) => (inside(unit) ? number(unit) : { input: null, x: 0 }) };
}

/** The units among these, without the zeros of the padding. */
export function inputsOf(reads: readonly { input: Unit | null }[]): Unit[] {
  return reads.flatMap(({ input }) => (input ? [input] : []));
}

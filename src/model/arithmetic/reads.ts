import type { Unit } from '../feature-maps';
import type { Row } from '../rows';

/** Positions along one axis, from `start` to before `end`. */
export interface Range {
  start: number;
  end: number;
}

/** A range for every axis of a unit: [channels, rows, columns], or [units] of a vector. */
export type Box = readonly Range[];

/**
 * The part of its input that a unit reads, without any values. Where the layer pads it reaches beyond the input:
 * its start may be below 0, its end beyond the size.
 *
 * @returns null for a layer whose arithmetic is not known here.
 * @throws {RangeError} if there is no such unit.
 */
export declare function readsOf(row: Row, unit: Unit): Box | null;

/**
 * A unit of this layer that reads that unit of its input: the one whose window has it nearest to the middle; of
 * several channels or units that read it alike, the one with the same number, or the last there is.
 *
 * @returns null if none does (leftover pixels, gaps between strides), or the layer's arithmetic is not known here.
 * @throws {RangeError} if there is no such unit of the input.
 */
export declare function readersOf(row: Row, inputUnit: Unit): Unit | null;

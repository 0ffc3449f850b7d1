/** The way back: through which units of later layers the reader came down to this one. */
import type { Unit } from '../../../model/feature-maps';
import { sameUnit } from './unit-text';

/** A unit of a layer. */
export interface UnitPlace {
  /** Of the layer's row; -1 for the network's input, whose units are pixels. */
  index: number;
  unit: Unit;
}

/**
 * The trail after a step. It holds the units from which the reader came, each reading the next, the first the
 * farthest; a step forward along it shortens it, and a step elsewhere keeps what still reads the place stepped to.
 *
 * @param from where the reader was
 * @param to where they are now
 * @param reads whether a unit is made from another, of a layer that its own takes
 */
export function followTrail(
  trail: readonly UnitPlace[],
  from: UnitPlace,
  to: UnitPlace,
  reads: (reader: UnitPlace, read: UnitPlace) => boolean,
): readonly UnitPlace[] {
  const way = [...trail, from];
  const reader = way.findLastIndex((place) => reads(place, to));
  return way.slice(0, reader + 1);
}

export function samePlace(one: UnitPlace, other: UnitPlace): boolean {
  return one.index === other.index && sameUnit(one.unit, other.unit);
}

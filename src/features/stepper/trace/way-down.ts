/** From a number down to the photograph, each time to the term that counts most. */
import { largestTerm } from '../../../model/trace/largest-term';
import type { TracedUnit } from '../../../model/trace/traced';
import type { Row } from '../../../model/rows';
import { sourceAt } from './places';
import type { UnitPlace } from './trail';

/** Where the largest term of a number comes from; null if it comes from none: from padding, or nobody knows. */
export function largestSource(rows: readonly Row[], index: number, traced: TracedUnit): UnitPlace | null {
  const unit = largestTerm(traced);
  return unit && sourceAt(rows, index, unit);
}

/**
 * The places below a number, each the largest term of the one before, to a pixel of the network's input or to a number
 * that comes from no other.
 *
 * @param traceOf recomputes a number; null once nobody wants to know any more, which ends the way
 */
export async function wayDown(
  rows: readonly Row[],
  from: UnitPlace,
  traceOf: (place: UnitPlace) => Promise<TracedUnit | null>,
): Promise<readonly UnitPlace[]> {
  const way: UnitPlace[] = [];
  for (let here: UnitPlace | null = from; here !== null && here.index >= 0;) {
    const traced = await traceOf(here);
    here = traced && largestSource(rows, here.index, traced);
    if (here !== null) way.push(here);
  }
  return way;
}

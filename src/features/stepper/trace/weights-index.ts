import { lastAxis } from '../../../model/trace/axes';
import type { Unit } from '../../../model/feature-maps';
import type { Row } from '../../../model/rows';

/** Which filter or column a unit has its weights from; null for a layer without weights. */
export function weightsIndex({ layer, dataFormat }: Row, unit: Unit): number | null {
  if (layer.type === 'conv2d') return unit[0] ?? null;
  if (layer.type !== 'dense') return null;
  return unit[lastAxis(unit.length, dataFormat)] ?? null;
}

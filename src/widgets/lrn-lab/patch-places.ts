/** Which place of the patch, and which channel there, is worth a look. */
import type { MapStack, NormalizationConstants } from '../../model/trace/maps';
import { largest } from '../../drawing/statistics';
import { within, type Place } from '../../ui/plane/place';
import { elect } from './votes';

/** The place on maps of another size that lies at the same share of height and width. */
export function scaled({ row, column }: Place, from: MapStack, to: MapStack): Place {
  const [, rows, columns] = from.shape;
  const [, height, width] = to.shape;
  return within(
    { row: Math.floor((row / rows) * height), column: Math.floor((column / columns) * width) },
    { height, width },
  );
}

/** Where the squares of all channels add up to most. */
export function loudestPlace({ shape: [, height, width], values }: MapStack): Place {
  const energy = new Float64Array(height * width);
  values.forEach((value, index) => (energy[index % energy.length]! += value * value));
  const index = largest(energy, 1)[0] ?? 0;
  return { row: Math.floor(index / width), column: index % width };
}

/** The channel that loses most to its neighbours. */
export function mostOutvoted(values: readonly number[], constants: NormalizationConstants): number {
  const losses = values.map((value, channel) => {
    const alone = elect([value], 0, constants);
    return Math.abs(value / alone.divisor - value / elect(values, channel, constants).divisor);
  });
  return largest(losses, 1)[0] ?? 0;
}

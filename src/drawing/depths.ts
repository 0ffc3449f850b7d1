import type { Taken } from '../model/layer';
import type { Row } from '../model/rows';

/** How far behind the network's input each output stands: one more than the last of those that its layer takes; 0 is the input. */
export function depthsOf(rows: readonly Row[]): Map<Taken, number> {
  const depths = new Map<Taken, number>([[null, 0]]);
  for (const { layer, takes } of rows) {
    depths.set(layer.name, 1 + Math.max(...takes.map((name) => depths.get(name) ?? 0)));
  }
  return depths;
}

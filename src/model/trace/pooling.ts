import type { Unit } from '../feature-maps';
import type { Pooling2D } from '../layer';
import { pixelsRead, windowsOf } from '../window';
import { three } from './axes';
import { inputsOf, type OwnInput } from './own-input';
import type { Read, TracedAveragePooling, TracedMaxPooling } from './traced';

/** The largest or the mean of the window's numbers; what padding adds is no number of the window. */
export function tracePooling(
  layer: Pooling2D,
  input: OwnInput,
  unit: Unit,
): TracedMaxPooling | TracedAveragePooling {
  const [channel, row, column] = three(unit);
  const [, height, width] = three(input.shape);
  const [down, across] = windowsOf(layer, [height, width]);
  const reads = pixelsRead(down, row).flatMap((top) =>
    pixelsRead(across, column).map((left) => input.read([channel, top, left])),
  );
  const inputs = inputsOf(reads);
  const shared = { unit, reason: null, inputs, window: layer.poolSize } as const;
  if (layer.type === 'averagePooling2d') {
    const sum = reads.reduce((total, { x }) => total + x, 0);
    return {
      kind: 'averagePooling',
      ...shared,
      reads,
      sum,
      count: inputs.length,
      value: sum / inputs.length,
    };
  }
  const candidates = reads.map((read): Read => (read.input ? read : { input: null, x: -Infinity }));
  const winner = candidates.reduce((best, read) => (wins(read, best) ? read : best));
  return { kind: 'maxPooling', ...shared, reads: candidates, winner: winner.input ?? unit, value: winner.x };
}

/** A number wins over padding and smaller numbers; what is not a number wins over all, so that it is seen. */
function wins(read: Read, best: Read): boolean {
  return !Number.isNaN(best.x) && (!best.input || read.x > best.x || Number.isNaN(read.x));
}

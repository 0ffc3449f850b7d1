/** A window that slides over a map with zeros around it: how much of what it reads is zero, whatever the photograph. */
import type { Network } from '../../model/layer';
import { rows } from '../../model/rows';
import { pixelsRead, windowAcross, windowPositions, type WindowedAxis } from '../../model/window';

export interface Ring {
  /** The convolution whose windows read the zeros. */
  layer: string;
  /** Both axes are alike. */
  axis: WindowedAxis;
  /** How deep a window is. */
  channels: number;
}

/**
 * The zeros that a convolution reads: those it adds itself, and those of a layer right before it.
 *
 * @throws {RangeError} if the network has no such convolution
 */
export function ringOf(network: Network, layer: string): Ring {
  const table = rows(network);
  const index = table.findIndex((row) => row.layer.name === layer);
  const row = table[index];
  const own = row && windowAcross(row.layer, row.input);
  if (!own) throw new RangeError(`The network has no convolution "${layer}".`);
  const before = table[index - 1]?.layer;
  const [left, right] = before?.type === 'zeroPadding2d' ? before.padding[1] : [0, 0];
  const axis: WindowedAxis = {
    ...own,
    size: own.size - left - right,
    padding: [own.padding[0] + left, own.padding[1] + right],
  };
  return { layer, axis, channels: row.input[0] ?? 1 };
}

/** How many places the window finds along an axis. */
export function placesOf(axis: WindowedAxis): number {
  return windowPositions(axis).starts.length;
}

/** How many of the places under the window hold one of the added zeros, in each channel. */
export function zerosUnder(axis: WindowedAxis, row: number, column: number): number {
  const onMap = (position: number) =>
    pixelsRead(axis, position).filter((pixel) => pixel >= 0 && pixel < axis.size).length;
  return pixelsRead(axis, row).length * pixelsRead(axis, column).length - onMap(row) * onMap(column);
}

/** The zeros under every window, row by row. */
export function allZeros(axis: WindowedAxis): { height: number; width: number; values: number[] } {
  const places = placesOf(axis);
  const values = Array.from({ length: places ** 2 }, (_, index) =>
    zerosUnder(axis, Math.floor(index / places), index % places),
  );
  return { height: places, width: places, values };
}

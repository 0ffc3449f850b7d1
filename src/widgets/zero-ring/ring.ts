/** A window that slides over a map with zeros around it: how much of what it reads is zero, whatever the photograph. */
import { partsOf } from '../../drawing/volume';
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
  return { layer, axis, channels: (row.input[0] ?? 1) / partsOf(row.layer) };
}

/** How many places the window finds along an axis. */
export function placesOf(axis: WindowedAxis): number {
  return windowPositions(axis).starts.length;
}

/** A place under the window, counted on the map with its zeros. */
export interface PlaceUnder {
  y: number;
  x: number;
  /** It holds one of the added zeros. */
  isZero: boolean;
}

/** What the window reads of each channel, row by row. */
export function placesUnder(axis: WindowedAxis, row: number, column: number): PlaceUnder[] {
  const before = axis.padding[0];
  const isZero = (pixel: number) => pixel < 0 || pixel >= axis.size;
  return pixelsRead(axis, row).flatMap((y) =>
    pixelsRead(axis, column).map((x) => ({ y: y + before, x: x + before, isZero: isZero(y) || isZero(x) })),
  );
}

export function zerosOf(places: readonly PlaceUnder[]): number {
  return places.filter(({ isZero }) => isZero).length;
}

/** The zeros under every window, row by row. */
export function allZeros(axis: WindowedAxis): { height: number; width: number; values: number[] } {
  const places = placesOf(axis);
  const values = Array.from({ length: places ** 2 }, (_, index) =>
    zerosOf(placesUnder(axis, Math.floor(index / places), index % places)),
  );
  return { height: places, width: places, values };
}

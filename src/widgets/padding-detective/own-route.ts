import type { Layer, Network } from '../../model/layer';
import { windowAcross } from '../../model/window';
import type { PoolingWindow, Route } from './window-paths';
import { readImageShape } from '../../model/image-shape';
import type { Row } from '../../model/rows';
import { rowsOf } from '../../client/network/shown-network';

export interface Case {
  /** Width of what the second convolution gets, before any zeros. */
  input: number;
  /** What the network does with it; null if there is no second convolution, or its zeros are uneven. */
  route: Route | null;
}

/**
 * What a network's second convolution gets, and its way to the third: zeros, convolution, pooling, zeros, as far as
 * they are there. Null if the network branches or does not come that far, or its layers do not fit each other.
 */
export function caseOf(network: Network): Case | null {
  if (network.takes) return null;
  const { rows } = rowsOf(network);
  const convolutions = rows.flatMap(({ layer }, index) => (layer.type === 'conv2d' ? [index] : []));
  const [, second, third = rows.length] = convolutions;
  if (second === undefined) return beforeSecond(rows);
  const before = zerosBefore(rows, second);
  const first = rows[second - before.length];
  const input = first && widthIn(first);
  if (input === null || input === undefined) return null;
  return { input, route: routeOf(rows.slice(second, third), before) };
}

/** A network that has pooled and not yet convolved again: what it gives is what the next convolution gets. */
function beforeSecond(rows: readonly Row[]): Case | null {
  const last = rows.at(-1);
  if (!last || !rows.some(({ layer }) => layer.type === 'maxPooling2d')) return null;
  const width = readImageShape(last.output, last.dataFormat)?.width;
  return width === undefined ? null : { input: width, route: null };
}

function zerosBefore(rows: readonly Row[], convolution: number): Row[] {
  const start = rows.slice(0, convolution).findLastIndex(({ layer }) => layer.type !== 'zeroPadding2d') + 1;
  return rows.slice(start, convolution);
}

function routeOf(rows: readonly Row[], before: readonly Row[]): Route | null {
  const [convolution] = rows;
  const window = convolution && windowAcross(convolution.layer, convolution.input);
  if (!window) return null;
  const pools = rows.filter(({ layer }) => isPooling(layer));
  const after = rows.filter(({ layer }) => layer.type === 'zeroPadding2d');
  const poolings = pools.map(({ layer, input }) => windowAcross(layer, input));
  const zeros = [window.padding, ...before.map(zerosOf)];
  const rings = after.map(zerosOf);
  const even = [...zeros, ...rings, ...poolings.map((pooling) => pooling?.padding ?? [0, 0])].every(
    ([start, end]) => start === end,
  );
  const poolPads = poolings.some((pooling) => pooling?.padding[0] !== 0);
  if (!even || poolings.length > 1 || (poolings.length === 1 && poolPads)) return null;
  const [pooling] = poolings;
  return {
    kernel: window.window,
    stride: window.stride,
    padding: sum(zeros.map(([start]) => start)),
    pooling: pooling ? ({ window: pooling.window, stride: pooling.stride } satisfies PoolingWindow) : null,
    ring: sum(rings.map(([start]) => start)),
  };
}

function isPooling(layer: Layer): boolean {
  return layer.type === 'maxPooling2d' || layer.type === 'averagePooling2d';
}

/** The zeros that a layer adds, at the left and at the right. */
function zerosOf({ layer }: Row): readonly [number, number] {
  return layer.type === 'zeroPadding2d' ? layer.padding[1] : [0, 0];
}

function widthIn({ input, dataFormat }: Row): number | null {
  return readImageShape(input, dataFormat)?.width ?? null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

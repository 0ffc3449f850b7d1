/** The drawing of one network on its way to that of another: both to one scale, their outputs side by side. */
import { readImageShape, sizeOf } from '../model/image-shape';
import type { DataFormat, Shape } from '../model/layer';
import { volume, type Point, type Volume } from './volume';

export interface Drawn {
  /** Below it; null for none. */
  label: string | null;
  output: Shape;
  dataFormat: DataFormat;
}

/** What stands in one place in the two drawings; null where the one has nothing there. */
export interface Pair {
  one: Drawn | null;
  other: Drawn | null;
}

export interface MorphBox {
  polygons: readonly { face: 'side' | 'top' | 'front'; points: readonly Point[] }[];
  label: { text: string; x: number; y: number } | null;
  /** How much of it is there, 0 to 1: what the one network has alone opens and shuts like a door. */
  presence: number;
}

export interface Morph {
  width: number;
  height: number;
  boxes: readonly MorphBox[];
}

/** Drawn units a pixel, a channel and a number of a vector: the whole network is about 700 wide. */
const SCALE = { spatial: 0.72, channel: 0.13, vector: 0.022 };
const GAP = 6;
const BAR_WIDTH = 6;
/** Labels stand in two lines by turns, as bars are narrower than their names. */
const LINE = 12;

/** Sizes along the drawing's three directions; of a vector its numbers alone. */
type Sizes =
  { kind: 'image'; channels: number; height: number; width: number } | { kind: 'vector'; numbers: number };

/**
 * @param share 0: the one network's drawing; 1: the other's; between them every length is on its way.
 * @returns as wide and as high as the larger of the two, whatever the share
 */
export function morph(pairs: readonly Pair[], share: number): Morph {
  const height = Math.max(
    ...[0, 1].map((end) => Math.max(0, ...at(pairs, end).map(({ drawn }) => drawn.height))),
  );
  const width = Math.max(...[0, 1].map((end) => widthOf(pairs, end)));
  let left = 0;
  const boxes = at(pairs, share).map(({ drawn, presence, label }, index): MorphBox => {
    const [x, y] = [left, (height - drawn.height) / 2];
    left += (drawn.width + GAP) * presence;
    const moved = (points: readonly Point[] | null) =>
      points?.map(([right, down]): Point => [x + right * presence, y + down]);
    const faces = [
      { face: 'side' as const, points: moved(drawn.side) },
      { face: 'top' as const, points: moved(drawn.top) },
      { face: 'front' as const, points: moved(drawn.front) },
    ];
    return {
      polygons: faces.flatMap(({ face, points }) => (points ? [{ face, points }] : [])),
      label: label === null ? null : { text: label, x, y: y + drawn.height + LINE * (1 + (index % 2)) },
      presence,
    };
  });
  return { width, height: height + 2 * LINE + 4, boxes };
}

interface Placed {
  drawn: Volume;
  presence: number;
  label: string | null;
}

function widthOf(pairs: readonly Pair[], share: number): number {
  return at(pairs, share).reduce((sum, { drawn, presence }) => sum + (drawn.width + GAP) * presence, -GAP);
}

function at(pairs: readonly Pair[], share: number): Placed[] {
  return pairs.map(({ one, other }) => {
    const [from, to] = [sizesOf(one ?? other!), sizesOf(other ?? one!)];
    const nearer = (share < 0.5 ? one : other) ?? one ?? other;
    const presence = one && other ? 1 : one ? 1 - share : share;
    return { drawn: drawnAs(between(from, to, share)), presence, label: nearer?.label ?? null };
  });
}

function between(from: Sizes, to: Sizes, share: number): Sizes {
  const mix = (a: number, b: number) => a + (b - a) * share;
  if (from.kind === 'image' && to.kind === 'image') {
    return {
      kind: 'image',
      channels: mix(from.channels, to.channels),
      height: mix(from.height, to.height),
      width: mix(from.width, to.width),
    };
  }
  if (from.kind === 'vector' && to.kind === 'vector') {
    return { kind: 'vector', numbers: mix(from.numbers, to.numbers) };
  }
  return share < 0.5 ? from : to;
}

function sizesOf({ output, dataFormat }: Drawn): Sizes {
  const image = readImageShape(output, dataFormat);
  return image ? { kind: 'image', ...image } : { kind: 'vector', numbers: sizeOf(output) };
}

/** A vector stands upright here, as the volumes stand in a row. */
function drawnAs(sizes: Sizes): Volume {
  if (sizes.kind === 'image')
    return volume([sizes.channels, sizes.height, sizes.width], 'channelsFirst', SCALE);
  const height = Math.max(1.5, sizes.numbers * SCALE.vector);
  return {
    kind: 'bar',
    front: [
      [0, 0],
      [BAR_WIDTH, 0],
      [BAR_WIDTH, height],
      [0, height],
    ],
    top: null,
    side: null,
    width: BAR_WIDTH,
    height,
  };
}

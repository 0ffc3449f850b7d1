/** The drawing of one network on its way to that of another, their outputs side by side. */
import type { DataFormat, Shape } from '../model/layer';
import { upright, volume, type Point, type Volume } from './volume';

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

const GAP = 6;
/** Labels stand in two lines by turns, as bars are narrower than their names. */
const LINE = 12;

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
    const [from, to] = [drawnAs(one ?? other!), drawnAs(other ?? one!)];
    const nearer = (share < 0.5 ? one : other) ?? one ?? other;
    const presence = one && other ? 1 : one ? 1 - share : share;
    return { drawn: between(from, to, share), presence, label: nearer?.label ?? null };
  });
}

/** Of two boxes or two bars every point goes straight from the one to the other. */
function between(from: Volume, to: Volume, share: number): Volume {
  if (from.kind !== to.kind) return share < 0.5 ? from : to;
  const mix = (a: number, b: number) => a + (b - a) * share;
  const mixed = (one: readonly Point[], other: readonly Point[]) =>
    one.map(([x, y], corner): Point => [mix(x, other[corner]?.[0] ?? x), mix(y, other[corner]?.[1] ?? y)]);
  return {
    kind: from.kind,
    front: mixed(from.front, to.front),
    top: from.top && to.top && mixed(from.top, to.top),
    side: from.side && to.side && mixed(from.side, to.side),
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
  };
}

/** A vector stands upright here, as the volumes stand in a row. */
function drawnAs({ output, dataFormat }: Drawn): Volume {
  return upright(volume(output, dataFormat));
}

import { readImageShape, sizeOf } from '../model/image-shape';
import type { DataFormat, Layer, Shape } from '../model/layer';

/** [right, down] in drawn units. */
export type Point = readonly [number, number];

/** How long a layer's sizes are drawn. Space and channels have scales of their own, as in the usual drawings. */
export interface VolumeScale {
  /** Drawn units for one pixel of height or width. */
  spatial: number;
  /** How deep one channel is drawn, in drawn units. */
  channel: number;
  /** Drawn units for one number of a vector. */
  vector: number;
}

/**
 * A layer's output as it is drawn: an image is a box, channels to the right, height down, width into the page;
 * a vector is a bar. The faces are polygons with their corners clockwise; the drawing begins at [0, 0].
 */
export interface Volume {
  kind: 'box' | 'bar';
  front: readonly Point[];
  /** Null for a bar, which has no depth. */
  top: readonly Point[] | null;
  side: readonly Point[] | null;
  width: number;
  height: number;
}

/** Where one drawn unit of depth goes: to the right, and so much up. */
const DEPTH: Point = [0.5, 0.3];
/** No edge is drawn shorter: one channel, or a map of 1x1, stays visible. */
const LEAST = 1.5;
const BAR_HEIGHT = 5;
/** The share of the drawing's width that the deepest box may lean to the right. */
const LEAN = 0.4;

/** The polygons of an output of this shape, at this scale. A shape of neither one nor three sizes is drawn as a bar of its numbers. */
export function volume(output: Shape, dataFormat: DataFormat, scale: VolumeScale): Volume {
  const image = readImageShape(output, dataFormat);
  if (!image) return bar(output, scale);
  const across = Math.max(LEAST, image.channels * scale.channel);
  const down = Math.max(LEAST, image.height * scale.spatial);
  const depth = Math.max(LEAST, image.width * scale.spatial);
  const lean = depth * DEPTH[0];
  const rise = depth * DEPTH[1];
  const width = across + lean;
  const height = down + rise;
  return {
    kind: 'box',
    front: [
      [0, rise],
      [across, rise],
      [across, height],
      [0, height],
    ],
    top: [
      [lean, 0],
      [width, 0],
      [across, rise],
      [0, rise],
    ],
    side: [
      [across, rise],
      [width, 0],
      [width, down],
      [across, height],
    ],
    width,
    height,
  };
}

interface Output {
  output: Shape;
  dataFormat: DataFormat;
}

/**
 * The largest scale at which all of these outputs are at most `width` drawn units wide.
 *
 * @param ranks those that are drawn side by side, for a chain one each
 * @param aisle drawn units between two side by side
 */
export function scaleToFit(ranks: readonly (readonly Output[])[], width: number, aisle = 0): VolumeScale {
  const sums = ranks.map((rank) => {
    const images = rank.flatMap(({ output, dataFormat }) => readImageShape(output, dataFormat) ?? []);
    return {
      room: width - aisle * (rank.length - 1),
      depth: images.reduce((sum, image) => sum + image.width, 0),
      channels: images.reduce((sum, image) => sum + image.channels, 0),
      numbers: rank.reduce((sum, { output }) => sum + (output.length === 3 ? 0 : sizeOf(output)), 0),
    };
  });
  const spatial = (width * LEAN) / (Math.max(1, ...sums.map(({ depth }) => depth)) * DEPTH[0]);
  const fit = (most: number, room: number, count: number) =>
    count === 0 ? most : Math.min(most, room / count);
  return {
    spatial,
    channel: sums.reduce(
      (most, { room, depth, channels }) => fit(most, room - depth * spatial * DEPTH[0], channels),
      width,
    ),
    vector: sums.reduce((most, { room, numbers }) => fit(most, room, numbers), width),
  };
}

/** Into how many equal parts a layer splits its channels; 1 where it splits none. */
export function partsOf(layer: Layer): number {
  return 'groups' in layer ? (layer.groups ?? 1) : 1;
}

/** Lines over the faces that show channels, between so many equal parts of them; none where they would lie closer than two units. */
export function seams({ front, top }: Volume, parts: number): readonly (readonly Point[])[] {
  const [[, rise], [across], , [, height]] = front as readonly [Point, Point, Point, Point];
  if (across / parts < 2) return [];
  const lean = top?.[0]?.[0];
  return Array.from({ length: parts - 1 }, (_, index): readonly Point[] => {
    const x = (across * (index + 1)) / parts;
    const down: readonly Point[] = [
      [x, rise],
      [x, height],
    ];
    return lean === undefined ? down : [[x + lean, 0], ...down];
  });
}

/** A polygon as SVG's `points` attribute. */
export function svgPoints(polygon: readonly Point[]): string {
  return polygon.map(([x, y]) => `${hundredths(x)},${hundredths(y)}`).join(' ');
}

function bar(output: Shape, scale: VolumeScale): Volume {
  const width = Math.max(LEAST, sizeOf(output) * scale.vector);
  return {
    kind: 'bar',
    front: [
      [0, 0],
      [width, 0],
      [width, BAR_HEIGHT],
      [0, BAR_HEIGHT],
    ],
    top: null,
    side: null,
    width,
    height: BAR_HEIGHT,
  };
}

function hundredths(length: number): number {
  return Math.round(length * 100) / 100;
}

import { readImageShape, sizeOf } from '../model/image-shape';
import type { DataFormat, Shape } from '../model/layer';

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

/** The largest scale at which every one of these outputs is at most `width` drawn units wide. */
export function scaleToFit(
  outputs: readonly { output: Shape; dataFormat: DataFormat }[],
  width: number,
): VolumeScale {
  const images = outputs.flatMap(({ output, dataFormat }) => readImageShape(output, dataFormat) ?? []);
  const vectors = outputs.filter(({ output }) => output.length !== 3).map(({ output }) => sizeOf(output));
  const deepest = Math.max(1, ...images.map((image) => image.width));
  const spatial = (width * LEAN) / (deepest * DEPTH[0]);
  const channel = Math.min(
    width,
    ...images.map((image) => (width - image.width * spatial * DEPTH[0]) / image.channels),
  );
  return { spatial, channel, vector: width / Math.max(1, ...vectors) };
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

import { readImageShape, sizeOf } from '../model/image-shape';
import type { DataFormat, Layer, Shape } from '../model/layer';
import { writeCount } from './writing/counts';

/** [right, down] in drawn units. */
export type Point = readonly [number, number];

/** How long sizes of one kind are drawn: true between two of them, with the square root beyond. */
interface Lengths {
  from: number;
  to: number;
  /** Drawn units for one, where they are true. */
  each: number;
}

/**
 * The one scale of all drawings: a layer has the same size in each, and a place chooses its zoom alone. Drawn true from
 * the photograph's 227 pixels to the 5 of the last maps, and from 3 channels to 512, some volumes would be streaks.
 */
const PIXELS: Lengths = { from: 55, to: 113, each: 1 };
const CHANNELS: Lengths = { from: 64, to: 512, each: 0.12 };
/** Of a vector. */
const NUMBERS: Lengths = { from: 1000, to: 4096, each: 0.02 };

/** What a reader is told of the scale, a line each. */
export function scaleInWords(): readonly string[] {
  return [
    `One scale for the whole course: 100 channels are as long as ${100 * CHANNELS.each} pixels, 1,000 numbers as ${1000 * NUMBERS.each}.`,
    `That holds from ${between(PIXELS)} pixels, ${between(CHANNELS)} channels, ${between(NUMBERS)} numbers;`,
    'smaller and larger ones go with the square root, so that nothing becomes a streak.',
  ];
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
/** Of a vector's bar. */
const THICKNESS = 5;

/**
 * The polygons of an output of this shape. One of neither one nor three sizes is drawn as a bar of its numbers.
 *
 * @param zoom how much larger than in drawn units. Proportions are the same at each. Defaults to 1.
 */
export function volume(output: Shape, dataFormat: DataFormat, zoom = 1): Volume {
  const image = readImageShape(output, dataFormat);
  if (!image) return bar(lengthOf(sizeOf(output), NUMBERS) * zoom, THICKNESS * zoom);
  const across = lengthOf(image.channels, CHANNELS) * zoom;
  const down = lengthOf(image.height, PIXELS) * zoom;
  const depth = lengthOf(image.width, PIXELS) * zoom;
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

/** A bar that stands: the numbers of a vector from top to bottom. Boxes stand as they are. */
export function upright(drawn: Volume): Volume {
  return drawn.kind === 'box' ? drawn : bar(drawn.height, drawn.width);
}

function lengthOf(count: number, { from, to, each }: Lengths): number {
  const held = Math.min(to, Math.max(from, count));
  return Math.max(LEAST, each * Math.sqrt(count * held));
}

function between({ from, to }: Lengths): string {
  return `${writeCount(from)} to ${writeCount(to)}`;
}

interface Output {
  output: Shape;
  dataFormat: DataFormat;
}

/**
 * The largest zoom at which all of these outputs are at most `width` wide.
 *
 * @param ranks those that are drawn side by side, for a chain one each
 * @param aisle between two side by side, whatever the zoom
 */
export function zoomToFit(ranks: readonly (readonly Output[])[], width: number, aisle = 0): number {
  return ranks.reduce((most, rank) => {
    const wide = rank.reduce((sum, { output, dataFormat }) => sum + volume(output, dataFormat).width, 0);
    return wide === 0 ? most : Math.min(most, (width - aisle * (rank.length - 1)) / wide);
  }, Infinity);
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

/** As SVG's `transform`: puts a unit square onto the face where a picture is seen, of a box the one at the right, of a bar all of it. */
export function squareOnFace({ side, front, width, height }: Volume): string {
  // Corners clockwise: of the side from the near upper one, of the bar from the left upper one.
  const [near, far, , below] = (side ?? front) as readonly [Point, Point, Point, Point];
  const across = [far[0] - near[0], far[1] - near[1]];
  const down = [below[0] - near[0], below[1] - near[1]];
  // A column that lies goes from left to right.
  const edges = side === null && width > height ? [...down, ...across] : [...across, ...down];
  return `matrix(${[...edges, ...near].map(hundredths).join(' ')})`;
}

/** A polygon as SVG's `points` attribute. */
export function svgPoints(polygon: readonly Point[]): string {
  return polygon.map(([x, y]) => `${hundredths(x)},${hundredths(y)}`).join(' ');
}

function bar(width: number, height: number): Volume {
  return {
    kind: 'bar',
    front: [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ],
    top: null,
    side: null,
    width,
    height,
  };
}

function hundredths(length: number): number {
  return Math.round(length * 100) / 100;
}

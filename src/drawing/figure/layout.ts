/** Where everything of the figure stands: a network's outputs to scale, one below the other, branches side by side. */
import type { Network, Taken } from '../../model/layer';
import { networkDataFormat, rows, type Row } from '../../model/rows';
import { partsOf, ranksOf, type Place } from '../ranks';
import { scaleToFit, seams, volume, type Point, type Volume, type VolumeScale } from '../volume';
import { writeShape } from '../writing/counts';
import { writeSettings } from '../writing/settings';

/** A label beside a box, all in one line. */
export interface FigureLabel {
  /** Where the line begins, or ends if `anchor` says so; `y` is the middle of the letters. */
  x: number;
  y: number;
  anchor: 'start' | 'end';
  name: string;
  /** C × H × W. */
  shape: string;
  /** Kernel size, stride and what else is set; may be empty. */
  settings: string;
}

/** One output of the network, drawn. */
export interface FigureBox {
  /** Null for the network's own input. */
  layer: Taken;
  /** Null for the network's own input. */
  row: Row | null;
  /** The corner at the upper left, and the size, of all of it. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Faces from the back to the front, their corners where they stand in the figure. */
  polygons: readonly { face: 'side' | 'top' | 'front'; points: readonly Point[] }[];
  /** Lines that part the groups of channels. */
  seams: readonly (readonly Point[])[];
  label: FigureLabel;
}

/** A line along which an output reaches a layer that does not stand right below it, and alone. */
export interface FigureLink {
  from: Taken;
  to: Taken;
  points: readonly Point[];
}

export interface FigureLayout {
  width: number;
  height: number;
  scale: VolumeScale;
  boxes: readonly FigureBox[];
  links: readonly FigureLink[];
}

/** All in drawn units, at their own size pixels. */
export const FIGURE = {
  margin: 24,
  /** Room for the title above. */
  head: 62,
  /** Room for what is said of the scale below. */
  foot: 56,
  drawing: 210,
  /** The figure is no narrower: its notes have room. */
  least: 440,
  gap: 7,
  /** Between branches. */
  aisle: 14,
  line: 18,
  /** A letter of the mono face and of the other, at the size of labels. */
  letter: { name: 7.9, text: 7.4 },
  /** Between a drawing and its label, and between the columns of labels. */
  space: 16,
} as const;

/** @throws {ShapeError} if the layers do not fit each other. */
export function figureBoxes(network: Network): FigureLayout {
  const table = rows(network);
  const dataFormat = networkDataFormat(network);
  const input = { output: network.inputShape ?? [], dataFormat };
  const drawable = (place: Place) => place.row ?? input;
  const ranks = ranksOf(table);
  const scale = scaleToFit(
    ranks.map((rank) => rank.filter(({ passes }) => !passes).map(drawable)),
    FIGURE.drawing,
    FIGURE.aisle,
  );
  const columns = columnsOf(table);
  const branches = ranks.some((rank) => rank.length > 1);
  const left = branches ? FIGURE.margin + columns.all + FIGURE.space : FIGURE.margin;
  const middle = left + FIGURE.drawing / 2;
  const labelsAt = { start: left + FIGURE.drawing + FIGURE.space, end: left - FIGURE.space };

  const boxes: FigureBox[] = [];
  const links: FigureLink[] = [];
  /** The middle of the lower edge of what stands in the rank before, by whose output it is. */
  let standing = new Map<Taken, Point>();
  let y: number = FIGURE.margin + FIGURE.head;
  for (const rank of ranks) {
    const drawn = rank.map((place) => (place.passes ? null : volume(...volumeOf(drawable(place)), scale)));
    const width = drawn.reduce((sum, each) => sum + (each?.width ?? 0), FIGURE.aisle * (rank.length - 1));
    const lines = Math.max(1, Math.ceil(rank.filter(({ passes }) => !passes).length / 2));
    const height = Math.max(lines * FIGURE.line, ...drawn.map((each) => each?.height ?? 0));
    const below = new Map<Taken, Point>();
    const sides = { start: 0, end: 0 };
    let x = middle - width / 2;
    for (const [index, place] of rank.entries()) {
      const each = drawn[index];
      const top = y + (height - (each?.height ?? height)) / 2;
      const centre = x + (each?.width ?? 0) / 2;
      for (const from of place.from) {
        const start = standing.get(from);
        if (start && (rank.length > 1 || standing.size > 1)) {
          links.push({ from, to: place.of, points: [start, [centre, top]] });
        }
      }
      if (each) {
        const anchor = rank.length > 1 && index < rank.length / 2 ? 'end' : 'start';
        const among = rank.filter(
          (other, at) =>
            !other.passes && (rank.length > 1 && at < rank.length / 2 ? 'end' : 'start') === anchor,
        ).length;
        boxes.push({
          layer: place.of,
          row: place.row,
          x,
          y: top,
          width: each.width,
          height: each.height,
          polygons: facesOf(each, x, top),
          seams: place.row ? seams(each, partsOf(place.row)).map((line) => moved(line, x, top)) : [],
          label: {
            x: labelsAt[anchor],
            y: y + height / 2 + (sides[anchor]++ - (among - 1) / 2) * FIGURE.line,
            anchor,
            name: place.of ?? 'input',
            shape: writeShape(...volumeOf(drawable(place))),
            settings: place.row ? writeSettings(place.row.layer) : '',
          },
        });
      } else {
        links.push({
          from: place.of,
          to: place.of,
          points: [
            [x, y],
            [x, y + height],
          ],
        });
      }
      below.set(place.of, [centre, top + (each?.height ?? height)]);
      x += (each?.width ?? 0) + FIGURE.aisle;
    }
    standing = below;
    y += height + FIGURE.gap;
  }
  return {
    width: Math.max(FIGURE.least, labelsAt.start + columns.all + FIGURE.margin),
    height: y + FIGURE.foot + FIGURE.margin,
    scale,
    boxes,
    links,
  };
}

/** How wide the columns of the labels are: names, shapes, settings. */
export function columnsOf(table: readonly Row[]): { name: number; shape: number; all: number } {
  const longest = (texts: readonly string[]) => Math.max(5, ...texts.map(({ length }) => length));
  const name = longest(table.map(({ layer }) => layer.name)) * FIGURE.letter.name + FIGURE.space;
  const shape =
    longest(table.map(({ output, dataFormat }) => writeShape(output, dataFormat))) * FIGURE.letter.text +
    FIGURE.space;
  const settings = longest(table.map(({ layer }) => writeSettings(layer))) * FIGURE.letter.text;
  return { name, shape, all: name + shape + settings };
}

function volumeOf({ output, dataFormat }: Pick<Row, 'output' | 'dataFormat'>) {
  return [output, dataFormat] as const;
}

function facesOf({ side, top, front }: Volume, x: number, y: number): FigureBox['polygons'] {
  return [
    { face: 'side' as const, points: side },
    { face: 'top' as const, points: top },
    { face: 'front' as const, points: front },
  ].flatMap(({ face, points }) => (points ? [{ face, points: moved(points, x, y) }] : []));
}

function moved(points: readonly Point[], right: number, down: number): readonly Point[] {
  return points.map(([x, y]): Point => [x + right, y + down]);
}

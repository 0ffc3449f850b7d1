/** Where everything of the figure stands: a network's outputs to scale, one below the other, branches side by side. */
import type { Network, Taken } from '../../model/layer';
import { networkDataFormat, rows, type Row } from '../../model/rows';
import { towerOf, type Link, type Standing } from '../tower';
import { partsOf, seams, type Point, type Volume } from '../volume';
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

export interface FigureLayout {
  width: number;
  height: number;
  zoom: number;
  boxes: readonly FigureBox[];
  links: readonly Link[];
}

/** All in drawn units, at their own size pixels. */
export const FIGURE = {
  margin: 24,
  /** Room for the title above. */
  head: 62,
  /** Room for what is said of the scale below. */
  foot: 88,
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
  const input = { output: network.inputShape ?? [], dataFormat: networkDataFormat(network) };
  const tower = towerOf(table, input, {
    width: FIGURE.drawing,
    zoom: 1,
    aisle: FIGURE.aisle,
    gap: FIGURE.gap,
    least: (outputs) => Math.ceil(outputs / 2) * FIGURE.line,
  });
  const columns = columnsOf(table);
  const branches = tower.standing.some(({ beside }) => beside > 1);
  const left = FIGURE.margin + (branches ? columns.all + FIGURE.space : 0);
  const top = FIGURE.margin + FIGURE.head;
  const labelsAt = { start: left + FIGURE.drawing + FIGURE.space, end: left - FIGURE.space };

  const boxes = tower.standing.map((standing): FigureBox => {
    const { row, volume, middle } = standing;
    const [x, y] = [left + standing.x, top + standing.y];
    const { output, dataFormat } = row ?? input;
    const anchor = anchorOf(standing);
    const lines = tower.standing.filter((other) => other.middle === middle && anchorOf(other) === anchor);
    return {
      layer: row && row.layer.name,
      row,
      x,
      y,
      width: volume.width,
      height: volume.height,
      polygons: facesOf(volume, x, y),
      seams: row ? seams(volume, partsOf(row.layer)).map((line) => moved(line, x, y)) : [],
      label: {
        x: labelsAt[anchor],
        y: top + middle + (lines.indexOf(standing) - (lines.length - 1) / 2) * FIGURE.line,
        anchor,
        name: row ? row.layer.name : 'input',
        shape: writeShape(output, dataFormat),
        settings: row ? writeSettings(row.layer) : '',
      },
    };
  });
  return {
    width: Math.max(FIGURE.least, labelsAt.start + columns.all + FIGURE.margin),
    height: top + tower.height + FIGURE.gap + FIGURE.foot + FIGURE.margin,
    zoom: tower.zoom,
    boxes,
    links: tower.links.map((link) => ({ ...link, points: moved(link.points, left, top) })),
  };
}

/** Of those side by side the first half has its labels at the left. */
function anchorOf({ position, beside }: Standing): FigureLabel['anchor'] {
  return beside > 1 && position < beside / 2 ? 'end' : 'start';
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

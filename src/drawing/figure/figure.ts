/** A network as a drawing for slides: one SVG file that stands by itself. */
import type { Network } from '../../model/layer';
import { scaleInWords, svgPoints } from '../volume';
import { rows } from '../../model/rows';
import { writeParameters } from '../writing/counts';
import { columnsOf, FIGURE, figureBoxes, type FigureBox, type FigureLabel } from './layout';

/** The course's colours on light paper: a file on a slide knows no theme. figure.test.ts holds them against tokens.css. */
export const FIGURE_COLOURS = {
  input: '#154da6',
  kernel: '#a65706',
  output: '#08786c',
  paper: '#fcfaf6',
  ink: '#26201c',
  muted: '#635c56',
  rule: '#ded8cf',
} as const;

/** How strong a face's hue is on the paper, as in the course's drawings. */
const FACES = { side: 0.33, top: 0.1, front: 0.22 } as const;

export interface FigureOptions {
  /** Stands above it. Defaults to the network's name. */
  title?: string;
}

/**
 * @returns an SVG document, its letters as text
 * @throws {ShapeError} if the layers do not fit each other.
 */
export function figure(network: Network, { title = network.name }: FigureOptions = {}): string {
  const { width, height, boxes, links } = figureBoxes(network);
  const table = rows(network);
  const columns = columnsOf(table);
  const parameters = table.reduce((sum, row) => sum + row.parameters, 0);
  const subtitle = `${table.length} ${table.length === 1 ? 'layer' : 'layers'}, ${writeParameters(parameters)}`;
  const { margin, foot } = FIGURE;
  const bottom = height - margin - foot + 26;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${hundredths(width)} ${hundredths(height)}" width="${hundredths(width)}" height="${hundredths(height)}" role="img" aria-labelledby="title desc" font-family="Georgia, 'Times New Roman', serif" font-size="13">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(describe(boxes, subtitle))}</desc>`,
    `<rect width="100%" height="100%" fill="${FIGURE_COLOURS.paper}"/>`,
    `<text x="${margin}" y="${margin + 22}" font-size="24" fill="${FIGURE_COLOURS.ink}">${escaped(title)}</text>`,
    `<text x="${margin}" y="${margin + 44}" fill="${FIGURE_COLOURS.muted}">${escaped(subtitle)}</text>`,
    ...links.map(
      ({ points }) =>
        `<polyline points="${svgPoints(points)}" fill="none" stroke="${FIGURE_COLOURS.muted}" stroke-width="0.75"/>`,
    ),
    ...boxes.map((box) => drawn(box)),
    ...boxes.map(({ label }) => labelled(label, columns)),
    ...notes(boxes).map(
      (note, line) =>
        `<text x="${margin}" y="${hundredths(bottom + 16 * line)}" font-size="11.5" fill="${FIGURE_COLOURS.muted}">${escaped(note)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ layer, polygons, seams }: FigureBox): string {
  const hue = layer === null ? FIGURE_COLOURS.input : FIGURE_COLOURS.output;
  return [
    `<g stroke="${hue}" stroke-width="0.9" stroke-linejoin="round">`,
    ...polygons.map(
      ({ face, points }) => `<polygon points="${svgPoints(points)}" fill="${onPaper(hue, FACES[face])}"/>`,
    ),
    ...seams.map(
      (line) =>
        `<polyline points="${svgPoints(line)}" fill="none" stroke="${FIGURE_COLOURS.ink}" stroke-width="1.2"/>`,
    ),
    '</g>',
  ].join('');
}

/** At the right in columns; at the left, where there is no room to line up, one after the other. */
function labelled(
  { x, y, anchor, name, shape, settings }: FigureLabel,
  columns: { name: number; shape: number },
) {
  const part = (text: string, fill: string, place: string, more = '') =>
    text === '' ? '' : `<tspan ${place} fill="${fill}"${more}>${escaped(text)}</tspan>`;
  const mono = ` font-family="Menlo, Consolas, monospace" font-size="12.5"`;
  const at = (offset: number) => (anchor === 'start' ? `x="${hundredths(x + offset)}"` : 'dx="0.9em"');
  return [
    `<text x="${hundredths(x)}" y="${hundredths(y)}" dy="0.35em" text-anchor="${anchor}">`,
    part(name, FIGURE_COLOURS.ink, anchor === 'start' ? at(0) : 'dx="0"', mono),
    part(shape, FIGURE_COLOURS.output, at(columns.name)),
    part(settings, FIGURE_COLOURS.kernel, at(columns.name + columns.shape)),
    '</text>',
  ].join('');
}

/** How to read the drawing, a line each. */
function notes(boxes: readonly FigureBox[]): readonly string[] {
  return [
    ...scaleInWords(),
    ...(boxes.some(({ seams }) => seams.length > 0)
      ? ['A line through a box parts groups of channels that do not see each other.']
      : []),
  ];
}

function describe(boxes: readonly FigureBox[], subtitle: string): string {
  const parts = boxes.map(
    ({ label }) => `${label.name}: ${label.shape}${label.settings === '' ? '' : ` (${label.settings})`}`,
  );
  return `${subtitle}. From the input on, channels × height × width: ${parts.join('; ')}.`;
}

/** A share of the hue, the rest paper. */
function onPaper(hue: string, share: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const [over, under] = [hue, FIGURE_COLOURS.paper].map((hex) => parseInt(hex.slice(at, at + 2), 16));
    return Math.round(share * (over ?? 0) + (1 - share) * (under ?? 0));
  });
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}

function hundredths(length: number): number {
  return Math.round(length * 100) / 100;
}

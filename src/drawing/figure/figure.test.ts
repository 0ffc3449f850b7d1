import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { FAMILY } from '../../model/family/family';
import { paperNetwork } from '../../model/family/reference-networks';
import { twoTowersNetwork } from '../../model/family/two-towers';
import { readImageShape } from '../../model/image-shape';
import { conv2d, dense } from '../../model/make-layer';
import { rows } from '../../model/rows';
import { writeCount } from '../writing/counts';
import { figure, FIGURE_COLOURS } from './figure';
import { scaleInWords, volume, type Point } from '../volume';
import { figureBoxes } from './layout';

const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

/** [across, down] of a polygon. */
function sizeOf(points: readonly Point[]): readonly number[] {
  return [extent(points.map(([x]) => x)), extent(points.map(([, y]) => y))];
}

describe.for(FAMILY.map((member) => [member.id, member.network()] as const))('%s', ([, network]) => {
  const { boxes, zoom, width, height } = figureBoxes(network);
  const svg = figure(network);
  const table = rows(network);

  test('every layer stands in it once, to scale', () => {
    expect(boxes.map(({ layer }) => layer).sort()).toEqual(
      [null, ...table.map(({ layer }) => layer.name)].sort(),
    );
    for (const { layer, output, dataFormat } of table) {
      const box = boxes.find((each) => each.layer === layer.name)!;
      const image = readImageShape(output, dataFormat);
      const drawn = volume(output, dataFormat);
      for (const { face, points } of box.polygons) {
        const [across = NaN, down = NaN] = sizeOf(drawn[face] ?? []);
        expect(sizeOf(points)[0]).toBeCloseTo(zoom * across, 6);
        expect(sizeOf(points)[1]).toBeCloseTo(zoom * down, 6);
      }
      expect(box.polygons).toHaveLength(image ? 3 : 1);
      const shape = image ? `${image.channels} × ${image.height} × ${image.width}` : String(output[0]);
      expect(box.label.shape).toBe(shape);
    }
  });

  test('all stands within the picture, no box in another', () => {
    for (const box of boxes) {
      expect(box.x).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThan(width);
      expect(box.y + box.height).toBeLessThan(height);
      for (const other of boxes.filter((each) => each !== box)) {
        const beside = box.x + box.width <= other.x || other.x + other.width <= box.x;
        const above = box.y + box.height <= other.y || other.y + other.height <= box.y;
        expect(beside || above, `${box.layer} and ${other.layer}`).toBe(true);
      }
    }
  });

  test('the file says all shapes and the parameters, and is a picture', async () => {
    const parameters = table.reduce((sum, row) => sum + row.parameters, 0);
    expect(svg).toContain(`${table.length} layers, ${writeCount(parameters)} parameters`);
    for (const { layer } of table) expect(svg).toContain(`>${layer.name}</tspan>`);
    for (const line of scaleInWords()) expect(svg).toContain(line);
    const picture = await sharp(Buffer.from(svg)).metadata();
    expect(picture.format).toBe('svg');
    expect([picture.width, picture.height]).toEqual([Math.round(width), Math.round(height)]);
  });
});

test('two towers stand beside each other, and each is joined to what it takes', () => {
  const { boxes, links } = figureBoxes(twoTowersNetwork());
  const [left, right] = ['conv_2_1', 'conv_2_2'].map((name) => boxes.find(({ layer }) => layer === name)!);
  expect(left!.y).toBe(right!.y);
  expect(left!.x + left!.width).toBeLessThan(right!.x);
  expect([left!.label.anchor, right!.label.anchor]).toEqual(['end', 'start']);
  const into = links.filter(({ to }) => to === 'concatenate_1').map(({ from }) => from);
  expect(into).toEqual(['conv_2_1', 'conv_2_2']);
});

test('a chain needs no lines, and its groups have a seam in the middle of their channels', () => {
  const { boxes, links } = figureBoxes(paperNetwork());
  expect(links).toEqual([]);
  const seamed = boxes.filter(({ seams }) => seams.length > 0);
  expect(seamed.map(({ layer }) => layer)).toEqual(['conv2', 'conv4', 'conv5']);
  for (const box of seamed) {
    const [across = NaN] = sizeOf(box.polygons.find(({ face }) => face === 'front')?.points ?? []);
    const [x] = box.seams[0]!.at(-1)!;
    expect(x - box.x).toBeCloseTo(across / 2);
  }
});

test('what is skipped past has a way of its own beside the layers', () => {
  const layers = [conv2d('one', 4, 3), conv2d('two', 4, 3, { padding: 'same' })];
  const network = {
    name: '<skip> & "join"',
    inputShape: [3, 9, 9],
    layers: [...layers, { type: 'concatenate' as const, name: 'join', axis: 1 }, dense('end', 2)],
    takes: { one: [null], two: ['one'], join: ['one', 'two'], end: ['join'] },
  };
  const { links } = figureBoxes(network);
  expect(links.map(({ from, to }) => `${from} ${to}`)).toEqual([
    'one two',
    'one one',
    'one join',
    'two join',
  ]);
  expect(figure(network)).toContain('<title id="title">&#60;skip&#62; &#38; &#34;join&#34;</title>');
});

test('its colours are those of the light theme', () => {
  const css = readFileSync('src/styles/tokens.css', 'utf8');
  for (const [name, colour] of Object.entries(FIGURE_COLOURS)) {
    expect(css).toContain(`--${name}: light-dark(${colour}, `);
  }
});

import { describe, expect, test } from 'vitest';
import { notebookNetwork } from '../model/networks';
import { rows } from '../model/rows';
import { scaleToFit, seams, svgPoints, volume, type Point } from './volume';

const SCALE = { spatial: 2, channel: 0.5, vector: 0.02 };

/** Twice the signed area would do as well: the shoelace formula, positive for corners clockwise on a screen. */
function area(polygon: readonly Point[]): number {
  return polygon.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = polygon[(index + 1) % polygon.length] ?? [0, 0];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

describe('volume(output, dataFormat, scale)', () => {
  const box = volume([96, 55, 55], 'channelsFirst', SCALE);
  const faces = [box.front, box.top ?? [], box.side ?? []];

  test('an image is a box whose front is channels by height, to scale', () => {
    expect(box.kind).toBe('box');
    expect(area(box.front)).toBeCloseTo(96 * 0.5 * 55 * 2);
  });

  test('the faces have their corners clockwise', () => {
    for (const face of faces) expect(area(face)).toBeGreaterThan(0);
  });

  test('the faces touch and fill the outline: the bounding box less its two cut corners', () => {
    const across = 96 * 0.5;
    const down = 55 * 2;
    const lean = box.width - across;
    const rise = box.height - down;
    const total = faces.map(area).reduce((sum, face) => sum + face, 0);
    expect(total).toBeCloseTo(box.width * box.height - lean * rise);
    const corners = new Set(faces.flat().map(([x, y]) => `${x} ${y}`));
    expect(corners.size).toBe(7);
  });

  test('it fills its width and height from the origin', () => {
    const xs = faces.flat().map(([x]) => x);
    const ys = faces.flat().map(([, y]) => y);
    expect([Math.min(...xs), Math.min(...ys)]).toEqual([0, 0]);
    expect([Math.max(...xs), Math.max(...ys)]).toEqual([box.width, box.height]);
  });

  test('channels last is drawn the same', () => {
    expect(volume([55, 40, 96], 'channelsLast', SCALE)).toEqual(volume([96, 55, 40], 'channelsFirst', SCALE));
  });

  test('twice the pixels are drawn twice as high', () => {
    const small = volume([96, 20, 20], 'channelsFirst', SCALE);
    const large = volume([96, 40, 40], 'channelsFirst', SCALE);
    expect(large.height).toBeCloseTo(2 * small.height);
  });

  test('a vector is a bar of its own scale', () => {
    const bar = volume([4096], 'channelsFirst', SCALE);
    expect(bar).toMatchObject({ kind: 'bar', top: null, side: null });
    expect(bar.width).toBeCloseTo(81.92);
  });

  test('one channel and one unit stay visible', () => {
    const tiny = { spatial: 0.01, channel: 0.01, vector: 0.01 };
    for (const shape of [[1, 1, 1], [1]]) {
      const { width, height } = volume(shape, 'channelsFirst', tiny);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(1.5);
    }
  });
});

describe('scaleToFit(outputs, width)', () => {
  const outputs = rows(notebookNetwork());
  const scale = scaleToFit(
    outputs.map((row) => [row]),
    180,
  );
  const widths = (kind: string) =>
    outputs
      .map(({ output, dataFormat }) => volume(output, dataFormat, scale))
      .filter((drawn) => drawn.kind === kind)
      .map((drawn) => drawn.width);

  test('every volume of the notebook fits, and the widest box and bar use all of it', () => {
    expect(Math.max(...widths('box'))).toBeCloseTo(180);
    expect(Math.max(...widths('bar'))).toBeCloseTo(180);
  });

  test('of nothing is a scale still', () => {
    for (const length of Object.values(scaleToFit([], 100))) expect(length).toBeGreaterThan(0);
  });
});

describe('side by side', () => {
  const half = { output: [128, 23, 23], dataFormat: 'channelsFirst' } as const;

  test('two take no more room than one that has the channels of both, less the aisle', () => {
    const scale = scaleToFit([[half, half]], 132, 8);
    const { width } = volume(half.output, half.dataFormat, scale);
    expect(2 * width + 8).toBeCloseTo(132);
  });

  test('seams part a box over its front and top, a bar straight down', () => {
    const scale = { spatial: 1, channel: 1, vector: 0.1 };
    const box = volume([90, 10, 10], 'channelsFirst', scale);
    expect(seams(box, 3)).toEqual(
      [30, 60].map((x) => [
        [x + 5, 0],
        [x, 3],
        [x, 13],
      ]),
    );
    expect(seams(volume([100], 'channelsFirst', scale), 2)).toEqual([
      [
        [5, 0],
        [5, 5],
      ],
    ]);
    expect(seams(box, 1)).toEqual([]);
    expect(seams(box, 90)).toEqual([]);
  });
});

test('svgPoints(polygon) writes two decimals at most', () => {
  expect(
    svgPoints([
      [0, 1 / 3],
      [2.5, 10],
    ]),
  ).toBe('0,0.33 2.5,10');
});

import { describe, expect, test } from 'vitest';
import { notebookNetwork } from '../model/networks';
import { rows } from '../model/rows';
import {
  scaleInWords,
  seams,
  squareOnFace,
  svgPoints,
  upright,
  volume,
  zoomToFit,
  type Point,
} from './volume';

/** Twice the signed area would do as well: the shoelace formula, positive for corners clockwise on a screen. */
function area(polygon: readonly Point[]): number {
  return polygon.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = polygon[(index + 1) % polygon.length] ?? [0, 0];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

describe('volume(output, dataFormat, zoom)', () => {
  const box = volume([96, 55, 55], 'channelsFirst');
  const faces = [box.front, box.top ?? [], box.side ?? []];

  test('an image is a box whose front is channels by height', () => {
    expect(box.kind).toBe('box');
    expect(area(box.front)).toBeCloseTo(96 * 0.12 * 55);
  });

  test('the faces have their corners clockwise', () => {
    for (const face of faces) expect(area(face)).toBeGreaterThan(0);
  });

  test('the faces touch and fill the outline: the bounding box less its two cut corners', () => {
    const across = 96 * 0.12;
    const down = 55;
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
    expect(volume([55, 40, 96], 'channelsLast')).toEqual(volume([96, 55, 40], 'channelsFirst'));
  });

  test('one channel and one unit stay visible, and all is zoomed along', () => {
    for (const shape of [[1, 1, 1], [1]]) {
      const { width, height } = volume(shape, 'channelsFirst');
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(1.5);
      const zoomed = volume(shape, 'channelsFirst', 0.1);
      expect(zoomed.width).toBeCloseTo(width / 10);
      expect(zoomed.height).toBeCloseTo(height / 10);
    }
  });
});

describe('the bend', () => {
  const extent = (points: readonly Point[] | null, axis: 0 | 1) => {
    const values = (points ?? []).map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  const pixels = (count: number) => extent(volume([64, count, count], 'channelsFirst').front, 1);
  const channels = (count: number) => extent(volume([count, 55, 55], 'channelsFirst').front, 0);
  const numbers = (count: number) => volume([count], 'channelsFirst').width;

  test.each([
    ['pixels', pixels, { 13: 26.74, 55: 55, 109: 109, 113: 113, 227: 160.16 }],
    ['channels', channels, { 3: 1.66, 16: 3.84, 64: 7.68, 96: 11.52, 512: 61.44, 2048: 122.88 }],
    ['numbers', numbers, { 10: 2, 1000: 20, 4096: 81.92, 9216: 122.88 }],
  ])('%s are true in the middle, and go with the square root outside', (_, length, expected) => {
    for (const [count, drawn] of Object.entries(expected))
      expect(length(Number(count))).toBeCloseTo(drawn, 2);
  });

  test('a stride of 2 instead of 4 looks like four times the map', () => {
    const face = (side: number) => area(volume([96, side, side], 'channelsFirst').side ?? []);
    expect(face(109) / face(55) / 4).toBeGreaterThan(0.98);
  });

  test('a reader is told its numbers', () => {
    const words = scaleInWords().join(' ');
    expect(words).toContain('100 channels are as long as 12 pixels, 1,000 numbers as 20');
    expect(words).toContain('from 55 to 113 pixels, 64 to 512 channels, 1,000 to 4,096 numbers');
  });
});

describe('zoomToFit(ranks, width)', () => {
  const ranks = rows(notebookNetwork()).map((row) => [row]);
  const half = { output: [128, 23, 23], dataFormat: 'channelsFirst' } as const;

  test('every volume of the notebook fits, and the widest uses all of it', () => {
    const zoom = zoomToFit(ranks, 180);
    const widths = ranks.flat().map((row) => volume(row.output, row.dataFormat, zoom).width);
    expect(Math.max(...widths)).toBeCloseTo(180);
  });

  test('two side by side fit with the aisle between them', () => {
    const { width } = volume(half.output, half.dataFormat, zoomToFit([[half, half]], 132, 8));
    expect(2 * width + 8).toBeCloseTo(132);
  });

  test('of nothing any fits', () => {
    expect(zoomToFit([], 100)).toBe(Infinity);
  });
});

test('upright(volume) stands a bar up, and leaves a box', () => {
  const bar = upright(volume([4096], 'channelsFirst'));
  expect([bar.width, bar.height]).toEqual([5, expect.closeTo(81.92)]);
  expect(area(bar.front)).toBeCloseTo(5 * 81.92);
  const box = volume([3, 8, 8], 'channelsFirst');
  expect(upright(box)).toBe(box);
});

test('seams part a box over its front and top, a bar straight down', () => {
  const box = volume([384, 11, 11], 'channelsFirst');
  const [across, rise] = box.front[1] as Point;
  const lean = box.width - across;
  expect(seams(box, 2)).toEqual([
    [
      [across / 2 + lean, 0],
      [across / 2, rise],
      [across / 2, box.height],
    ],
  ]);
  expect(seams(volume([1000], 'channelsFirst'), 2)).toEqual([
    [
      [10, 0],
      [10, 5],
    ],
  ]);
  expect(seams(box, 1)).toEqual([]);
  expect(seams(box, 90)).toEqual([]);
});

describe('squareOnFace(volume) puts a picture', () => {
  /** Where the square's corners come to lie: upper left, upper right, lower left. */
  function corners(transform: string): Point[] {
    const [a = NaN, b = NaN, c = NaN, d = NaN, e = NaN, f = NaN] = /\((.*)\)/
      .exec(transform)![1]!
      .split(' ')
      .map(Number);
    return [
      [e, f],
      [a + e, b + f],
      [c + e, d + f],
    ];
  }
  const near = (points: readonly Point[]) =>
    points.map(([x, y]) => [expect.closeTo(x, 1), expect.closeTo(y, 1)] as unknown as Point);

  test('onto the side of a box', () => {
    const box = volume([96, 55, 55], 'channelsFirst');
    const [upperNear, upperFar, , lowerNear] = box.side as readonly [Point, Point, Point, Point];
    expect(corners(squareOnFace(box))).toEqual(near([upperNear, upperFar, lowerNear]));
  });

  test('over all of a bar: a column from top to bottom, or from left to right where the bar lies', () => {
    const bar = volume([4096], 'channelsFirst');
    expect(corners(squareOnFace(upright(bar)))).toEqual(
      near([
        [0, 0],
        [5, 0],
        [0, 81.92],
      ]),
    );
    expect(corners(squareOnFace(bar))).toEqual(
      near([
        [0, 0],
        [0, 5],
        [81.92, 0],
      ]),
    );
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

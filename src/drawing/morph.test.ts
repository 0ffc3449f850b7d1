import { describe, expect, test } from 'vitest';
import { type Drawn, morph, type Morph } from './morph';

const image = (channels: number, side: number): Drawn => ({
  label: `${channels}`,
  output: [channels, side, side],
  dataFormat: 'channelsFirst',
});
const vector = (numbers: number): Drawn => ({ label: null, output: [numbers], dataFormat: 'channelsFirst' });

const PAIRS = [
  { one: image(3, 227), other: image(1, 224) },
  { one: image(96, 55), other: null },
  { one: null, other: image(256, 27) },
  { one: vector(6400), other: vector(9216) },
];

/** Height of a box's front: the lengths of the drawing. */
function fronts({ boxes }: Morph): number[] {
  return boxes.map(({ polygons }) => {
    const front = polygons.find(({ face }) => face === 'front')!.points.map(([, y]) => y);
    return Math.max(...front) - Math.min(...front);
  });
}

describe('the drawing on its way', () => {
  test('at both ends shows one network alone, in between both in part', () => {
    const presence = (share: number) => morph(PAIRS, share).boxes.map((box) => box.presence);
    expect(presence(0)).toEqual([1, 1, 0, 1]);
    expect(presence(0.25)).toEqual([1, 0.75, 0.25, 1]);
    expect(presence(1)).toEqual([1, 0, 1, 1]);
  });

  test('every length goes straight from the one to the other', () => {
    const [start, middle, end] = [0, 0.5, 1].map((share) => fronts(morph(PAIRS, share)));
    for (const [index, length] of middle!.entries()) {
      expect(length).toBeCloseTo((start![index]! + end![index]!) / 2, 6);
    }
    expect(end![0]! / start![0]!).toBeCloseTo(Math.sqrt(224 / 227), 6);
    expect(end![3]! / start![3]!).toBeCloseTo(Math.sqrt(9216 / 6400), 6);
  });

  test('the frame stays, and holds all of it', () => {
    for (const share of [0, 0.3, 1]) {
      const { width, height, boxes } = morph(PAIRS, share);
      expect([width, height]).toEqual([morph(PAIRS, 0).width, morph(PAIRS, 0).height]);
      const points = boxes
        .filter(({ presence }) => presence > 0)
        .flatMap(({ polygons }) => polygons.flatMap((each) => each.points));
      expect(Math.max(...points.map(([x]) => x))).toBeLessThanOrEqual(width + 1e-6);
      expect(Math.max(...points.map(([, y]) => y))).toBeLessThanOrEqual(height);
    }
  });

  test('what an image becomes that is no image is the one, then the other', () => {
    const pairs = [{ one: image(3, 10), other: vector(10) }];
    expect(morph(pairs, 0.4).boxes[0]?.polygons).toHaveLength(3);
    expect(morph(pairs, 0.6).boxes[0]?.polygons).toHaveLength(1);
    expect(morph(pairs, 0.4).boxes[0]?.label?.text).toBe('3');
  });
});

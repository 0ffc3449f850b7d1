import { expect, test } from 'vitest';
import { upright, volume } from './volume';
import { partOfVolume } from './volume-part';

const whole = (...sizes: number[]) => sizes.map((end) => ({ start: 0, end }));

test('all of a volume is the volume', () => {
  const drawn = volume([96, 55, 55], 'channelsFirst', 0.57);
  const { faces } = partOfVolume(drawn, [96, 55, 55], whole(96, 55, 55));
  for (const [face, polygon] of [drawn.front, drawn.top!, drawn.side!].entries()) {
    for (const [at, point] of polygon.entries()) {
      expect(faces[face]?.[at]?.[0]).toBeCloseTo(point[0], 9);
      expect(faces[face]?.[at]?.[1]).toBeCloseTo(point[1], 9);
    }
  }
  const standing = upright(volume([4096], 'channelsFirst'));
  expect(partOfVolume(standing, [4096], whole(4096)).faces[0]).toEqual(standing.front);
});

test('one number is seen, within the volume, where it stands', () => {
  const drawn = volume([256, 13, 13], 'channelsFirst');
  const last = partOfVolume(
    drawn,
    [256, 13, 13],
    [
      { start: 255, end: 256 },
      { start: 12, end: 13 },
      { start: 12, end: 13 },
    ],
  );
  for (const [x, y] of last.faces.flat()) {
    expect(x).toBeLessThanOrEqual(drawn.width + 1e-9);
    expect(y).toBeGreaterThanOrEqual(-1e-9);
    expect(y).toBeLessThanOrEqual(drawn.height + 1e-9);
  }
  // The last column lies farthest back: to the right, and up.
  expect(last.middle[0]).toBeGreaterThan(0.9 * drawn.width);
  const standing = upright(volume([1000], 'channelsFirst'));
  const [top, bottom] = [0, 999].map(
    (start) => partOfVolume(standing, [1000], [{ start, end: start + 1 }]).middle[1],
  );
  expect([top, bottom]).toEqual([1, standing.height - 1]);
});

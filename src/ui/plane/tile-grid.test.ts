import { describe, expect, test } from 'vitest';
import { rowsInView, scrolledTo, tileAfterKey, tileSize } from './tile-grid';

describe('a tile', () => {
  test.for([1, 3, 5, 6, 11, 13, 27, 52])('of %i pixels is enlarged by a whole factor', (side) => {
    const { width, height } = tileSize(side, side);
    expect(width % side).toBe(0);
    expect(height).toBe(width);
    expect(width).toBeGreaterThanOrEqual(44);
    expect(width).toBeLessThanOrEqual(64);
  });

  test.for([
    [224, 224],
    [224, 10],
    [5, 200],
    [1, 4000],
    [4000, 1],
  ] as const)('of %i × %i pixels is neither large nor too small to press', ([width, height]) => {
    const tile = tileSize(width, height);
    for (const side of [tile.width, tile.height]) {
      expect(side).toBeGreaterThanOrEqual(4);
      expect(side).toBeLessThanOrEqual(80);
    }
  });
});

describe('what is drawn of a long grid', () => {
  /** 100 rows of 10; the view shows 35. */
  const drawn = (scrolled: number) => rowsInView(scrolled, 35, 10, 100);

  test('is what is in view and two rows at either end', () => {
    expect(drawn(0)).toEqual({ from: 0, to: 6 });
    expect(drawn(500)).toEqual({ from: 48, to: 56 });
    expect(drawn(965)).toEqual({ from: 94, to: 100 });
  });

  test('is nothing, beyond its end', () => {
    const { from, to } = drawn(5000);
    expect(to - from).toBeLessThanOrEqual(0);
  });

  test('a row comes into view by the shortest way', () => {
    expect(scrolledTo(3, 0, 35, 10)).toBe(5);
    expect(scrolledTo(1, 0, 35, 10)).toBe(0);
    expect(scrolledTo(1, 500, 35, 10)).toBe(10);
  });
});

describe('keys', () => {
  /** 10 tiles in rows of four: 0-3, 4-7, 8-9. */
  const key = (name: string, at: number) => tileAfterKey(name, at, { count: 10, columns: 4, rowsInPage: 2 });

  test.for([
    ['ArrowRight', 3, 4],
    ['ArrowRight', 9, 9],
    ['ArrowLeft', 0, 0],
    ['ArrowLeft', 4, 3],
    ['ArrowUp', 2, 2],
    ['ArrowUp', 9, 5],
    ['ArrowDown', 1, 5],
    ['ArrowDown', 7, 7],
    ['PageDown', 1, 9],
    ['PageUp', 9, 1],
    ['Home', 7, 0],
    ['End', 0, 9],
  ] as const)('%s leads from %i to %i', ([name, from, to]) => {
    expect(key(name, from)).toBe(to);
  });

  test('others are left to the page', () => {
    expect(key('Tab', 3)).toBeNull();
  });
});

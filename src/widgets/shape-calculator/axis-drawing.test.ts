import { describe, expect, test } from 'vitest';
import { windowPositions } from '../../model/window';
import { drawAxis, wholeAxis } from './axis-drawing';

describe('drawAxis', () => {
  const axis = { size: 20, window: 5, stride: 3, padding: [1, 0] as const };
  const positions = windowPositions(axis);
  const boxes = (path: string) => path.split('M').length - 1;
  const ends = (path: string) =>
    Array.from(
      path.matchAll(/M([\d.]+) [\d.]+h([\d.]+)/g),
      ([, left, width]) => Number(left) + Number(width),
    );

  test('draws every pixel, zero, window and output, and what is left', () => {
    const drawing = drawAxis(axis, positions, wholeAxis(axis, positions.lacking), 600);
    expect(boxes(drawing.pixels)).toBe(20);
    expect(boxes(drawing.zeros)).toBe(1);
    expect(boxes(drawing.windows)).toBe(6);
    expect(boxes(drawing.output)).toBe(6);
    expect(boxes(drawing.unused)).toBe(1);
    expect(boxes(drawing.lacking)).toBe(1);
  });

  test('keeps within its width, the whole and an enlarged end', () => {
    for (const section of [wholeAxis(axis, positions.lacking), { from: 12, to: 23 }]) {
      const drawing = drawAxis(axis, positions, section, 600);
      const paths = Object.values(drawing).filter((path) => typeof path === 'string');
      for (const end of paths.flatMap(ends)) expect(end).toBeLessThanOrEqual(600);
    }
  });

  test('windows of one lane do not touch', () => {
    const drawing = drawAxis(axis, positions, wholeAxis(axis, positions.lacking), 600);
    const lines = Array.from(
      drawing.windows.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)/g),
      ([, left, top, width]) => ({
        left: Number(left),
        right: Number(left) + Number(width),
        top: Number(top),
      }),
    );
    for (const one of lines)
      for (const other of lines)
        if (one !== other && one.top === other.top)
          expect(one.right < other.left || other.right < one.left).toBe(true);
  });
});

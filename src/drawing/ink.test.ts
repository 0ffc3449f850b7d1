import { expect, test } from 'vitest';
import { diverging, sequential } from './colour-scale';
import { inkOn, paper } from './ink';

test('on light paper the ink is black, on dark paper white', () => {
  expect(paper([250, 250, 240])).toBe('background: rgb(250 250 240); color: #000');
  expect(inkOn([20, 30, 90])).toBe('#fff');
});

test('each colour of a scale has an ink that is read on it: 4.5 to 1', () => {
  // As axe has it, with the older threshold.
  const luminance = (colour: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = colour.map((component) => {
      const share = component / 255;
      return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    });
    return red * 0.2126 + green * 0.7152 + blue * 0.0722;
  };
  for (const scale of [sequential, diverging]) {
    for (let value = -1; value <= 1; value += 1 / 64) {
      const colour = scale(value, -1, 1);
      const ink = inkOn(colour) === '#000' ? 0 : 1;
      const [dark, light] = [luminance(colour), ink].sort((a, b) => a - b) as [number, number];
      expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
  }
});

import { expect, test } from 'vitest';
import { coloursOf, diverging, sequential, themes } from './colour-scale';
import { inkOn, paper } from './ink';

test('on light colours the ink is black, on dark ones white, in each theme', () => {
  expect(paper({ light: [250, 250, 240], dark: [20, 30, 90] })).toBe(
    'background: light-dark(#fafaf0, #141e5a); color: light-dark(#000, #fff)',
  );
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
      for (const theme of themes) {
        const colour = coloursOf(scale, value, { minimum: -1, maximum: 1 })[theme];
        const ink = inkOn(colour) === '#000' ? 0 : 1;
        const [dark, light] = [luminance(colour), ink].sort((a, b) => a - b) as [number, number];
        expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
});

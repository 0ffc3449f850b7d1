import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, distance, linear, seenWith, visionNames } from '../../tests/support/colour';
import {
  diverging,
  grey,
  paintChannel,
  scaleGradient,
  sequential,
  themes,
  type Colour,
  type Theme,
} from './colour-scale';

const hex = (colour: Colour) =>
  `#${colour.map((component) => Math.round(component).toString(16).padStart(2, '0')).join('')}`;
const seen = (colour: Colour, vision: (typeof visionNames)[number]) => seenWith(vision, linear(hex(colour)));

/** CIE L*, 0 to 100, from relative luminance: another measure of lightness than the one the scales are made with. */
function lightness(colour: Colour | string): number {
  const [red, green, blue] = linear(typeof colour === 'string' ? colour : hex(colour));
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
}

const steps = (count: number) => Array.from({ length: count + 1 }, (_, step) => step / count);

const [, light = '', dark = ''] =
  /--paper: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/.exec(
    readFileSync('src/styles/tokens.css', 'utf8'),
  ) ?? [];
const page = { light, dark };

describe.for(themes)('on a %s page', (theme) => {
  const [magnitude, signed] = [sequential[theme], diverging[theme]];
  /** Farther from the page, in its lightness. */
  const away = theme === 'light' ? -1 : 1;
  const rises = (colours: readonly Colour[]) =>
    colours.slice(1).map((colour, at) => away * (lightness(colour) - lightness(colours[at]!)));

  test('zero is the page itself, whatever the extremes', () => {
    expect(hex(magnitude(0, 0, 4))).toBe(page[theme]);
    expect(hex(signed(0, -1, 5))).toBe(page[theme]);
    expect(hex(signed(0, 0, 0))).toBe(page[theme]);
    expect(hex(magnitude(7, 7, 7))).toBe(page[theme]);
  });

  test('magnitudes move away from it evenly: they read in grey', () => {
    const moves = rises(steps(20).map((value) => magnitude(value, 0, 1)));
    expect(Math.min(...moves)).toBeGreaterThan(2.5);
    expect(Math.max(...moves)).toBeLessThan(7);
  });

  test.for([-1, 1])('signed values of sign %s do too', (sign) => {
    const moves = rises(steps(10).map((value) => signed(sign * value, -1, 1)));
    expect(Math.min(...moves)).toBeGreaterThan(3);
    expect(Math.max(...moves)).toBeLessThan(11);
  });

  test('both signs have one scale and are equally strong', () => {
    for (const value of [0.25, 0.5, 0.75, 1]) {
      const [below, above] = [signed(-value, -1, 5), signed(value, -1, 5)];
      expect(Math.abs(lightness(below) - lightness(above))).toBeLessThan(4);
      const far = [below, above].map((colour) => distance(linear(hex(colour)), linear(page[theme])));
      expect(Math.abs(far[0]! - far[1]!) / far[0]!).toBeLessThan(0.1);
    }
  });

  test.for(visionNames)('the ends stand out from the page, seen with %s vision', (vision) => {
    const paper = seenWith(vision, linear(page[theme]));
    for (const end of [magnitude(1, 0, 1), signed(-1, -1, 1), signed(1, -1, 1)]) {
      expect(contrast(seen(end, vision), paper)).toBeGreaterThan(7);
    }
    // A tenth of the way it is not the page any more: 0.02 is just noticeable.
    for (const faint of [magnitude(0.1, 0, 1), signed(-0.1, -1, 1), signed(0.1, -1, 1)]) {
      expect(distance(seen(faint, vision), paper)).toBeGreaterThan(0.04);
    }
  });

  test.for(visionNames)('the signs differ, seen with %s vision', (vision) => {
    for (const [value, least] of [
      [0.2, 0.04],
      [0.5, 0.1],
      [1, 0.15],
    ] as const) {
      const apart = distance(seen(signed(-value, -1, 1), vision), seen(signed(value, -1, 1), vision));
      expect(apart).toBeGreaterThan(least);
    }
  });

  test('what lies beyond is shown as the ends', () => {
    expect(magnitude(-3, 0, 1)).toEqual(magnitude(0, 0, 1));
    expect(magnitude(Infinity, 0, 1)).toEqual(magnitude(1, 0, 1));
  });
});

test('magnitudes have the hue of outputs', () => {
  const [red, green, blue] = sequential.light(0.5, 0, 1);
  expect(green).toBeGreaterThan(blue);
  expect(blue).toBeGreaterThan(red + 40);
});

describe('paintChannel(values, height, width, scale, range)', () => {
  const range = { minimum: 0, maximum: 4 };

  test('paints row by row, opaque', () => {
    const pixels = paintChannel(Float32Array.of(0, 1, 2, 3, 4, 0), 2, 3, sequential, range, 'light');
    expect(pixels).toHaveLength(24);
    expect([...pixels.slice(16, 20)]).toEqual([...sequential.light(4, 0, 4), 255]);
    expect([...pixels.slice(20, 24)]).toEqual([...sequential.light(0, 0, 4), 255]);
  });

  test('paints what is not a number grey', () => {
    expect([...paintChannel([NaN], 1, 1, diverging, range, 'dark')]).toEqual([128, 128, 128, 255]);
    expect([...paintChannel([1], 1, 1, sequential, { minimum: NaN, maximum: NaN }, 'dark')]).toEqual([
      128, 128, 128, 255,
    ]);
  });

  test('refuses values that do not fill the picture', () => {
    expect(() => paintChannel([1, 2, 3], 2, 2, sequential, range, 'light')).toThrow(
      'A channel of 2x2 has 4 values, but 3 were given',
    );
  });
});

describe('the scale under a picture', () => {
  /** How light each stop is, in each theme. */
  const stops = (gradient: string, theme: Theme) =>
    [...gradient.matchAll(/light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, light = '', dark = '']) =>
      lightness(theme === 'light' ? light : dark),
    );

  test('of magnitudes goes from light to dark on a light page, from dark to light on a dark one', () => {
    const gradient = scaleGradient({ minimum: 0, maximum: 9 });
    const [light, dark] = [stops(gradient, 'light'), stops(gradient, 'dark')];
    expect(light).toHaveLength(9);
    expect(light).toEqual(light.toSorted((a, b) => b - a));
    expect(dark).toEqual(dark.toSorted((a, b) => a - b));
  });

  test('of signed values is at the page’s own lightness in the middle', () => {
    const gradient = scaleGradient({ minimum: -4, maximum: 4 });
    expect(Math.max(...stops(gradient, 'light'))).toBe(stops(gradient, 'light')[4]);
    expect(Math.min(...stops(gradient, 'dark'))).toBe(stops(gradient, 'dark')[4]);
  });

  test.for(themes)('of pixels goes from black to white on a %s page', (theme) => {
    const scale = stops(scaleGradient({ minimum: 0, maximum: 255 }, grey), theme);
    expect(scale[0]).toBe(0);
    expect(scale.at(-1)).toBeCloseTo(100, 3);
  });
});

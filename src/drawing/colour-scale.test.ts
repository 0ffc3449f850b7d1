import { describe, expect, test } from 'vitest';
import { diverging, grey, paintChannel, scaleGradient, sequential, type Colour } from './colour-scale';

const linear = (component: number) => {
  const share = component / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** CIE L*, 0 to 100, from relative luminance: another measure of lightness than the one the scales are made with. */
function lightness(colour: Colour): number {
  const [red, green, blue] = [linear(colour[0]), linear(colour[1]), linear(colour[2])];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
}

/** Linear RGB as seen without red or green cones (Machado, Oliveira and Fernandes 2009, severity 1). */
const VISIONS = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const;

const steps = (count: number) => Array.from({ length: count + 1 }, (_, step) => step / count);

describe('sequential', () => {
  test('grows lighter with every step, evenly', () => {
    const tones = steps(20).map((value) => lightness(sequential(value, 0, 1)));
    const rises = tones.slice(1).map((tone, index) => tone - (tones[index] ?? 0));
    expect(Math.min(...rises)).toBeGreaterThan(2.5);
    expect(Math.max(...rises)).toBeLessThan(7);
  });

  test('runs from nearly black to nearly white', () => {
    expect(lightness(sequential(0, 0, 1))).toBeLessThan(10);
    expect(lightness(sequential(1, 0, 1))).toBeGreaterThan(93);
  });

  test('has the hue of outputs in the middle', () => {
    const [red, green, blue] = sequential(0.5, 0, 1);
    expect(green).toBeGreaterThan(blue);
    expect(blue).toBeGreaterThan(red + 40);
  });

  test('shows what lies beyond as its ends', () => {
    expect(sequential(-3, 0, 1)).toEqual(sequential(0, 0, 1));
    expect(sequential(Infinity, 0, 1)).toEqual(sequential(1, 0, 1));
  });

  test('a layer of one value only is dark', () => {
    expect(sequential(7, 7, 7)).toEqual(sequential(0, 0, 1));
  });
});

describe('diverging', () => {
  test('zero is white-ish and neutral, whatever the extremes', () => {
    const zero = diverging(0, -1, 5);
    expect(Math.max(...zero) - Math.min(...zero)).toBeLessThanOrEqual(2);
    expect(lightness(zero)).toBeGreaterThan(93);
    expect(diverging(0, 0, 0)).toEqual(zero);
  });

  test('both sides have one scale: -1 of [-1, 5] is as far from white as +1', () => {
    expect(Math.abs(lightness(diverging(-1, -1, 5)) - lightness(diverging(1, -1, 5)))).toBeLessThan(4);
  });

  test('darkens evenly away from zero', () => {
    for (const sign of [-1, 1]) {
      const tones = steps(10).map((value) => lightness(diverging(sign * value, -1, 1)));
      for (const [index, tone] of tones.slice(1).entries())
        expect(tone).toBeLessThan((tones[index] ?? 0) - 2);
    }
  });

  test.for(['protanopia', 'deuteranopia'] as const)('the signs differ in %s', (vision) => {
    const seen = (colour: Colour) =>
      VISIONS[vision].map((weights) =>
        weights.reduce((sum, weight, index) => sum + weight * linear(colour[index] ?? 0), 0),
      );
    for (const value of [0.4, 0.7, 1]) {
      const [negative, positive] = [seen(diverging(-value, -1, 1)), seen(diverging(value, -1, 1))];
      const blueness = (colour: number[]) =>
        (colour[2] ?? 0) / ((colour[0] ?? 0) + (colour[1] ?? 0) + (colour[2] ?? 0));
      expect(blueness(negative) - blueness(positive)).toBeGreaterThan(0.15);
    }
  });
});

describe('paintChannel(values, height, width, scale, range)', () => {
  const range = { minimum: 0, maximum: 4 };

  test('paints row by row, opaque', () => {
    const pixels = paintChannel(Float32Array.of(0, 1, 2, 3, 4, 0), 2, 3, sequential, range);
    expect(pixels).toHaveLength(24);
    expect([...pixels.slice(16, 20)]).toEqual([...sequential(4, 0, 4), 255]);
    expect([...pixels.slice(20, 24)]).toEqual([...sequential(0, 0, 4), 255]);
  });

  test('paints what is not a number grey', () => {
    expect([...paintChannel([NaN], 1, 1, diverging, range)]).toEqual([128, 128, 128, 255]);
    expect([...paintChannel([1], 1, 1, sequential, { minimum: NaN, maximum: NaN })]).toEqual([
      128, 128, 128, 255,
    ]);
  });

  test('refuses values that do not fill the picture', () => {
    expect(() => paintChannel([1, 2, 3], 2, 2, sequential, range)).toThrow(
      'A channel of 2x2 has 4 values, but 3 were given',
    );
  });
});

describe('the scale under a picture', () => {
  /** How light each stop is. */
  const stops = (gradient: string) =>
    [...gradient.matchAll(/rgb\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(([, red, green, blue]) =>
      lightness([Number(red), Number(green), Number(blue)]),
    );

  test('of magnitudes goes from dark to light', () => {
    const scale = stops(scaleGradient({ minimum: 0, maximum: 9 }));
    expect(scale).toEqual(scale.toSorted((a, b) => a - b));
    expect(scale.at(-1)).toBeGreaterThan(scale[0] ?? Infinity);
  });

  test('of signed values is lightest at zero', () => {
    const scale = stops(scaleGradient({ minimum: -4, maximum: 4 }));
    expect(Math.max(...scale)).toBe(scale[(scale.length - 1) / 2]);
  });

  test('of pixels goes from black to white', () => {
    const scale = stops(scaleGradient({ minimum: 0, maximum: 255 }, grey));
    expect(scale[0]).toBe(0);
    expect(scale.at(-1)).toBeCloseTo(100, 3);
  });
});

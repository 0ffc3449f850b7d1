import { expect, test } from 'vitest';
import { colourShare } from './colour-share';

const kernel = (of: (colour: number, place: number) => number) =>
  Float32Array.from({ length: 363 }, (_, at) => of(Math.floor(at / 121), at % 121));

test('grey has no colour, a plane alone has two thirds of it', () => {
  expect(colourShare(kernel((_, place) => place - 60))).toBe(0);
  expect(colourShare(kernel((colour, place) => (colour === 1 ? place - 60 : 0)))).toBeCloseTo(2 / 3);
  expect(colourShare(kernel(() => 0))).toBe(0);
});

test('what one plane has too much and another too little is all colour', () => {
  expect(colourShare(kernel((colour, place) => (colour - 1) * place))).toBe(1);
});

test('neither the size of the weights nor what is added to all three planes of a colourful kernel makes it more colourful', () => {
  const mixed = kernel((colour, place) => Math.sin(place) + colour * Math.cos(place));
  expect(colourShare(mixed.map((weight) => 7 * weight))).toBeCloseTo(colourShare(mixed));
  expect(colourShare(mixed.map((weight) => weight + 9))).toBeLessThan(colourShare(mixed));
});

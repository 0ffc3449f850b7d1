import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { type CropOptions, photographCrops } from './crops';
import type { Photograph } from '../notebook/messages';

beforeAll(() => tf.setBackend('cpu'));

const SIDE = 256;
const MEAN = [122.68, 116.67, 104.01];

/** Red tells the column, green the row, blue the photograph: a crop says where it was cut. */
function photograph(index: number): Photograph {
  const pixels = new Uint8ClampedArray(4 * SIDE * SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) pixels.set([i % SIDE, Math.floor(i / SIDE), 10 * index, 255], 4 * i);
  return { id: `photo-${index}`, title: `Photograph ${index}`, pixels };
}

const photographs = [0, 1, 2].map(photograph);
const options: CropOptions = { perPhotograph: 5, heldOut: 2, size: 254, seed: 7 };

interface Cut {
  photograph: number;
  left: number;
  top: number;
  reflected: boolean;
}

/** Where each crop was cut, read from its pixels, all of which must agree. */
function cuts(data: tf.Tensor4D, scale = 1): Cut[] {
  const [count, , height, width] = data.shape;
  const values = data.dataSync();
  const plane = height * width;
  return Array.from({ length: count }, (_, crop) => {
    const at = (channel: number, row: number, column: number) =>
      Math.abs(
        Math.round(values[(3 * crop + channel) * plane + row * width + column]! / scale + MEAN[channel]!),
      );
    const reflected = at(0, 0, 0) > at(0, 0, 1);
    const left = reflected ? at(0, 0, width - 1) : at(0, 0, 0);
    const cut = { photograph: at(2, 0, 0) / 10, left, top: at(1, 0, 0), reflected };
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const expected = [
          left + (reflected ? width - 1 - column : column),
          cut.top + row,
          10 * cut.photograph,
        ];
        const actual = [0, 1, 2].map((channel) => at(channel, row, column));
        if (actual.some((value, channel) => value !== expected[channel])) {
          throw new Error(`crop ${crop} is ${actual.join()} at ${row}, ${column}, not ${expected.join()}`);
        }
      }
    return cut;
  });
}

test('cuts whole squares, as they are or reflected, less the mean colour, channels first', () => {
  const { data, labels, heldOut, classNames } = photographCrops(photographs, options);
  expect(data.shape).toEqual([15, 3, 254, 254]);
  expect(labels.shape).toEqual([15, 3]);
  expect(heldOut.data.shape).toEqual([6, 3, 254, 254]);
  expect(heldOut.labels.shape).toEqual([6, 3]);
  expect(classNames).toEqual(['Photograph 0', 'Photograph 1', 'Photograph 2']);
  expect(cuts(data).some(({ reflected }) => reflected)).toBe(true);
});

test('the class is the photograph', () => {
  const { data, labels, heldOut } = photographCrops(photographs, options);
  expect(labels.argMax(1).arraySync()).toEqual(cuts(data).map((cut) => cut.photograph));
  expect(heldOut.labels.argMax(1).arraySync()).toEqual(cuts(heldOut.data).map((cut) => cut.photograph));
});

test('no crop comes twice, so none that is held out occurs in training', () => {
  // 254 fits in 3 x 3 places: these are all of the 18 crops.
  const { data, heldOut } = photographCrops(photographs, { ...options, perPhotograph: 14, heldOut: 4 });
  const all = [...cuts(data), ...cuts(heldOut.data)].map((cut) => JSON.stringify(cut));
  expect(new Set(all).size).toBe(3 * 18);
});

test("the photographs' crops come mixed", () => {
  const { data } = photographCrops(photographs, options);
  const classes = cuts(data).map((cut) => cut.photograph);
  expect(classes).not.toEqual(classes.toSorted());
});

test('the same seed gives the same crops, another seed others', () => {
  const first = photographCrops(photographs, options).data.dataSync();
  expect(photographCrops(photographs, options).data.dataSync()).toEqual(first);
  expect(photographCrops(photographs, { ...options, seed: 8 }).data.dataSync()).not.toEqual(first);
});

test('scale is a factor of every value', () => {
  const scale = 1 / 58;
  const scaled = photographCrops(photographs, { ...options, scale });
  expect(cuts(scaled.data, scale)).toEqual(cuts(photographCrops(photographs, options).data));
});

test("a crop is the network's 227 by default", () => {
  const { data } = photographCrops(photographs, { perPhotograph: 1, heldOut: 1 });
  expect(data.shape).toEqual([3, 3, 227, 227]);
});

test.each([
  [
    { held_out: 1 },
    /photographCrops has no option held_out; did you mean heldOut\? It knows perPhotograph, /,
  ],
  [{ perPhotograph: 0 }, /perPhotograph to be a whole number from 1 up, not 0/],
  [{ heldOut: 1.5 }, /heldOut to be a whole number from 0 up, not 1.5/],
  [{ size: 300 }, /300 does not fit in a photograph of 256 x 256/],
  [{ perPhotograph: 18, heldOut: 1 }, /has 18 crops of 254 x 254.* cannot be 19/],
])('refuses %j', (change, message) => {
  expect(() => photographCrops(photographs, { ...options, ...change })).toThrow(message);
});

test('refuses photographs of another size, and none', () => {
  expect(() => photographCrops([{ ...photograph(0), pixels: new Uint8ClampedArray(4) }], options)).toThrow(
    /'photo-0' is not 256 x 256 RGBA/,
  );
  expect(() => photographCrops([], options)).toThrow(/no photographs/);
});

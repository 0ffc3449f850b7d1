import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { LayerActivation } from '../notebook/output';
import { paintActivation, pictureSize, picturedBy } from './activation-pictures';

const square: LayerActivation = {
  layer: 'Conv1',
  shape: [2, 2, 2],
  minimum: 0,
  maximum: 3,
  values: Float32Array.of(0, 1, 2, 3, 3, 3, 3, 3),
};

async function pixels(png: Uint8Array) {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4).subarray(0, 4)];
  return { ...info, at };
}

const lightness = ([red = 0, green = 0, blue = 0]: number[]) => 0.21 * red + 0.72 * green + 0.07 * blue;

test('channels stand side by side with a gap, each value a square of its own, darker on light paper the larger it is', async () => {
  const { width, height, at } = await pixels(await paintActivation(square, [0, 1], 'light'));
  expect(pictureSize(square, 2)).toEqual({ width, height });
  expect([width, height]).toEqual([110 + 2 + 110, 110]);
  const values = [at(10, 10), at(100, 10), at(10, 100), at(100, 100)].map(lightness);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  expect(new Set(values).size).toBe(4);
  expect(at(10, 10)).toEqual(at(50, 50));
  expect(at(111, 50)[3]).toBe(0);
  expect(at(150, 10)).toEqual(at(100, 100));
});

test('zero is the page, in each theme', async () => {
  const light = await pixels(await paintActivation(square, [0, 1], 'light'));
  const dark = await pixels(await paintActivation(square, [0, 1], 'dark'));
  expect([light.at(10, 10), dark.at(10, 10)]).toEqual([
    [0xfc, 0xfa, 0xf6, 255],
    [0x18, 0x15, 0x12, 255],
  ]);
  expect(lightness(dark.at(100, 100))).toBeGreaterThan(lightness(dark.at(10, 100)));
});

test('on scales of their own the largest number of each channel is as strong as that of the layer', async () => {
  const faint = { ...square, values: Float32Array.of(0, 0.1, 0.2, 0.3, 0, 1, 2, 3) };
  const shared = await pixels(await paintActivation(faint, [0, 1], 'light', 'shared'));
  const own = await pixels(await paintActivation(faint, [0, 1], 'light', 'own'));
  expect(shared.at(100, 100)).not.toEqual(shared.at(212, 100));
  expect(own.at(100, 100)).toEqual(own.at(212, 100));
});

test('a cell’s pictures show eight channels that tell most, of layers of as many channels the same', () => {
  const values = Float32Array.from({ length: 48 }, (_, at) => (at >= 16 ? Math.sin(at * at) : 0));
  const many = { ...square, shape: [12, 2, 2], values };
  const later = { ...many, layer: 'ReLU1' };
  const vector = { ...square, layer: 'flatten', shape: [8] };
  const pictured = picturedBy([many, later, vector]);
  expect(pictured.map(({ channels }) => channels)).toEqual([
    [4, 5, 6, 7, 8, 9, 10, 11],
    [4, 5, 6, 7, 8, 9, 10, 11],
    [],
  ]);
  expect(pictureSize(many, 8)).toEqual({ width: 8 * 110 + 7 * 2, height: 110 });
});

test('a vector is drawn as bars from its zero', async () => {
  const values = new Float32Array(4096);
  values.fill(4, 0, 1024);
  values.fill(-2, 3072);
  const vector = { layer: 'FC6', shape: [4096], minimum: -2, maximum: 4, values };
  const { width, height, at } = await pixels(await paintActivation(vector, [], 'light'));
  expect({ width, height }).toEqual({ width: 1024, height: 96 });
  expect([at(100, 1), at(100, 62), at(100, 70)].map((pixel) => pixel[3])).toEqual([255, 255, 0]);
  expect([at(500, 30), at(500, 80)].map((pixel) => pixel[3])).toEqual([0, 0]);
  expect([at(1000, 60), at(1000, 66), at(1000, 94)].map((pixel) => pixel[3])).toEqual([0, 255, 255]);
});

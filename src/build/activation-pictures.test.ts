import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { LayerActivation } from '../notebook/output';
import { paintActivation, paintAlone } from './activation-pictures';

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

test('channels stand side by side with a gap, each value a square of its own', async () => {
  const picture = await paintActivation(square);
  const { width, height, at } = await pixels(picture.png);
  expect(picture).toMatchObject({ width, height, channels: 2 });
  expect([width, height]).toEqual([110 + 2 + 110, 110]);
  const values = [at(10, 10), at(100, 10), at(10, 100), at(100, 100)].map(lightness);
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(new Set(values).size).toBe(4);
  expect(at(10, 10)).toEqual(at(50, 50));
  expect(at(111, 50)[3]).toBe(0);
  expect(at(150, 10)).toEqual(at(100, 100));
});

test('of many channels the first eight are drawn, and any one alone', async () => {
  const many = { ...square, shape: [12, 2, 2], values: Float32Array.from({ length: 48 }, (_, i) => i / 16) };
  const { width, channels } = await paintActivation(many);
  expect({ width, channels }).toEqual({ width: 8 * 110 + 7 * 2, channels: 8 });
  const { at } = await pixels((await paintAlone(square, 1)).png);
  const both = await pixels((await paintActivation(square)).png);
  expect(at(10, 10)).toEqual(both.at(150, 10));
});

test('a vector is drawn as bars from its zero', async () => {
  const values = new Float32Array(4096);
  values.fill(4, 0, 1024);
  values.fill(-2, 3072);
  const picture = await paintActivation({
    layer: 'FC6',
    shape: [4096],
    minimum: -2,
    maximum: 4,
    values,
  });
  expect(picture).toMatchObject({ width: 1024, height: 96, channels: 1 });
  const { at } = await pixels(picture.png);
  expect([at(100, 1), at(100, 62), at(100, 70)].map((pixel) => pixel[3])).toEqual([255, 255, 0]);
  expect([at(500, 30), at(500, 80)].map((pixel) => pixel[3])).toEqual([0, 0]);
  expect([at(1000, 60), at(1000, 66), at(1000, 94)].map((pixel) => pixel[3])).toEqual([0, 255, 255]);
});

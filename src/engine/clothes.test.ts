/** Against the file's own bytes, read without the course's code. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { clothes, type ClothesOptions } from './clothes';

beforeAll(() => tf.setBackend('cpu'));

const zipped = new Uint8Array(readFileSync('public/clothes/pictures.bin')).buffer;
const bytes = gunzipSync(zipped);

test('the file has 2,000 pictures to train and 500 to test, none of them twice, in about 1 MB', () => {
  expect(bytes.length).toBe(2500 * 784);
  expect(zipped.byteLength).toBeLessThan(1.1e6);
  const pictures = new Set(
    Array.from({ length: 2500 }, (_, i) => bytes.subarray(784 * i, 784 * (i + 1)).toString('latin1')),
  );
  expect(pictures.size).toBe(2500);
});

test('gives all of them by default, grey from 0 to 1, the ten classes in turn', async () => {
  const { train, test: tested, classNames } = await clothes(zipped);
  expect([train.data.shape, train.labels.shape]).toEqual([
    [2000, 1, 28, 28],
    [2000, 10],
  ]);
  expect([tested.data.shape, tested.labels.shape]).toEqual([
    [500, 1, 28, 28],
    [500, 10],
  ]);
  expect(classNames).toHaveLength(10);
  const values = [train.data.dataSync(), tested.data.dataSync()];
  const wrong = (value: number, i: number) => Math.abs(value * 255 - (bytes[i] ?? 0)) > 1e-4;
  expect(values[0]?.findIndex(wrong)).toBe(-1);
  expect(values[1]?.findIndex((value, i) => wrong(value, 2000 * 784 + i))).toBe(-1);
  expect([...tested.labels.argMax(1).dataSync().slice(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  expect([...train.labels.sum(0).dataSync()]).toEqual(Array.from({ length: 10 }, () => 200));
});

test('gives the first so many', async () => {
  const { train, test: tested } = await clothes(zipped, { train: 3, test: 20 });
  expect([train.data.shape[0], tested.labels.shape[0]]).toEqual([3, 20]);
  expect(tested.data.dataSync()[784 + 400]).toBeCloseTo((bytes[784 * 2001 + 400] ?? 0) / 255, 6);
});

test.each([
  [{ train: 2001 }, /clothes wants train to be a whole number from 1 to 2000, not 2001/],
  [{ test: 2.5 }, /clothes wants test to be a whole number from 1 to 500, not 2.5/],
  [{ train: 0 }, /from 1 to 2000, not 0/],
  [{ heldOut: 3 }, /heldOut/],
])('refuses %j', async (options, message) => {
  await expect(clothes(zipped, options as ClothesOptions)).rejects.toThrow(message);
});

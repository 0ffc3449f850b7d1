import { expect, test } from 'vitest';
import { photographCrop } from './photograph';

test('the middle of a photograph is what the network is given', () => {
  const pixels = new Uint8ClampedArray(4 * 256 * 256);
  // 14 pixels are left out above and to the left of 227: (256 - 227) / 2, rounded down.
  pixels.set([10, 20, 30, 255], 4 * ((14 + 5) * 256 + 14 + 7));
  const crop = photographCrop(pixels, 227, 227);
  expect([...(crop?.subarray(4 * (5 * 227 + 7), 4 * (5 * 227 + 7) + 4) ?? [])]).toEqual([10, 20, 30, 255]);
  expect(photographCrop(pixels, 300, 227)).toBeNull();
});

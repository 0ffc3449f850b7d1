import { describe, expect, test } from 'vitest';
import { colourCrop, cropSide, frameOf, greysOf, halved, inputCrop } from './crop';

/** Each pixel says where it is: red its row, green its column. */
const map = Uint8ClampedArray.from({ length: 4 * 256 * 256 }, (_, index) => {
  const pixel = Math.floor(index / 4);
  return [Math.floor(pixel / 256), pixel % 256, 7, 255][index % 4]!;
});

describe('the crop', () => {
  test('is of the photograph at half its size: a pixel is the mean of four', () => {
    const half = halved(map);
    expect(half).toHaveLength(4 * 128 * 128);
    // Rows 20 and 21, columns 62 and 63; halves are rounded to even.
    expect([...half.subarray(4 * (10 * 128 + 31), 4 * (10 * 128 + 31) + 4)]).toEqual([20, 62, 7, 255]);
    const crop = colourCrop(half, { row: 10, column: 31 });
    expect(crop).toHaveLength(4 * cropSide ** 2);
    expect([...crop.subarray(0, 4)]).toEqual([20, 62, 7, 255]);
    const last = 4 * (cropSide ** 2 - 1);
    expect([...crop.subarray(last, last + 2)]).toEqual([2 * 36, 2 * 57]);
  });

  test('is as light as its greys say', () => {
    const crop = colourCrop(halved(map), { row: 10, column: 31 });
    const { height, width, values } = greysOf(crop);
    expect([height, width, values.length]).toEqual([cropSide, cropSide, cropSide ** 2]);
    expect(values[0]).toBe(Math.round(0.299 * 20 + 0.587 * 62 + 0.114 * 7));
  });

  test('of the network’s input is its red channel, about the same middle', () => {
    const values = Float32Array.from({ length: 3 * 227 * 227 }, (_, index) => index);
    const place = { row: 45, column: 91 };
    const crop = inputCrop({ shape: [3, 227, 227], values }, place);
    expect([crop.height, crop.width]).toEqual([cropSide, cropSide]);
    expect([crop.values[0], crop.values[cropSide]]).toEqual([88 * 227 + 180, 89 * 227 + 180]);
    expect(frameOf(place, 'input')).toEqual({ top: 88 + 14, left: 180 + 14, height: 27, width: 27 });
    expect(frameOf(place, 'half')).toEqual({ top: 90, left: 182, height: 54, width: 54 });
    const small = Float32Array.from({ length: 20 * 20 }, (_, index) => index);
    expect(inputCrop({ shape: [1, 20, 20], values: small }, place)).toEqual({
      height: 20,
      width: 20,
      values: small,
    });
  });

  test.each([
    [
      { row: 0, column: 0 },
      { top: 14, left: 14 },
    ],
    [
      { row: 101, column: 101 },
      { top: 214, left: 214 },
    ],
  ])('at %o stays on the network’s input', (place, corner) => {
    expect(frameOf(place, 'input')).toMatchObject(corner);
  });
});

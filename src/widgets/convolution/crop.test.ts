import { describe, expect, test } from 'vitest';
import { cropSide, greyCrop, inputCrop, readGreys, writeGreys } from './crop';

describe('the crop', () => {
  const pixels = Uint8ClampedArray.from(
    { length: 4 * 256 * 256 },
    (_, index) => (index * 31 + (index >> 8)) % 256,
  );

  test('is grey values of the photograph, the same after they were written into the page', () => {
    const { height, width, values } = greyCrop(pixels);
    expect([height, width]).toEqual([cropSide, cropSide]);
    const at = 4 * ((94 + 3) * 256 + 186 + 5);
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
    expect(values[3 * cropSide + 5]).toBe(Math.round((299 * red + 587 * green + 114 * blue) / 1000));
    expect(readGreys(writeGreys({ height, width, values }))).toEqual({ height, width, values });
  });

  test('of the network’s input is its red channel at the same place', () => {
    const values = Float32Array.from({ length: 3 * 227 * 227 }, (_, index) => index);
    const crop = inputCrop({ shape: [3, 227, 227], values });
    expect([crop.height, crop.width]).toEqual([cropSide, cropSide]);
    expect([crop.values[0], crop.values[cropSide]]).toEqual([80 * 227 + 172, 81 * 227 + 172]);
    const small = Float32Array.from({ length: 20 * 20 }, (_, index) => index);
    expect(inputCrop({ shape: [1, 20, 20], values: small })).toEqual({
      height: 20,
      width: 20,
      values: small,
    });
  });
});

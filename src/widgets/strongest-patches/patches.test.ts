import { describe, expect, test } from 'vitest';
import { convolutions, cutField, strongestPatches } from './patches';

const [conv1, , , , conv5] = convolutions;
const excited = (layer: string, value: number, place: number) => ({
  strongest: [{ layer, values: [0, value], places: [0, place] }],
});

test('the convolutions are the notebook’s five', () => {
  expect(convolutions.map(({ name, channels }) => [name, channels])).toEqual([
    ['Conv1', 96],
    ['Conv2', 256],
    ['Conv3', 384],
    ['Conv4', 384],
    ['Conv5', 256],
  ]);
});

describe('the strongest patches', () => {
  test('come in order, without pictures in which the channel is silent', () => {
    if (!conv1) throw new Error('There is no Conv1.');
    const pictures = [excited('Conv1', 2, 0), excited('Conv1', 0, 5), excited('Conv1', 7, 55 * 3 + 54)];
    expect(strongestPatches(pictures, conv1, 1)).toEqual([
      {
        picture: 2,
        value: 7,
        place: { row: 3, column: 54 },
        field: { top: 12, left: 216, height: 11, width: 11 },
      },
      {
        picture: 0,
        value: 2,
        place: { row: 0, column: 0 },
        field: { top: 0, left: 0, height: 11, width: 11 },
      },
    ]);
    expect(strongestPatches(pictures, conv1, 0)).toEqual([]);
  });

  test('of Conv5 are 163 pixels wide, less what lies beyond the picture', () => {
    if (!conv5) throw new Error('There is no Conv5.');
    const middle = strongestPatches([excited('Conv5', 1, 11 * 5 + 5)], conv5, 1)[0]?.field;
    expect(middle).toEqual({ top: 32, left: 32, height: 163, width: 163 });
    const corner = strongestPatches([excited('Conv5', 1, 0)], conv5, 1)[0]?.field;
    expect(corner).toMatchObject({ top: 0, left: 0 });
    expect(corner?.width).toBeLessThan(163);
  });
});

test('a patch is cut from the middle of the photograph', () => {
  const pixels = Uint8ClampedArray.from({ length: 4 * 256 * 256 }, (_, at) => {
    const [row, column] = [Math.floor(at / 1024), Math.floor(at / 4) % 256];
    return [row, column, 0, 255][at % 4] ?? 0;
  });
  const cut = cutField(pixels, { top: 10, left: 20, height: 2, width: 3 });
  expect(cut).toHaveLength(24);
  expect([...cut.subarray(0, 8)]).toEqual([24, 34, 0, 255, 24, 35, 0, 255]);
  expect([...cut.subarray(12, 16)]).toEqual([25, 34, 0, 255]);
});

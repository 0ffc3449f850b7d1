import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { countColours } from './colours';
import {
  KERNELS,
  MOMENT,
  neighbourLikeness,
  paintKernel,
  paintSheet,
  readMoments,
  SIDE,
  steps,
  writeMoments,
} from './moments';

const file = readFileSync('public/through-training/conv1.bin');
const published = readMoments(inflateRawSync(file));
const last = published.at(-1) ?? new Int8Array();

describe('the file', () => {
  test('is fetched in less than 300 KB', () => expect(file.length).toBeLessThan(300_000));

  test('is read as it was written, to half a step of 127', () => {
    const kernels = steps.map((_, moment) =>
      Float32Array.from({ length: MOMENT }, (_, at) => Math.sin(at * (moment + 1)) * (1 + (at % KERNELS))),
    );
    const moments = readMoments(writeMoments(kernels));
    const errors = kernels.map((weights, moment) => {
      let most = 0;
      for (let place = 0; place < SIDE * SIDE; place++) {
        for (let colour = 0; colour < 3; colour++) {
          const weight = weights[(place * 3 + colour) * KERNELS + 40] ?? NaN;
          const byte = moments[moment]?.[40 * 3 * 121 + colour * 121 + place] ?? NaN;
          most = Math.max(most, Math.abs(byte / 127 - weight / 41));
        }
      }
      return most;
    });
    // Of the sines none is quite 1: their largest stands for 127.
    expect(Math.max(...errors)).toBeLessThan(0.01);
  });

  test('is refused if it is cut off', () => {
    expect(() => readMoments(new Uint8Array(5))).toThrow('18 moments are 627264 bytes, not 5.');
  });
});

describe('what the chapter says of the kernels', () => {
  test('40 are nearly grey in the end and 27 mostly coloured; at first all are coloured, by chance', () => {
    expect(countColours(last)).toEqual({ grey: 40, colourful: 27 });
    expect(countColours(published[0] ?? last)).toEqual({ grey: 0, colourful: 96 });
  });

  test('neighbouring weights have nothing in common at first, and much in the end', () => {
    const likeness = published.map(neighbourLikeness);
    expect(Math.abs(likeness[0] ?? NaN)).toBeLessThan(0.02);
    expect(likeness[steps.indexOf(1200)]).toBeCloseTo(0.3, 2);
    expect(likeness.at(-1)).toBeCloseTo(0.79, 2);
  });
});

test('a zero is grey; pictures on a sheet stand one pixel apart', () => {
  const moment = new Int8Array(MOMENT);
  moment[5 * 363 + 121] = 127;
  expect([...paintKernel(moment, 5).subarray(0, 8)]).toEqual([128, 255, 128, 255, 128, 128, 128, 255]);
  const sheet = paintSheet(
    [4, 5, 6].map((kernel) => paintKernel(moment, kernel)),
    2,
  );
  expect([sheet.height, sheet.width]).toEqual([23, 23]);
  expect([...sheet.pixels.subarray(4 * 11, 4 * 13)]).toEqual([0, 0, 0, 0, 128, 255, 128, 255]);
});

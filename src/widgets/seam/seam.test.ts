import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { learnedKernels } from '../../build/learned-kernels';
import { readPhotograph } from '../../build/publish';
import { learnedFiles, readLearned } from '../../learned/format';
import { INPUT_SIDE, MEAN_COLOUR, photographCrop } from '../../model/photograph';
import { seamChannels } from './seam';

/** All channels zero, but for these, one place each. */
const maps = (channels: number, numbers: Record<number, number>) => ({
  shape: [channels, 1, 1],
  values: Float32Array.from({ length: channels }, (_, channel) => numbers[channel] ?? 0),
});

describe('windows across a seam', () => {
  test('reach over it from two channels on either side', () => {
    expect(seamChannels(maps(96, {}), 48).map(({ channel, foreign }) => [channel, foreign])).toEqual([
      [46, 1],
      [47, 2],
      [48, 2],
      [49, 1],
    ]);
  });

  test('make smaller what stands beside something large of the other side', () => {
    // Only channel 47 reaches 49 of those that are not zero: 100 / (2 + 0.0001 (100² + 200²))^0.75.
    const [, beside, own] = seamChannels(maps(96, { 47: 100, 49: 200 }), 48);
    const alone = 100 / (2 + 1) ** 0.75;
    const across = 100 / (2 + 1 + 4) ** 0.75;
    expect(beside?.loss).toBeCloseTo(1 - across / alone, 10);
    expect(beside?.largest).toBeCloseTo(1 - across / alone, 10);
    expect(own).toMatchObject({ loss: 0, largest: 0 });
  });
});

test('on the panda with the learned kernels it is next to nothing', async () => {
  const kernels = await learnedKernels();
  const file = readFileSync(`public/learned/${learnedFiles.Conv1.file}`);
  const { bias } = await readLearned(new Uint8Array(file));
  const { pixels } = await readPhotograph({ id: 'panda', title: '' });
  const crop = photographCrop(pixels, INPUT_SIDE, INPUT_SIDE) ?? [];
  const values = new Float32Array(96 * 55 * 55);
  // A plain convolution, of the channels that the windows at the seam reach.
  for (let kernel = 44; kernel < 52; kernel++) {
    const weights = kernels[kernel] ?? [];
    for (let place = 0; place < 55 * 55; place++) {
      const corner = 4 * Math.floor(place / 55) * INPUT_SIDE + 4 * (place % 55);
      let sum = bias[kernel] ?? NaN;
      for (let at = 0; at < 363; at++) {
        const [colour, row, column] = [Math.floor(at / 121), Math.floor((at % 121) / 11), at % 11];
        const pixel = crop[4 * (corner + row * INPUT_SIDE + column) + colour] ?? NaN;
        sum += (weights[at] ?? NaN) * (pixel - (MEAN_COLOUR[colour] ?? NaN));
      }
      values[kernel * 55 * 55 + place] = Math.max(0, sum);
    }
  }
  const found = seamChannels({ shape: [96, 55, 55], values }, 48);
  const percent = (share: number) => (100 * share).toFixed(2);
  // Chapter 14 says the largest of all three.
  expect(values.reduce((most, value) => Math.max(most, value)).toFixed(1)).toBe('14.6');
  expect(found.map(({ largest }) => percent(largest))).toEqual(['0.17', '0.61', '0.79', '0.79']);
  expect(found.map(({ loss }) => percent(loss))).toEqual(['0.00', '0.02', '0.02', '0.01']);
});

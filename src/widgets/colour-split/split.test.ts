import { beforeAll, describe, expect, test } from 'vitest';
import { kernelSheet, learnedKernels } from '../../build/learned-kernels';
import { kindsOf, ranked, type RankedKernel, tenthsOf } from './split';

test('kernels are put in order, and are grey, colourful or neither', () => {
  const grey = [1, 2, 1, 2, 1, 2];
  const red = [1, -1, 0, 0, 0, 0];
  const tinted = [1.4, 1, 1, 1, 0.6, 1];
  const order = ranked([red, tinted, grey]);
  expect(order.map(({ kernel }) => kernel)).toEqual([2, 1, 0]);
  expect(kindsOf(order)).toEqual({ grey: 2, between: 0, colourful: 1 });
  expect(tenthsOf(order)).toEqual([2, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
});

describe('the learned kernels of the first convolution', () => {
  let order: readonly RankedKernel[];
  let kernels: readonly Float32Array[];
  beforeAll(async () => {
    kernels = await learnedKernels();
    order = ranked(kernels);
  });

  // Chapter 14 says these.
  test('are 40 grey and 27 colourful, with most of the others close to grey: two ends, and no gap between them', () => {
    expect(kernels.map(({ length }) => length)).toEqual(Array(96).fill(363));
    expect(kindsOf(order)).toEqual({ grey: 40, between: 29, colourful: 27 });
    expect(tenthsOf(order)).toEqual([40, 14, 5, 6, 4, 5, 5, 5, 3, 9]);
  });

  test('are mixed: the first half of the channels has as many of either kind as chance would give it', () => {
    const half = (of: (kernel: number) => boolean) => kindsOf(order.filter(({ kernel }) => of(kernel)));
    expect(half((kernel) => kernel < 48)).toEqual({ grey: 18, between: 14, colourful: 16 });
    expect(half((kernel) => kernel >= 48)).toEqual({ grey: 22, between: 15, colourful: 11 });
  });

  test('make a picture of a few kilobytes', async () => {
    const sheet = await kernelSheet(kernels, 16);
    expect([sheet.width, sheet.height]).toEqual([16 * 12 - 1, 6 * 12 - 1]);
    expect(sheet.src.length).toBeLessThan(20_000);
  });
});

/** Positions of windows, ways of a width, and a kernel's steps: against doing it, and against stock TensorFlow.js. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { conv2d, maxPooling2d } from '../../model/make-layer';
import { kernelStep, slideKernel, slidingSize } from '../convolution/slide-kernel';
import { follow, routes, routesTo, type Pooling, type SearchRanges } from './window-paths';
import { windowAcross, windowPositions } from '../../model/window';

beforeAll(() => tf.setBackend('cpu'));

const between = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** A window laid on a strip of paper again and again, a step further each time, while it fits. */
function slideOnPaper(zeros: readonly [number, number], size: number, window: number, stride: number) {
  const strip = ['0'.repeat(zeros[0]), 'x'.repeat(size), '0'.repeat(zeros[1])].join('').split('');
  const seen = strip.map(() => false);
  const starts: number[] = [];
  for (let start = 0; strip.slice(start, start + window).length === window; start += stride) {
    starts.push(start);
    seen.fill(true, start, start + window);
  }
  return { length: strip.length, starts, seen };
}

describe('windowPositions', () => {
  const cases = [227, 224, 27, 13, 5].flatMap((size) =>
    [1, 2, 3, 5, 11, 14].flatMap((window) =>
      [1, 2, 3, 4, 7, 16].flatMap((stride) =>
        (
          [
            [0, 0],
            [1, 1],
            [2, 2],
            [1, 2],
            [12, 12],
          ] as const
        ).map((padding) => ({ size, window, stride, padding })),
      ),
    ),
  );

  test('are where a strip of paper has them, with what it leaves over', () => {
    for (const { size, window, stride, padding } of cases) {
      const { length, starts, seen } = slideOnPaper(padding, size, window, stride);
      const found = windowPositions({ size, window, stride, padding });
      expect(found.padded).toBe(length);
      expect(found.starts.map((start) => start + padding[0])).toEqual(starts);
      expect(found.leftOver).toBe(length - 1 - seen.lastIndexOf(true));
      expect(starts.length > 1 ? found.gap : 0).toBe(
        starts.length > 1 ? seen.slice(0, starts[1]).filter((covered) => !covered).length : 0,
      );
    }
  });

  test('with as many pixels more as one window more lacks, that window fits', () => {
    for (const axis of cases) {
      const found = windowPositions(axis);
      if (found.lacking === 0) continue;
      const [before, after] = axis.padding;
      const wider = slideOnPaper([before, after + found.lacking], axis.size, axis.window, axis.stride);
      expect(wider.starts).toHaveLength(found.starts.length + 1);
      expect(wider.seen.at(-1)).toBe(true);
    }
  });

  test('the paper’s 224 and the notebook’s 227', () => {
    const paper = windowPositions({ size: 224, window: 11, stride: 4, padding: [0, 0] });
    expect(paper).toMatchObject({ exact: 54.25, leftOver: 1, lacking: 3 });
    expect(paper.starts).toHaveLength(54);
    const notebook = windowPositions({ size: 227, window: 11, stride: 4, padding: [0, 0] });
    expect(notebook).toMatchObject({ exact: 55, leftOver: 0, lacking: 0 });
    expect(notebook.starts.at(-1)).toBe(216);
  });

  test('of a window wider than its input there are none', () => {
    const found = windowPositions({ size: 5, window: 9, stride: 2, padding: [1, 1] });
    expect(found).toMatchObject({ starts: [], leftOver: 7, lacking: 2 });
  });
});

describe('windowOf', () => {
  test('pads as TensorFlow.js pads', () => {
    for (const size of [13, 27, 55, 224]) {
      for (const window of [1, 2, 3, 5, 11]) {
        for (const stride of [1, 2, 3, 4]) {
          for (const padding of ['valid', 'same'] as const) {
            const info = tf.backend_util.computeConv2DInfo(
              [1, size, size, 3],
              [window, window, 3, 1],
              stride,
              1,
              padding,
            );
            if (info.outWidth < 1) continue;
            const axis = windowAcross(conv2d('c', 1, window, { strides: stride, padding }), [3, size, size]);
            expect(axis?.padding).toEqual([info.padInfo.left, info.padInfo.right]);
            expect(axis && windowPositions(axis).starts).toHaveLength(info.outWidth);
          }
        }
      }
    }
  });

  test('is that of the width, and spans a dilated kernel', () => {
    const layer = conv2d('c', 1, [3, 5], { strides: [2, 1], dilationRate: [1, 2] });
    expect(windowAcross(layer, [3, 20, 30])).toEqual({ size: 30, window: 9, stride: 1, padding: [0, 0] });
    expect(
      windowAcross(maxPooling2d('p', 3, { strides: 2, dataFormat: 'channelsLast' }), [55, 54, 96]),
    ).toEqual({
      size: 54,
      window: 3,
      stride: 2,
      padding: [0, 0],
    });
    expect(windowAcross({ type: 'dropout', name: 'd', rate: 0.5 }, [3, 20, 30])).toBeNull();
  });
});

describe('slideKernel', () => {
  const plane = (height: number, width: number, seed: number) => ({
    height,
    width,
    values: Array.from(tf.randomNormal([height, width], 0, 1, 'float32', seed).dataSync()),
  });

  test.each([
    [3, 3, 1, 0],
    [3, 3, 2, 1],
    [5, 3, 3, 2],
    [11, 11, 4, 5],
    [1, 1, 8, 0],
  ])(
    'a kernel of %i by %i in steps of %i with %i zeros, as TensorFlow.js',
    (rows, columns, stride, padding) => {
      const input = plane(27, 24, 1);
      const kernel = plane(rows, columns, 2);
      const padded = tf.pad(tf.tensor3d(input.values, [27, 24, 1]), [
        [padding, padding],
        [padding, padding],
        [0, 0],
      ]);
      const weights = tf.tensor4d(kernel.values, [rows, columns, 1, 1]);
      const expected = tf.conv2d(padded, weights, stride, 'valid');
      const found = slideKernel(input, kernel, { stride, padding });
      expect([found.height, found.width, 1]).toEqual(expected.shape);
      const numbers = expected.dataSync();
      for (const [index, value] of Array.from(found.values).entries())
        expect(value).toBeCloseTo(numbers[index] ?? NaN, 4);
    },
  );

  test('a step shows its patch with the zeros and its products', () => {
    const input = { height: 2, width: 2, values: [1, 2, 3, 4] };
    const kernel = { height: 2, width: 2, values: [10, 20, 30, 40] };
    expect(kernelStep(input, kernel, { stride: 1, padding: 1 }, 0, 1)).toEqual({
      top: -1,
      left: 0,
      patch: [0, 0, 1, 2],
      products: [0, 0, 30, 80],
      sum: 110,
    });
  });

  test('has no size where the kernel does not fit', () => {
    const sizes = slidingSize({ height: 4, width: 9 }, { height: 5, width: 3 }, { stride: 1, padding: 0 });
    expect(sizes).toEqual({ height: 0, width: 7 });
  });
});

describe('routesTo', () => {
  const overlapping: Pooling = { window: 3, stride: 2 };
  const held: SearchRanges = {
    kernels: [5],
    strides: between(1, 4),
    paddings: between(0, 5),
    poolings: [overlapping],
    rings: between(0, 2),
  };
  const short = ({ kernel, stride, padding, pooling, ring }: ReturnType<typeof routesTo>[number]) =>
    [kernel, stride, padding, pooling?.window ?? 0, pooling?.stride ?? 0, ring].join(' ');

  test('from 27 to 13 there are two ways: the paper’s and the notebook’s', () => {
    const found = routesTo(27, 13, held);
    expect(routes(held)).toHaveLength(60);
    expect(found.map(short)).toEqual(['5 1 2 3 2 0', '5 1 0 3 2 1']);
    expect(found).toMatchObject([
      { convolved: 27, pooled: 13, final: 13, even: true },
      { convolved: 23, pooled: 11, final: 13, even: true },
    ]);
  });

  test('the notebook’s slip comes to 13 after the convolution, not to 11, and to 6 after the pooling', () => {
    const slip = { kernel: 5, stride: 2, padding: 1, pooling: overlapping, ring: 0 };
    expect(follow(27, slip)).toEqual({ convolved: 13, pooled: 6, final: 6, even: true });
  });

  test.each([
    [27, 13],
    [27, 27],
    [54, 13],
    [12, 6],
    [4, 1],
  ])('from %i to %i: all ways that sliding on paper finds, and no other', (input, target) => {
    const ranges: SearchRanges = {
      ...held,
      kernels: between(1, 11),
      poolings: [overlapping, { window: 2, stride: 2 }, { window: 3, stride: 1 }, null],
    };
    const onPaper = new Set<string>();
    for (let kernel = 11; kernel >= 1; kernel--)
      for (let padding = 0; padding < Math.min(6, kernel); padding++)
        for (let stride = 1; stride < 5; stride++) {
          const convolved = slideOnPaper([padding, padding], input, kernel, stride).starts.length;
          for (const pooling of ranges.poolings) {
            const pooled = pooling
              ? slideOnPaper([0, 0], convolved, pooling.window, pooling.stride).starts.length
              : convolved;
            for (let ring = 0; ring < 3; ring++)
              if (
                pooled > 0 &&
                '0'.repeat(ring).concat('x'.repeat(pooled), '0'.repeat(ring)).length === target
              )
                onPaper.add(
                  [kernel, stride, padding, pooling?.window ?? 0, pooling?.stride ?? 0, ring].join(' '),
                );
          }
        }
    const found = routesTo(input, target, ranges).map(short);
    expect(new Set(found).size).toBe(found.length);
    expect(new Set(found)).toEqual(onPaper);
    expect(found.length).toBeGreaterThan(0);
  });

  test('a remainder is told', () => {
    const route = { kernel: 5, stride: 2, padding: 0, pooling: overlapping, ring: 0 };
    expect(follow(27, route)).toMatchObject({ convolved: 12, pooled: 5, even: false });
    expect(follow(27, { ...route, stride: 4 })).toMatchObject({ convolved: 6, even: false });
    expect(follow(3, route)).toBeNull();
  });
});

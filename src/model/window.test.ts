import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { slideOnPaper } from '../../tests/support/model/slide-on-paper';
import { conv2d, maxPooling2d } from './make-layer';
import { windowAcross, windowPositions } from './window';

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

  test('in ceil mode every pixel belongs to a window, and every window begins on the input', () => {
    for (let size = 1; size <= 12; size++) {
      for (let window = 1; window <= size; window++) {
        for (let stride = 1; stride <= 4; stride++) {
          const layer = maxPooling2d('p', window, { strides: stride, ceilMode: true });
          const axis = windowAcross(layer, [3, size, size])!;
          const starts = [];
          // As one would place them by hand: on and on, until the end is reached or the next would begin beyond it.
          for (let start = 0; start < size; start += stride) {
            starts.push(start);
            if (start + window >= size) break;
          }
          expect(windowPositions(axis).starts).toEqual(starts);
        }
      }
    }
  });
});

import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { OwnMemory } from '../../../tests/support/wasm/own-memory';
import { relativeError, someNumbers } from '../../../tests/support/numbers';
import { plainConv2D } from '../../../tests/support/plain-products';
import { convolve, kernelGradient, xGradient } from './conv2d';

type Four = [number, number, number, number];

interface Case {
  x: Four;
  kernel: Four;
  strides?: [number, number];
  dilations?: [number, number];
  pad?: 'valid' | 'same' | tf.backend_util.ExplicitPadding;
}

const around = (
  top: number,
  bottom: number,
  left: number,
  right: number,
): tf.backend_util.ExplicitPadding => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

const CASES: Case[] = [
  { x: [1, 7, 8, 3], kernel: [3, 3, 3, 4] },
  { x: [3, 7, 8, 3], kernel: [3, 3, 3, 9], pad: 'same' },
  { x: [2, 9, 9, 5], kernel: [1, 1, 5, 16] },
  { x: [1, 6, 7, 2], kernel: [4, 2, 2, 13], pad: 'same' },
  // Conv1 in small: 11 over 27 in steps of 4 fits exactly.
  { x: [1, 27, 27, 3], kernel: [11, 11, 3, 8], strides: [4, 4] },
  // The last rows and columns are reached by no window.
  { x: [2, 14, 13, 3], kernel: [5, 3, 3, 4], strides: [4, 4] },
  { x: [3, 12, 11, 4], kernel: [3, 5, 4, 7], strides: [2, 3], pad: 'same' },
  { x: [1, 16, 15, 1], kernel: [2, 2, 1, 1], strides: [5, 4] },
  { x: [1, 8, 8, 3], kernel: [1, 1, 3, 2], strides: [3, 3], pad: 'same' },
  { x: [2, 13, 9, 3], kernel: [3, 3, 3, 5], dilations: [2, 2] },
  { x: [3, 13, 12, 2], kernel: [2, 4, 2, 10], dilations: [3, 2], pad: 'same' },
  { x: [1, 9, 9, 2], kernel: [3, 3, 2, 3], dilations: [1, 2], pad: around(2, 1, 0, 3) },
  // Windows that lie in the padding alone.
  { x: [2, 5, 6, 3], kernel: [2, 3, 3, 4], pad: around(3, 4, 5, 1) },
  { x: [2, 5, 6, 3], kernel: [2, 3, 3, 4], strides: [2, 3], pad: around(3, 0, 4, 2) },
  { x: [3, 5, 6, 1], kernel: [5, 6, 1, 1] },
  // More channels and filters than fit into a block, and no whole number of panels.
  { x: [1, 4, 5, 1030], kernel: [3, 2, 1030, 9] },
  { x: [1, 3, 4, 9], kernel: [2, 3, 9, 1030] },
  // More windows than are multiplied in one go.
  { x: [1, 23, 25, 2], kernel: [3, 3, 2, 3] },
];

describe.each(['fused', 'separate'] as const)('a convolution, products and sums %s', (form) => {
  it.each(CASES.map((c) => [JSON.stringify(c), c] as const))('%s', (_, c) => {
    const info = tf.backend_util.computeConv2DInfo(
      c.x,
      c.kernel,
      c.strides ?? 1,
      c.dilations ?? 1,
      c.pad ?? 'valid',
    );
    const x = someNumbers(tf.util.sizeFromShape(c.x), 1);
    const kernel = someNumbers(tf.util.sizeFromShape(c.kernel), 2);
    const dy = someNumbers(tf.util.sizeFromShape(info.outShape), 3);
    const bias = someNumbers(info.outChannels, 4);
    const right = plainConv2D(x, kernel, dy, info);

    const memory = new OwnMemory(form);
    const { products } = memory;
    const [atX, atKernel, atDy, atBias] = [x, kernel, dy, bias].map((numbers) => memory.put(numbers));
    const columns = info.outChannels;
    const y = memory.compute(dy.length, (scratch, to) => {
      convolve(products, scratch, atX!, atKernel!, info, { to, columns, bias: 0, activation: 0 });
    });
    const activated = memory.compute(dy.length, (scratch, to) => {
      convolve(products, scratch, atX!, atKernel!, info, { to, columns, bias: atBias!, activation: 1 });
    });
    const dKernel = memory.compute(kernel.length, (scratch, to) => {
      kernelGradient(products, scratch, atX!, atDy!, info, to);
    });
    const dx = memory.compute(x.length, (scratch, to) => {
      xGradient(products, scratch, atDy!, atKernel!, info, to);
    });
    expect(relativeError(y, right.y)).toBeLessThan(2e-6);
    const rightActivated = right.y.map((sum, i) => Math.max(0, sum + bias[i % columns]!));
    expect(relativeError(activated, rightActivated)).toBeLessThan(2e-6);
    expect(relativeError(dKernel, right.dKernel)).toBeLessThan(2e-6);
    expect(relativeError(dx, right.dx)).toBeLessThan(2e-6);
    // The four inputs and the four results.
    expect(memory.held).toBe(8);
  });
});

/** Tracing a number: what is written of its arithmetic, its field and the device's answer. */
import { describe, expect, test } from 'vitest';
import { agreement } from './agreement';
import { channelSums } from './channel-sums';
import { describeField } from './describe-field';
import { inputChannelOf } from './input-channel';
import { texFactor, writeExact, writeShort } from '../../../drawing/writing/numbers';
import { photographCrop } from './photograph-crop';
import { weightsIndex } from './weights-index';
import { writeArithmetic } from './write-arithmetic';
import { traceUnit } from '../../../model/trace/trace-unit';
import type { TracedConvolution, UnitWeights } from '../../../model/trace/traced';
import type { Unit } from '../../../model/feature-maps';
import type { Layer, Shape } from '../../../model/layer';
import {
  activation,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../../../model/make-layer';
import { notebookNetwork } from '../../../model/networks';
import { rows } from '../../../model/rows';
import { renderMaths } from '../../../build/markdown/maths';

function trace(
  layer: Layer,
  shape: Shape,
  values: readonly number[],
  unit: Unit,
  weights: UnitWeights | null = null,
) {
  const [row] = rows({ name: 'one layer', inputShape: shape, layers: [layer] });
  return traceUnit(row!, { shape, values }, unit, weights);
}

/** The formula without its colours. */
const plain = (tex: string) =>
  tex.replaceAll(/\\v(?:in|ker|out)\{((?:[^{}]|\{[^{}]*\})*)\}/g, '$1').replaceAll(/\s+/g, ' ');

describe('the arithmetic as KaTeX', () => {
  const written = (
    layer: Layer,
    ...rest: Parameters<typeof trace> extends [Layer, ...infer Rest] ? Rest : never
  ) => writeArithmetic(layer, trace(layer, ...rest));

  test('of a dense layer names its largest products, all of them together, and the bias', () => {
    const column = { kernelShape: [3, 1], kernel: [10, -1, 0.5], bias: [4] };
    const lines = written(dense('d', 1), [3], [1, 30, 4], [0], column);
    expect(lines.map(plain)).toEqual([
      'y = \\sum_n x_n \\, w_n + b',
      '\\underbrace{30 \\cdot (-1) + 1 \\cdot 10 + \\cdots}_{3 \\text{ products}: \\; -18}',
      '-18 + 4 = -14',
    ]);
  });

  test('goes on to an activation fused into the layer', () => {
    const column = { kernelShape: [1, 1], kernel: [2], bias: [-7] };
    const lines = written(dense('d', 1, { activation: 'relu' }), [1], [3], [0], column);
    expect(plain(lines[2] ?? '')).toBe('6 + (-7) = -1, \\qquad y = \\max(0,\\, -1) = 0');
  });

  test('of response normalisation has its constants', () => {
    // Squares 1 + 4 + 9 = 14; 2 + 14e-4 = 2.0014; 2.0014^0.75 = 1.68267...; 2 over that is 1.18859...
    const lines = written(localResponseNormalization('l'), [3, 1, 1], [1, 2, 3], [1, 0, 0]);
    expect(plain(lines[1] ?? '')).toBe(
      '\\frac{2}{\\left(2 + 10^{-4} \\cdot 14\\right)^{0.75}} = \\frac{2}{1.683} = 1.189',
    );
  });

  test('of softmax subtracts the maximum', () => {
    // e^0 + e^-1 = 1.3679; e^-1 / 1.3679 = 0.26894
    const lines = written(activation('s', 'softmax'), [2], [5, 4], [1]);
    expect(plain(lines[1] ?? '')).toBe('\\frac{e^{4 - 5}}{1.368} = \\frac{0.3679}{1.368} = 0.2689');
  });

  test.for<[Layer, Shape, Unit, string]>([
    [maxPooling2d('p', 2), [1, 2, 2], [0, 0, 0], 'y = \\max(1,\\, 2,\\, 3,\\, 4) = 4'],
    [activation('a', 'relu'), [1, 2, 2], [0, 1, 1], 'y = \\max(0,\\, 4) = 4'],
    [dropout('o', 0.5), [4], [2], 'y = x = 3'],
    [flatten('f'), [1, 2, 2], [1], 'y = x = 2'],
    [zeroPadding2d('z', 1), [1, 2, 2], [0, 0, 0], 'y = 0'],
  ])('%o', ([layer, shape, unit, line]) => {
    expect(written(layer, shape, [1, 2, 3, 4], unit).map(plain)).toEqual([line]);
  });

  test('can be set, whatever the numbers', () => {
    const filter = { kernelShape: [1, 1, 2, 1], kernel: [-1e-9, 3e12], bias: null };
    const conv = conv2d('c', 1, 1, { useBias: false, activation: 'hardSigmoid' });
    const lines = [
      ...written(conv, [2, 1, 1], [-2, 1e-20], [0, 0, 0], filter),
      ...written(activation('s', 'softmax'), [3], [-1e30, 0, 2], [0]),
      ...written(localResponseNormalization('l', { alpha: 2e-5, bias: 1 }), [1, 1, 1], [-3], [0, 0, 0]),
    ];
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(renderMaths(line, true)).toContain('katex');
  });
});

describe('the channels of a convolution', () => {
  const values = Array.from({ length: 5 * 9 }, (_, index) => Math.sin(index));
  const filter = {
    kernelShape: [2, 2, 5, 1],
    kernel: Array.from({ length: 20 }, (_, index) => Math.cos(index)),
    bias: [0.25],
  };
  const traced = trace(conv2d('c', 1, 2), [5, 3, 3], values, [0, 1, 0], filter) as TracedConvolution;

  test('are summed apart, the one that counts most first', () => {
    const sums = channelSums(traced);
    // Loops over [height, width, channels], as TensorFlow keeps the kernel.
    for (const { channel, sum } of sums) {
      let expected = 0;
      for (const row of [0, 1])
        for (const column of [0, 1])
          expected +=
            Math.sin(channel * 9 + (row + 1) * 3 + column) * Math.cos((row * 2 + column) * 5 + channel);
      expect(sum).toBeCloseTo(expected, 12);
    }
    const sizes = sums.map(({ sum }) => Math.abs(sum));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sums.map(({ channel }) => channel).toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(inputChannelOf(conv2d('c', 1, 2), [0, 1, 0], traced)).toBe(sums[0]?.channel);
  });

  test('of other layers the unit itself names', () => {
    expect(inputChannelOf(maxPooling2d('p', 2), [7, 1, 1], null)).toBe(7);
    expect(
      inputChannelOf(flatten('f'), [7], trace(flatten('f'), [2, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7], [7])),
    ).toBe(1);
    expect(inputChannelOf(dense('d', 3), [1], null)).toBeNull();
  });
});

test('a unit has the weights of its filter or column', () => {
  const tower = rows(notebookNetwork());
  const wanted = (name: string, unit: Unit) =>
    weightsIndex(
      tower.find(({ layer }) => layer.name === name)!,
      unit,
    );
  expect(wanted('Conv1', [3, 10, 20])).toBe(3);
  expect(wanted('FC6', [281])).toBe(281);
  expect(wanted('MaxPool', [3, 10, 20])).toBeNull();
});

describe('two numbers', () => {
  test.for([
    [1.5, 1.5, 10, 'They are the same number.'],
    [0, 0, 10, 'They are the same number.'],
    [1.0000005, 1, 10, 'They agree to 6 digits.'],
    [-2.0009, -2, 10, 'They agree to 3 digits.'],
    [
      1e-7,
      -1e-7,
      10,
      'The terms nearly cancel. Measured by the largest value of the layer, the two agree to 7 digits.',
    ],
    [1.1, 1, 1.1, 'They differ by 9.091 %.'],
    [NaN, 1, 1, 'One of the two is not a number.'],
  ] as const)('%d and %d in a layer up to %d', ([recomputed, given, reach, words]) => {
    expect(agreement(recomputed, given, reach).words).toBe(words);
  });
});

describe('a number', () => {
  test.for([
    [-12.345678, '−12.34568', '−12.35', '(-12.35)'],
    [0.5, '0.5', '0.5', '0.5'],
    [1.5e-8, '1.5e−8', '1.5e−8', '1.5 \\cdot 10^{-8}'],
    [0, '0', '0', '0'],
    [123456789, '1.234568e8', '1.235e8', '1.235 \\cdot 10^{8}'],
    [-1e-10, '−1e−10', '−1e−10', '(-1 \\cdot 10^{-10})'],
  ] as const)('%d', ([value, exact, short, tex]) => {
    expect([writeExact(value), writeShort(value), texFactor(value)]).toEqual([exact, short, tex]);
  });
});

describe('a field', () => {
  const rectangle = (top: number, left: number, height: number, width: number) => ({
    top,
    left,
    height,
    width,
  });

  test('is told by its rows and columns', () => {
    const field = rectangle(40, 80, 11, 11);
    expect(describeField({ whole: field, clipped: field }, 227, 227)).toBe(
      '11 × 11: rows 40 to 50, columns 80 to 90.',
    );
  });

  test('says what lies beyond the edge', () => {
    const words = describeField({ whole: rectangle(-1, -1, 3, 3), clipped: rectangle(0, 0, 2, 1) }, 9, 9);
    expect(words).toBe(
      'a field of 3 × 3, of which 2 × 1 lie on it: rows 0 to 1, column 0. The rest is padding.',
    );
    expect(describeField({ whole: rectangle(-1, -1, 1, 1), clipped: null }, 9, 9)).toBe(
      'nothing but padding.',
    );
  });
});

test('the middle of a photograph is what the network is given', () => {
  const pixels = new Uint8ClampedArray(4 * 256 * 256);
  // 14 pixels are left out above and to the left of 227: (256 - 227) / 2, rounded down.
  pixels.set([10, 20, 30, 255], 4 * ((14 + 5) * 256 + 14 + 7));
  const crop = photographCrop(pixels, 227, 227);
  expect([...(crop?.subarray(4 * (5 * 227 + 7), 4 * (5 * 227 + 7) + 4) ?? [])]).toEqual([10, 20, 30, 255]);
  expect(photographCrop(pixels, 300, 227)).toBeNull();
});

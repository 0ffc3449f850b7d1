import { describe, expect, test } from 'vitest';
import { writeArithmetic } from './write-arithmetic';
import { traceUnit } from '../../../model/trace/trace-unit';
import type { UnitWeights } from '../../../model/trace/traced';
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

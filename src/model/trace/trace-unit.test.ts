import { describe, expect, test } from 'vitest';
import { traceUnit } from './trace-unit';
import type { TracedUnit, UnitWeights } from './traced';
import type { FeatureMaps, Unit } from '../feature-maps';
import type { Layer, Shape } from '../layer';
import {
  activation,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../make-layer';
import { notebookNetwork } from '../networks';
import { rows, type Row } from '../rows';

/** Traces one unit of a layer on its own. */
function trace(
  layer: Layer,
  input: FeatureMaps,
  unit: Unit,
  weights: UnitWeights | null = null,
  inputShape: Shape = input.shape,
): TracedUnit {
  const [row] = rows({ name: 'one layer', inputShape, layers: [layer] });
  return traceUnit(row!, input, unit, weights);
}

/** 0, 1, 2, ... */
function counting(...shape: number[]): FeatureMaps {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return { shape, values: Array.from({ length: size }, (_, index) => index) };
}

function column(kernel: readonly number[], bias: number | null = null): UnitWeights {
  return { kernelShape: [kernel.length, 1], kernel, bias: bias === null ? null : [bias] };
}

describe('worked out by hand', () => {
  test('a convolution: its patch channel by channel, though the kernel is kept channels last', () => {
    const kernel = { kernelShape: [1, 2, 2, 1], kernel: [1, 10, 100, 1000], bias: [0.5] };
    const traced = trace(conv2d('c', 1, [1, 2], { strides: 2 }), counting(2, 3, 5), [0, 1, 1], kernel);
    expect(traced).toMatchObject({ kind: 'convolution', patch: [2, 1, 2], firstChannel: 0, bias: 0.5 });
    expect(traced.kind === 'convolution' && traced.terms).toEqual([
      { input: [0, 2, 2], x: 12, weight: 1, product: 12 },
      { input: [0, 2, 3], x: 13, weight: 100, product: 1300 },
      { input: [1, 2, 2], x: 27, weight: 10, product: 270 },
      { input: [1, 2, 3], x: 28, weight: 1000, product: 28_000 },
    ]);
    expect(traced.value).toBe(29_582.5);
  });

  test("zeros around a 'same' convolution are terms without an input", () => {
    const kernel = { kernelShape: [3, 3, 1, 1], kernel: [1, 2, 3, 4, 5, 6, 7, 8, 9], bias: null };
    const traced = trace(
      conv2d('c', 1, 3, { padding: 'same', activation: 'relu' }),
      counting(1, 2, 2),
      [0, 0, 0],
      kernel,
    );
    const terms = traced.kind === 'convolution' ? traced.terms : [];
    expect(terms.map(({ input }) => input)).toEqual([
      ...[null, null, null],
      ...[null, [0, 0, 0], [0, 0, 1]],
      ...[null, [0, 1, 0], [0, 1, 1]],
    ]);
    expect(traced.value).toBe(1 * 6 + 2 * 8 + 3 * 9);
  });

  test('a dense layer: the largest products first, the sum as they stand', () => {
    const input = { shape: [4], values: [1, -3, 0, 2] };
    const traced = trace(dense('d', 1, { activation: 'relu' }), input, [0], column([0.5, 4, 9, -1], 0.25));
    expect(traced).toMatchObject({ kind: 'dense', bias: 0.25, sum: -13.25, value: 0, activation: 'relu' });
    expect(traced.kind === 'dense' && traced.terms.map(({ product }) => product)).toEqual([-12, -2, 0.5, 0]);
  });

  test('max pooling: nine values, and the first of two that are largest', () => {
    const values = [0, 0, 0, 0, 7, 0, 7, 0, 0];
    const traced = trace(maxPooling2d('p', 3), { shape: [1, 3, 3], values }, [0, 0, 0]);
    expect(traced).toMatchObject({ kind: 'maxPooling', winner: [0, 1, 1], value: 7, window: [3, 3] });
    expect(traced.kind === 'maxPooling' && traced.reads.map(({ x }) => x)).toEqual(values);
  });

  test('max pooling of negative numbers: padding does not win', () => {
    const layer = maxPooling2d('p', 2, { padding: 'same' });
    const traced = trace(layer, { shape: [1, 1, 1], values: [-4] }, [0, 0, 0]);
    expect(traced).toMatchObject({ value: -4, winner: [0, 0, 0], inputs: [[0, 0, 0]] });
  });

  test('average pooling divides by what lies on the input', () => {
    const layer: Layer = { ...maxPooling2d('p', 2, { padding: 'same' }), type: 'averagePooling2d' };
    expect(trace(layer, counting(1, 3, 3), [0, 1, 1])).toMatchObject({ sum: 8, count: 1, value: 8 });
    expect(trace(layer, counting(1, 3, 3), [0, 0, 1])).toMatchObject({ sum: 7, count: 2, value: 3.5 });
  });

  test('response normalisation: five channels inside, three at the edge', () => {
    const layer = localResponseNormalization('n', { bias: 1, alpha: 0.5, beta: 2 });
    const inside = trace(layer, counting(6, 1, 1), [3, 0, 0]);
    expect(inside).toMatchObject({ sum: 1 + 4 + 9 + 16 + 25, denominator: 28.5 ** 2, x: 3 });
    expect(inside.value).toBeCloseTo(3 / 812.25, 12);
    const edge = trace(layer, counting(6, 1, 1), [5, 0, 0]);
    expect(edge.inputs).toEqual([
      [3, 0, 0],
      [4, 0, 0],
      [5, 0, 0],
    ]);
    expect(edge).toMatchObject({ sum: 9 + 16 + 25 });
  });

  test('softmax takes the maximum away, so that no power overflows', () => {
    const traced = trace(activation('s', 'softmax'), { shape: [3], values: [1000, 1000, 0] }, [1]);
    expect(traced).toMatchObject({ kind: 'softmax', maximum: 1000, sum: 2, own: 1, value: 0.5 });
  });

  test('padding: a zero, or the number it surrounds', () => {
    const layer: Layer = {
      ...zeroPadding2d('z', 0),
      padding: [
        [1, 0],
        [2, 3],
      ],
    };
    expect(trace(layer, counting(2, 2, 2), [1, 1, 2])).toMatchObject({ input: [1, 0, 0], value: 4 });
    expect(trace(layer, counting(2, 2, 2), [1, 1, 4])).toMatchObject({ input: null, value: 0, inputs: [] });
  });

  test('flatten goes channel by channel at each place', () => {
    const [channels, height, width] = [4, 3, 5];
    const at = (2 * width + 3) * channels + 1;
    expect(trace(flatten('f'), counting(channels, height, width), [at])).toMatchObject({ input: [1, 2, 3] });
  });

  test('dropout hands on, and ReLU lets the positive through', () => {
    const input = { shape: [2], values: [-3, 5] };
    expect(trace(dropout('d', 0.5), input, [0])).toMatchObject({ kind: 'dropout', rate: 0.5, value: -3 });
    expect(trace(activation('r', 'relu'), input, [0])).toMatchObject({ input: [0], x: -3, value: 0 });
    expect(trace(activation('r', 'relu'), input, [1])).toMatchObject({ input: [1], x: 5, value: 5 });
  });

  test('what is not a number is seen, and does not hide behind others', () => {
    const pooled = trace(maxPooling2d('p', [1, 3]), { shape: [1, 1, 3], values: [1, NaN, 2] }, [0, 0, 0]);
    expect(pooled).toMatchObject({ value: NaN, winner: [0, 0, 1] });
    const summed = trace(dense('d', 1), { shape: [3], values: [9, NaN, 2] }, [0], column([1, 1, 1]));
    expect(summed.kind === 'dense' && summed.terms[0]).toMatchObject({ input: [1], product: NaN });
    expect(trace(activation('r', 'relu'), { shape: [1], values: [NaN] }, [0]).value).toBeNaN();
  });
});

describe('without a value of its own, and it says why', () => {
  test('an activation that the course does not know', () => {
    const traced = trace(activation('a', 'snake'), counting(2), [1]);
    expect(traced).toMatchObject({ kind: 'plain', value: null, inputs: [] });
    expect(traced.reason).toBe('How snake makes this number is not known here.');
  });

  test('the name of a property that every object has is no activation', () => {
    expect(trace(activation('a', 'toString'), counting(2), [1]).kind).toBe('plain');
  });

  test('a softmax inside of a dense layer: the sum is there, the value is not', () => {
    const traced = trace(dense('d', 2, { activation: 'softmax' }), counting(2), [1], column([1, 3]));
    expect(traced).toMatchObject({ kind: 'dense', sum: 3, value: null });
    expect(traced.reason).toContain('softmax needs the sums of all units');
  });

  test('a layer of another kind, whatever its input is', () => {
    const other: Layer = {
      type: 'other',
      name: 'norm',
      className: 'BatchNormalization',
      outputShape: [2],
      parameters: 8,
      trainableParameters: 4,
    };
    const traced = trace(other, counting(7), [1], null, [2]);
    expect(traced).toEqual({
      kind: 'plain',
      unit: [1],
      inputs: [],
      value: null,
      reason: 'How a BatchNormalization layer makes this number is not known here.',
    });
  });
});

describe('formats', () => {
  test('channels last: the reader still sees channels first', () => {
    const layer: Layer = { ...maxPooling2d('p', 2), dataFormat: 'channelsLast' };
    const traced = trace(layer, counting(3, 4, 6), [2, 1, 2], null, [4, 6, 3]);
    expect(traced).toMatchObject({ winner: [2, 3, 5], value: 2 * 24 + 3 * 6 + 5 });
  });

  test('a dense layer on an image works along the axis that is last in memory', () => {
    const first = trace(dense('d', 2), counting(2, 3, 4), [1, 2, 0], column([1, 0, 0, 0]));
    expect(first.inputs).toEqual([0, 1, 2, 3].map((at) => [1, 2, at]));

    const layers: Layer[] = [{ ...zeroPadding2d('z', 0), dataFormat: 'channelsLast' }, dense('d', 5)];
    const last = rows({ name: 'last', inputShape: [3, 4, 2], layers })[1]!;
    expect(last.output).toEqual([3, 4, 5]);
    const traced = traceUnit(last, counting(2, 3, 4), [4, 1, 3], column([0, 1]));
    expect(traced.inputs).toEqual([
      [0, 1, 3],
      [1, 1, 3],
    ]);
    expect(traced.value).toBe(12 + 4 + 3);
  });

  test('a flatten that was not told of channels first takes them as it finds them', () => {
    const layers: Layer[] = [zeroPadding2d('z', 0), { ...flatten('f'), dataFormat: 'channelsLast' }];
    const row = rows({ name: 'mixed', inputShape: [2, 3, 4], layers })[1]!;
    expect(traceUnit(row, counting(2, 3, 4), [17], null)).toMatchObject({ input: [1, 1, 1], value: 17 });
  });
});

describe('bad input is refused in words', () => {
  const [conv1] = rows(notebookNetwork());
  const image: FeatureMaps = { shape: [3, 227, 227], values: new Float32Array(3 * 227 * 227) };
  const filter = { kernelShape: [11, 11, 3, 1], kernel: new Float32Array(363), bias: [0] };
  const refused = (row: Row, input: FeatureMaps, unit: Unit, weights: UnitWeights | null) => () =>
    traceUnit(row, input, unit, weights);

  test.for<Unit>([[96, 0, 0], [0, 55, 0], [0, 0, -1], [0, 0, 1.5], [0, 0, NaN], [0, 0], [0, 0, 0, 0], []])(
    'unit [%s]',
    (unit) => {
      expect(refused(conv1!, image, unit, filter)).toThrow(
        new RangeError(
          `Conv1 has no unit [${unit.join(', ')}]: it has channel 0 to 95, row 0 to 54, column 0 to 54`,
        ),
      );
    },
  );

  test('weights that are missing, or another layer’s', () => {
    expect(refused(conv1!, image, [0, 0, 0], null)).toThrow(
      new RangeError('Conv1 has weights, and none were given'),
    );
    expect(refused(conv1!, image, [0, 0, 0], column([1, 2]))).toThrow(
      new RangeError('One unit of Conv1 has 11x11x3x1 weights, but 2 of shape 2x1 were given'),
    );
  });

  test('an input that is not what the layer was given', () => {
    expect(refused(conv1!, counting(3, 4, 4), [0, 0, 0], filter)).toThrow(
      new RangeError('Conv1 takes 3x227x227, but was given 48 numbers of shape 3x4x4'),
    );
    const short = { ...image, values: new Float32Array(5) };
    expect(refused(conv1!, short, [0, 0, 0], filter)).toThrow(RangeError);
  });
});

test('the notebook’s Conv1: 363 products, and no padding', () => {
  const [row] = rows(notebookNetwork());
  const image: FeatureMaps = { shape: [3, 227, 227], values: new Float32Array(3 * 227 * 227).fill(2) };
  const kernel = { kernelShape: [11, 11, 3, 1], kernel: new Float32Array(363).fill(0.5), bias: [1] };
  const traced = traceUnit(row!, image, [95, 54, 54], kernel);
  expect(traced.inputs).toHaveLength(363);
  expect(traced.inputs.at(-1)).toEqual([2, 226, 226]);
  expect(traced.value).toBe(364);
});

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { traceUnit } from './trace-unit';
import type { TracedUnit, UnitWeights } from './traced';
import { indexOf, unitAt, type FeatureMaps } from '../feature-maps';
import type { Network } from '../layer';
import { conv2d } from '../make-layer';
import { rows } from '../rows';
import { fittingNetworks } from '../../../tests/support/model/networks';
import { mapsOf, stockModel, stockOutputs, tf } from '../../../tests/support/model/stock-model';

const RELATIVE = 1e-4;
const FLOOR = 1e-6;
const NETWORKS = 120;
const UNITS_PER_LAYER = 3;
/** Units of each kind. */
const LEAST = 20;
const KINDS: readonly TracedUnit['kind'][] = [
  'convolution',
  'dense',
  'maxPooling',
  'averagePooling',
  'normalization',
  'activation',
  'softmax',
  'dropout',
  'padding',
  'flatten',
  'plain',
];
const ACTIVATIONS = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'sigmoid',
  'hardSigmoid',
  'softplus',
  'softsign',
  'tanh',
  'swish',
  'mish',
  'gelu',
  'gelu_new',
  'softmax',
  'logSoftmax',
];

beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

/** The weights of one unit, cut out of what the live layer holds. */
function weightsOf(layer: tf.layers.Layer, unit: number): UnitWeights | null {
  const [kernel, bias] = layer.getWeights();
  if (!kernel) return null;
  const last = kernel.rank - 1;
  const begin = kernel.shape.map((_, axis) => (axis === last ? unit : 0));
  const one = kernel.slice(begin, [...kernel.shape.slice(0, last), 1]);
  return {
    kernelShape: one.shape,
    kernel: one.dataSync(),
    bias: bias ? bias.slice([unit], [1]).dataSync() : null,
  };
}

function closeTo(traced: number, given: number): boolean {
  return Math.abs(traced - given) <= Math.max(RELATIVE * Math.abs(given), FLOOR);
}

describe('traceUnit agrees with TensorFlow.js', () => {
  test('on random units of every kind of layer', { timeout: 60_000 }, () => {
    const kinds = new Map<string, number>();
    const activations = new Set<string>();
    const networks = fittingNetworks({ groups: false, activations: ACTIVATIONS, mixed: true });
    const places = fc.array(fc.nat(), { minLength: UNITS_PER_LAYER, maxLength: UNITS_PER_LAYER });
    const check = (network: Network, seed: number, places: readonly number[]) => {
      const table = rows(network);
      const model = stockModel(network);
      model.setWeights(
        model.getWeights().map(({ shape }) => tf.randomNormal(shape, 0, 0.4, 'float32', seed)),
      );
      const image = tf.randomNormal([1, ...(network.inputShape ?? [])], 0, 2, 'float32', seed + 1);
      const maps = stockOutputs(model, network, image).map(mapsOf);

      table.forEach((row, index) => {
        const [input, output] = [maps[index]!, maps[index + 1]!];
        for (const place of places) {
          const unit = unitAt(output, place % output.values.length);
          const weights = weightsOf(model.layers[index]!, unit[0]!);
          const traced = traceUnit(row, input, unit, weights);
          const given = output.values[indexOf(output, unit)]!;
          const where = `${JSON.stringify(row.layer)} at ${unit.join()}`;
          kinds.set(traced.kind, (kinds.get(traced.kind) ?? 0) + 1);
          if ('activation' in row.layer) activations.add(row.layer.activation);
          if (traced.value === null) {
            expect('activation' in row.layer && row.layer.activation, where).toMatch(/softmax$/i);
            expect(traced.reason, where).toMatch(/softmax|logSoftmax/);
          } else {
            expect({ where, value: traced.value, close: closeTo(traced.value, given) }).toMatchObject({
              where,
              close: true,
            });
          }
          expect(remade(traced), where).toBeCloseTo(traced.value ?? 0, 9);
        }
      });
      model.dispose();
    };
    fc.assert(fc.property(networks, fc.nat(), places, check), { numRuns: NETWORKS, seed: 1 });
    expect([...activations].sort()).toEqual([...ACTIVATIONS].sort());
    for (const kind of KINDS) expect(kinds.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(LEAST);
    expect(kinds.size).toBe(KINDS.length);
  });
});

/** The value made again from the parts a reader is shown, where that takes no more than arithmetic. */
function remade(traced: TracedUnit): number {
  switch (traced.kind) {
    case 'convolution':
    case 'dense': {
      const sum = traced.terms.reduce((total, { x, weight }) => total + x * weight, traced.bias);
      expect(sum).toBeCloseTo(traced.sum, 9);
      return traced.activation === 'linear' ? sum : (traced.value ?? 0);
    }
    case 'maxPooling':
      return Math.max(...traced.reads.map(({ x }) => x));
    case 'averagePooling':
      return traced.reads.reduce((sum, { x }) => sum + x, 0) / traced.inputs.length;
    case 'normalization':
      expect(traced.neighbours.reduce((sum, { x }) => sum + x * x, 0)).toBeCloseTo(traced.sum, 9);
      return traced.x / traced.denominator;
    case 'softmax':
      return (traced.terms[traced.own]?.exponential ?? NaN) / traced.sum;
    case 'dropout':
    case 'padding':
    case 'handedOn':
    case 'flatten':
      return traced.x;
    case 'activation':
    case 'plain':
      return traced.value ?? 0;
  }
}

describe('grouped convolutions, which TensorFlow.js does not have', () => {
  test('agree with one convolution a group', () => {
    const [channels, filters, groups] = [6, 4, 2];
    const layer = conv2d('grouped', filters, [3, 2], { groups, strides: [2, 1], padding: 'same' });
    const [row] = rows({ name: 'grouped', inputShape: [channels, 7, 8], layers: [layer] });
    const image = tf.randomNormal<tf.Rank.R4>([1, 7, 8, channels], 0, 1, 'float32', 1);
    const kernel = tf.randomNormal<tf.Rank.R4>([3, 2, channels / groups, filters], 0, 1, 'float32', 2);
    const images = tf.split<tf.Tensor4D>(image, groups, 3);
    const kernels = tf.split<tf.Tensor4D>(kernel, groups, 3);
    const parts = images.map((part, group) => tf.conv2d(part, kernels[group]!, [2, 1], 'same'));
    const output = mapsOf(tf.concat(parts, 3).transpose([0, 3, 1, 2]));
    const input: FeatureMaps = mapsOf(image.transpose([0, 3, 1, 2]));
    for (const [index, given] of output.values.entries()) {
      const unit = unitAt(output, index);
      const one = kernel.slice([0, 0, 0, unit[0]!], [-1, -1, -1, 1]);
      const traced = traceUnit(row!, input, unit, {
        kernelShape: one.shape,
        kernel: one.dataSync(),
        bias: null,
      });
      expect({ unit, close: closeTo(traced.value ?? NaN, given) }).toEqual({ unit, close: true });
      expect(traced.kind === 'convolution' && traced.firstChannel).toBe(unit[0]! < 2 ? 0 : 3);
    }
  });
});

import type * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Network } from './layer';
import { rows, type Row } from './rows';
import { ShapeError } from './shapes';
import { networks } from '../../tests/support/model/networks';
import { stockModel } from '../../tests/support/model/stock-model';

const STACKS = 1000;
const ACTIVATIONS = ['relu', 'tanh', 'elu', 'softmax'];

/** The rows, or null if the layers are refused. */
function rowsOrNull(network: Network): Row[] | null {
  try {
    return rows(network);
  } catch (error) {
    expect(error).toBeInstanceOf(ShapeError);
    return null;
  }
}

/** The model, or null if layers do not fit: TensorFlow.js refuses sizes below 0, but builds a size of 0. */
function modelOrNull(network: Network): tf.LayersModel | null {
  let model: tf.LayersModel;
  try {
    model = stockModel(network);
  } catch (error) {
    expect(String(error)).toContain('Negative dimension size');
    return null;
  }
  return model.layers.every(({ outputShape }) => !outputShape.includes(0 as never)) ? model : null;
}

test(
  `${STACKS} random stacks have the shapes and parameters that TensorFlow.js gives them`,
  { timeout: 60_000 },
  () => {
    const types = new Set<string>();
    let refused = 0;
    fc.assert(
      fc.property(networks({ groups: false, activations: ACTIVATIONS, mixed: true }), (network) => {
        const model = modelOrNull(network);
        const found = rowsOrNull(network);
        expect(found !== null).toBe(model !== null);
        if (!model || !found) refused++;
        fc.pre(model !== null && found !== null);
        expect(
          found.map(({ layer, output, parameters }) => ({ name: layer.name, output, parameters })),
        ).toEqual(
          model.layers.map((layer) => ({
            name: layer.name,
            output: layer.outputShape.slice(1),
            parameters: layer.countParams(),
          })),
        );
        expect(found.reduce((sum, { trainable }) => sum + trainable, 0)).toBe(model.countParams());
        for (const { type } of network.layers) types.add(type);
        model.dispose();
      }),
      { numRuns: STACKS, seed: 1 },
    );
    expect(types.size).toBe(9);
    expect(refused).toBeGreaterThan(100);
  },
);

import * as tf from '@tensorflow/tfjs';
import { describe as suite, expect, it } from 'vitest';
import { buildModel } from './build';
import { describe } from './describe';
import { exportedModel } from './export-weights';
import { traceModel } from './trace';
import { readWeights } from './weights';
import { FAMILY } from '../model/family/family';
import { twoTowersNetwork } from '../model/family/two-towers';
import { kerasSummary } from '../model/keras-summary';
import type { Network } from '../model/layer';
import { rows } from '../model/rows';
import { sessionOn } from '../../tests/support/engine/session-on';
import { testPhotograph } from '../../tests/support/engine/test-photograph';
import { narrowed } from '../../tests/support/model/narrowed';

const session = sessionOn('wasm');

/** A network as its live model is described: named as Keras may name it. */
function asBuilt(network: Network): Network {
  return { ...network, name: network.name.replaceAll(/\W+/g, '_') };
}

function summaryOf(model: tf.LayersModel): string {
  const lines: string[] = [];
  model.summary(undefined, undefined, (line: string) => lines.push(line));
  return lines.join('\n');
}

suite.each(FAMILY)('$title', ({ network: whole }) => {
  const network = narrowed(whole());

  it('is built as it is described, and counts as it is counted', () => {
    const model = buildModel(network, session());
    expect(describe(model)).toEqual(asBuilt(network));
    expect(model.countParams()).toBe(rows(network).reduce((sum, { parameters }) => sum + parameters, 0));
    expect(summaryOf(model)).toBe(kerasSummary(network));
  });

  it('is traced, layer by layer', async () => {
    const model = buildModel(network, session());
    const before = session().tensors;
    const { activations } = await traceModel(model, testPhotograph());
    expect(session().tensors).toBe(before);
    expect(activations.map(({ layer, shape }) => ({ layer, shape }))).toEqual(
      rows(network).map(({ layer, output }) => ({ layer: layer.name, shape: output })),
    );
    expect(activations.every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });

  it('learns a step, every weight of it, and leaves no tensor', async () => {
    const model = buildModel(network, session());
    const endsInSoftmax = network.layers.at(-1)?.type === 'activation';
    const before = session().tensors;
    const x = tf.randomNormal([2, ...network.inputShape!], 0, 1, 'float32', 5);
    const y = tf.oneHot([1, 7], 10);
    model.compile({
      loss: endsInSoftmax ? 'categoricalCrossentropy' : tf.losses.softmaxCrossEntropy,
      optimizer: tf.train.sgd(0.1),
    });
    const weights = model.layers.flatMap((layer) => layer.weights);
    const earlier = weights.map((weight) => weight.read().dataSync());
    const { history } = await model.fit(x, y, { epochs: 1, batchSize: 2 });
    expect(history['loss']?.every((loss) => Number.isFinite(loss))).toBe(true);
    weights.forEach((weight, index) => {
      const now = weight.read().dataSync();
      expect(
        now.some((value, at) => value !== earlier[index]![at]),
        weight.name,
      ).toBe(true);
    });
    tf.dispose([x, y]);
    expect(session().tensors).toBe(before + 1);
  });
});

suite('the two towers of the notebook’s repository', () => {
  const network = narrowed(twoTowersNetwork());

  it('lead back to what each layer takes, when they are exported', async () => {
    const model = buildModel(network, session());
    const { weights, network: told } = exportedModel(model);
    expect(told.takes).toEqual(network.takes);
    expect(weights.find(({ layer, weight }) => layer === 'conv_2_1' && weight === 'kernel')?.shape).toEqual([
      5, 5, 6, 16,
    ]);
    const { kernelShape } = await readWeights(model, 'conv_5_2', 3);
    expect(kernelShape).toEqual([3, 3, 24, 1]);
  });
});

suite('groups', () => {
  it('draw the kernels of Glorot by the channels that a filter sees', async () => {
    const { layers } = session().tf;
    const conv = layers.conv2d({ filters: 64, kernelSize: 3, groups: 4, inputShape: [8, 8, 32] } as never);
    session().tf.sequential({ layers: [conv] });
    const [kernel] = conv.getWeights();
    expect(kernel?.shape).toEqual([3, 3, 8, 64]);
    // sqrt(6 / (fan in + fan out)): 9 * 8 numbers go into a filter, and 9 * 64 as Keras counts it come out.
    const limit = Math.sqrt(6 / (9 * 8 + 9 * 64));
    const largest = Math.max(...(await kernel!.data()).map(Math.abs));
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(0.98 * limit);
  });
});

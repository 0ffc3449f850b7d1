import type * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineSession } from './session';
import { readWeights } from './weights';
import { startSession } from '../../tests/support/engine/host';

let session: EngineSession;
let model: tf.Sequential;

beforeAll(async () => {
  session = await startSession();
  const { layers } = session.tf;
  model = session.tf.sequential();
  model.add(
    layers.conv2d({
      name: 'conv',
      filters: 4,
      kernelSize: [2, 3],
      inputShape: [5, 7, 3],
      biasInitializer: 'ones',
    }),
  );
  model.add(layers.batchNormalization({ name: 'norm' }));
  model.add(layers.flatten({ name: 'flat' }));
  model.add(layers.dense({ name: 'bare', units: 6, useBias: false }));
});
afterAll(() => {
  session.end();
});

/** Every `count`-th of a weight's numbers from `first`: the last axis counts the units. */
function column(weight: tf.Tensor | undefined, first: number, count: number): number[] {
  return [...(weight?.dataSync() ?? [])].filter((_, index) => index % count === first);
}

describe('readWeights', () => {
  let before: number;
  beforeAll(() => {
    before = session.tensors;
  });
  afterEach(() => {
    expect(session.tensors).toBe(before);
  });

  it('gives one filter of a convolution and its bias', async () => {
    const { kernel, bias, ...rest } = await readWeights(model, 'conv', 2);
    expect(rest).toEqual({ layer: 'conv', unit: 2, kernelShape: [2, 3, 3, 1] });
    expect([...kernel]).toEqual(column(model.getLayer('conv').getWeights()[0], 2, 4));
    expect([...(bias ?? [])]).toEqual([1]);
  });

  it('gives one column of a dense layer, and null where there are no biases', async () => {
    const { kernel, bias, kernelShape } = await readWeights(model, 'bare', 5);
    expect(kernelShape).toEqual([4 * 5 * 4, 1]);
    expect([...kernel]).toEqual(column(model.getLayer('bare').getWeights()[0], 5, 6));
    expect(bias).toBeNull();
  });

  it('gives all of a layer’s weights, in memory of their own', async () => {
    const { kernel, bias, kernelShape, unit } = await readWeights(model, 'conv', null);
    const weights = model.getLayer('conv').getWeights();
    expect([kernelShape, unit]).toEqual([[2, 3, 3, 4], null]);
    expect(kernel).toEqual(weights[0]?.dataSync());
    expect(bias).toHaveLength(4);
    kernel.fill(7);
    expect(weights[0]?.dataSync()).not.toContain(7);
  });

  it.each([
    ['nothing', 0, 'The network has no layer nothing.'],
    ['norm', 0, 'norm has no kernel: there are no weights to show.'],
    ['flat', null, 'flat has no kernel: there are no weights to show.'],
    ['conv', 4, 'conv has units 0 to 3, and no unit 4.'],
    ['conv', -1, 'conv has units 0 to 3, and no unit -1.'],
    ['conv', 0.5, 'conv has units 0 to 3, and no unit 0.5.'],
  ])('refuses layer %s, unit %s, in words', async (layer, unit, message) => {
    await expect(readWeights(model, layer, unit)).rejects.toThrow(message);
  });
});

it('refuses to read more than four million weights at once, but gives those of one unit', async () => {
  const { layers, sequential } = session.tf;
  const wide = sequential();
  wide.add(layers.dense({ name: 'wide', units: 2049, inputShape: [2048], kernelInitializer: 'ones' }));
  await expect(readWeights(wide, 'wide', null)).rejects.toThrow(
    'wide has 4,196,352 weights, too many to read at once: ask for those of one unit.',
  );
  expect((await readWeights(wide, 'wide', 2048)).kernel).toEqual(new Float32Array(2048).fill(1));
});

import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { sessionOn } from '../../../tests/support/engine/session-on';
import { batchStatistics } from '../../../tests/support/layers/normalisations';

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  const session = sessionOn(backend);

  it('takes from each channel its own mean, channels first', () => {
    const norm = session().tf.sequential();
    norm.add(session().tf.layers.batchNormalization({ axis: 1, inputShape: [2, 2, 2] }));
    norm.setWeights([tf.ones([2]), tf.zeros([2]), tf.tensor1d([10, 20]), tf.ones([2])]);
    const x = tf.tensor4d([10, 10, 10, 10, 20, 20, 20, 20], [1, 2, 2, 2]);
    expect([...(norm.predict(x) as tf.Tensor).dataSync()]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('trains channels first as it does channels last', async () => {
    const network = (dataFormat: 'channelsFirst' | 'channelsLast') => {
      const { layers } = session().tf;
      const first = dataFormat === 'channelsFirst';
      const inputShape = first ? [3, 8, 8] : [8, 8, 3];
      const model = session().tf.sequential();
      model.add(layers.conv2d({ inputShape, filters: 4, kernelSize: 3, dataFormat }));
      model.add(layers.batchNormalization({ axis: first ? 1 : -1 }));
      model.add(layers.activation({ activation: 'relu' }));
      model.add(layers.maxPooling2d({ poolSize: 2, dataFormat }));
      model.add(layers.flatten({ dataFormat }));
      model.add(layers.dense({ units: 3, activation: 'softmax' }));
      model.compile({ loss: 'categoricalCrossentropy', optimizer: tf.train.sgd(0.1) });
      return model;
    };
    const [ours, twin] = [network('channelsFirst'), network('channelsLast')];
    twin.setWeights(ours.getWeights());
    const x = tf.randomNormal<tf.Rank.R4>([20, 3, 8, 8], 2, 3, 'float32', 5);
    const y = tf.oneHot(
      tf.tensor1d(
        Array.from({ length: 20 }, (_, i) => i % 3),
        'int32',
      ),
      3,
    );
    const losses = async (model: tf.Sequential, images: tf.Tensor) => {
      const each: number[] = [];
      const onBatchEnd = (_batch: number, logs?: tf.Logs) => void each.push(Number(logs?.['loss']));
      await model.fit(images, y, { epochs: 5, batchSize: 10, shuffle: false, callbacks: { onBatchEnd } });
      return each;
    };
    const actual = await losses(ours, x);
    const expected = await losses(twin, x.transpose([0, 2, 3, 1]));
    expect(actual).toHaveLength(10);
    actual.forEach((loss, i) => {
      expect(loss).toBeCloseTo(expected[i]!, 4);
    });
    expect(actual.at(-1)).toBeLessThan(actual[0]! / 2);
    const [a, b] = [ours, twin].map((model) => model.getWeights().map((weight) => [...weight.dataSync()]));
    a!.flat().forEach((weight, i) => {
      expect(weight).toBeCloseTo(b!.flat()[i]!, 3);
    });
  });

  it('moves its averages as Keras 2.2 does', async () => {
    const model = session().tf.sequential();
    model.add(session().tf.layers.batchNormalization({ axis: 1, inputShape: [3, 2], momentum: 0.9 }));
    model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0) });
    const x = tf.randomNormal<tf.Rank.R3>([4, 3, 2], 1, 2, 'float32', 3);
    await model.fit(x, x, { batchSize: 4 });
    const last = x.transpose([0, 2, 1]);
    const { mean, variance, samples } = batchStatistics({
      shape: last.shape,
      values: Float64Array.from(last.dataSync()),
    });
    const [, , movingMean, movingVariance] = model.getWeights().map((weight) => weight.dataSync());
    expect(samples).toBe(8);
    mean.forEach((value, i) => {
      expect(movingMean![i]).toBeCloseTo(0.1 * value, 5);
    });
    variance.forEach((value, i) => {
      // From 1 towards the estimate from 8 samples, where Keras adds its epsilon to the 1 taken off.
      expect(movingVariance![i]).toBeCloseTo(0.9 + 0.1 * value * (8 / (8 - 1.001)), 5);
    });
  });
});

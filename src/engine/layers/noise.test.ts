import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { sessionOn } from '../../../tests/support/engine/session-on';

/** Mean, variance and the share of values that are 0. */
function statistics(values: ArrayLike<number>): { mean: number; variance: number; zeros: number } {
  const all = Array.from(values);
  const mean = all.reduce((a, b) => a + b) / all.length;
  return {
    mean,
    variance: all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length,
    zeros: all.filter((value) => value === 0).length / all.length,
  };
}

describe.each(['cpu', 'wasm'] as const)('in training, on %s', (backend) => {
  const session = sessionOn(backend);

  const train = (layer: tf.layers.Layer, x: tf.Tensor) => {
    const { value, grad } = tf.valueAndGrad((input) => layer.apply(input, { training: true }) as tf.Tensor)(
      x,
    );
    return { y: value.dataSync(), gradient: grad.dataSync() };
  };

  it('dropout leaves out its share, and scales what stays; so does its gradient', () => {
    const { y, gradient } = train(session().tf.layers.dropout({ rate: 0.25 }), tf.ones([100, 100]));
    expect([...new Set(y)].toSorted()).toEqual([0, Math.fround(1 / 0.75)]);
    expect(statistics(y).zeros).toBeCloseTo(0.25, 1);
    expect(gradient).toEqual(y);
  });

  it('spatialDropout1d leaves out a channel at every step, or at none', () => {
    const { y, gradient } = train(session().tf.layers.spatialDropout1d({ rate: 0.5 }), tf.ones([20, 4, 50]));
    expect(statistics(y).zeros).toBeCloseTo(0.5, 1);
    for (let image = 0; image < 20; image++)
      for (let channel = 0; channel < 50; channel++) {
        const steps = [0, 1, 2, 3].map((step) => y[(image * 4 + step) * 50 + channel]);
        expect(new Set(steps).size).toBe(1);
      }
    expect(gradient).toEqual(y);
  });

  it('gaussianNoise adds to each number', () => {
    const { y, gradient } = train(session().tf.layers.gaussianNoise({ stddev: 0.5 }), tf.zeros([100, 100]));
    const { mean, variance } = statistics(y);
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(0.25, 1);
    expect(new Set(gradient)).toEqual(new Set([1]));
  });

  it('gaussianDropout multiplies each number', () => {
    const { y, gradient } = train(session().tf.layers.gaussianDropout({ rate: 0.5 }), tf.ones([100, 100]));
    const { mean, variance } = statistics(y);
    expect(mean).toBeCloseTo(1, 1);
    expect(Math.abs(variance - 1)).toBeLessThan(0.1);
    expect(gradient).toEqual(y);
  });

  it('alphaDropout keeps mean and variance', () => {
    const x = tf.randomNormal([100, 100], 0, 1, 'float32', 4);
    const { mean, variance } = statistics(train(session().tf.layers.alphaDropout({ rate: 0.2 }), x).y);
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.abs(variance - 1)).toBeLessThan(0.1);
  });
});

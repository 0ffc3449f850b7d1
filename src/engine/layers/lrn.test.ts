import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeLocalResponseNormalization } from '../course-tf';
import type { EngineSession } from '../session';
import { startSession } from '../../../tests/support/engine/host';

let session: EngineSession;

beforeAll(async () => {
  session = await startSession();
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

/** A convolution that gives its input on, relu, and a normalization that is not told the format. */
function network(dataFormat: 'channelsFirst' | 'channelsLast', inputShape: number[]): tf.Sequential {
  const { layers } = session.tf;
  const model = session.tf.sequential();
  model.add(layers.zeroPadding2d({ inputShape, padding: 0, dataFormat }));
  model.add(layers.activation({ activation: 'relu' }));
  model.add(makeLocalResponseNormalization(session, { n: 3, alpha: 1 }));
  return model;
}

describe('a normalization without a format', () => {
  it.each([
    ['channelsLast', [1, 2, 4]],
    ['channelsFirst', [4, 1, 2]],
  ] as const)('goes over channels in a %s network', (dataFormat, inputShape) => {
    const model = network(dataFormat, [...inputShape]);
    expect(model.layers.at(-1)?.getConfig()['dataFormat']).toBe(dataFormat);
    const y = model.predict(tf.ones([1, ...inputShape])) as tf.Tensor;
    const channels = dataFormat === 'channelsLast' ? y.reshape([2, 4]) : y.reshape([4, 2]).transpose();
    const inner = (2 + 3) ** -0.75;
    const outer = (2 + 2) ** -0.75;
    channels.dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo([outer, inner, inner, outer][i % 4]!, 6);
    });
  });

  it('keeps the format it is told', () => {
    const layer = makeLocalResponseNormalization(session, { dataFormat: 'channelsFirst' });
    layer.apply(
      session.tf.layers.maxPooling2d({ inputShape: [4, 4, 3] }).apply(session.tf.input({ shape: [4, 4, 3] })),
    );
    expect(layer.getConfig()['dataFormat']).toBe('channelsFirst');
  });
});

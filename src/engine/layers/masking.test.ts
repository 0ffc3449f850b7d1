import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { sessionOn } from '../../../tests/support/engine/session-on';

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  const session = sessionOn(backend);

  it.each(['simpleRNN', 'gru', 'lstm'] as const)('a step that is masked is none for %s', (maker) => {
    const { layers } = session().tf;
    const network = (steps: number, ...before: tf.layers.Layer[]) => {
      const recurrent = layers[maker]({ units: 3, inputShape: [steps, 2] });
      return session().tf.sequential({ layers: [...before, recurrent] });
    };
    const masked = network(4, layers.masking({ inputShape: [4, 2] }));
    const short = network(2);
    short.setWeights(masked.getWeights());
    const gaps = tf.tensor3d([0, 0, 1, -2, 0, 0, 0.5, 3], [1, 4, 2]);
    const steps = tf.tensor3d([1, -2, 0.5, 3], [1, 2, 2]);
    const expected = (short.predict(steps) as tf.Tensor).dataSync();
    (masked.predict(gaps) as tf.Tensor).dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 6);
    });
  });
});

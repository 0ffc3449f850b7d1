import { beforeAll, describe, expect, test } from 'vitest';
import type { Event } from '../notebook/messages';
import { gradientPhotograph, KernelUnderTest } from '../../tests/support/kernel-under-test';

const photograph = gradientPhotograph();
const network = `
  import * as tf from '@tensorflow/tfjs';
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ name: 'conv', filters: 2, kernelSize: 3, inputShape: [3, 8, 8], dataFormat: 'channelsFirst' }));
  model.add(tf.layers.flatten({ name: 'flat', dataFormat: 'channelsFirst' }));
  model.add(tf.layers.dropout({ name: 'drop', rate: 0.5 }));
`;

let tested: KernelUnderTest;
beforeAll(async () => {
  tested = await KernelUnderTest.start();
});

function heard<Type extends Event['type']>(type: Type): Extract<Event, { type: Type }> {
  const found = tested.events.find((event): event is Extract<Event, { type: Type }> => event.type === type);
  if (!found) throw new Error(`No ${type}: ${JSON.stringify(tested.events.at(-1))}`);
  return found;
}

describe('before a network is built', () => {
  test.each(['', "import * as tf from '@tensorflow/tfjs'; const model = tf.sequential();"])(
    'there is nothing to read or to measure: %s',
    async (source) => {
      await tested.run([source]);
      await tested.kernel.network.weights({ type: 'weights', weightsId: 1, layer: 'conv', unit: 0 });
      await tested.kernel.network.measure({ type: 'measure', measureId: 2, photograph });
      await tested.kernel.network.trace({ type: 'trace', traceId: 3, photograph });
      const message = 'The kernel holds no network yet: run a cell that builds one.';
      expect(heard('weights-failed')).toEqual({ type: 'weights-failed', weightsId: 1, message });
      expect(heard('measure-failed')).toEqual({ type: 'measure-failed', measureId: 2, message });
      expect(heard('traced')).toMatchObject({ traceId: 3, input: null, activations: [] });
    },
  );
});

describe('once it is built', () => {
  test('a unit’s weights are read', async () => {
    await tested.run([network]);
    await tested.kernel.network.weights({ type: 'weights', weightsId: 4, layer: 'conv', unit: 1 });
    const { weightsId, weights } = heard('weights-read');
    expect(weightsId).toBe(4);
    expect(weights).toMatchObject({ layer: 'conv', unit: 1, kernelShape: [3, 3, 3, 1] });
    expect(weights.kernel).toHaveLength(27);
  });

  test('every layer is timed, by the clock on the cpu, and other questions are answered meanwhile', async () => {
    const { ended } = await tested.run([network]);
    const measured = tested.kernel.network.measure({ type: 'measure', measureId: 5, photograph });
    await tested.kernel.network.weights({ type: 'weights', weightsId: 6, layer: 'conv', unit: 0 });
    expect(tested.events.some(({ type }) => type === 'measured')).toBe(false);
    await measured;
    const { times } = heard('measured');
    expect(times.map(({ layer }) => layer)).toEqual(['conv', 'flat', 'drop']);
    for (const { milliseconds, runs, timedBy } of times) {
      expect(milliseconds).toBeGreaterThan(0);
      expect(runs).toBeGreaterThanOrEqual(3);
      expect(timedBy).toBe('clock');
    }
    const after = await tested.run(['1'], { fresh: false });
    expect(after.ended.tensors).toBe(ended.tensors);
  });

  test('a second measurement takes the place of the first', async () => {
    await tested.run([network]);
    const first = tested.kernel.network.measure({ type: 'measure', measureId: 7, photograph });
    const second = tested.kernel.network.measure({ type: 'measure', measureId: 8, photograph });
    await Promise.all([first, second]);
    expect(heard('measure-failed').measureId).toBe(7);
    expect(heard('measured').measureId).toBe(8);
  });

  test('a network that takes no photograph says so', async () => {
    await tested.run([
      "import * as tf from '@tensorflow/tfjs'; const model = tf.sequential(); model.add(tf.layers.dense({ units: 2, inputShape: [4] }))",
    ]);
    await tested.kernel.network.measure({ type: 'measure', measureId: 9, photograph });
    expect(heard('measure-failed').message).toBe('A photograph has 3 colours, but this network takes [4].');
  });
});

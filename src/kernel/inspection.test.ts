import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { LayerWeights } from '../notebook/output';
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

describe('before a network is built', () => {
  test.each(['', "import * as tf from '@tensorflow/tfjs'; const model = tf.sequential();"])(
    'there is nothing to read or to measure: %s',
    async (source) => {
      await tested.run([source]);
      const { questions } = tested.kernel;
      const message = 'The kernel holds no network yet: run a cell that builds one.';
      await expect(questions.weights('conv', 0)).rejects.toThrow(message);
      await expect(questions.measure(photograph)).rejects.toThrow(message);
      expect(await questions.trace(photograph)).toEqual({ input: null, activations: [] });
    },
  );
});

describe('once it is built', () => {
  test('a unit’s weights are read', async () => {
    await tested.run([network]);
    const weights = await tested.kernel.questions.weights('conv', 1);
    expect(weights).toMatchObject({ layer: 'conv', unit: 1, kernelShape: [3, 3, 3, 1] });
    expect(weights.kernel).toHaveLength(27);
  });

  test('every layer is timed, by the clock on the cpu, and other questions are answered meanwhile', async () => {
    const { ended } = await tested.run([network]);
    let isMeasured = false;
    const measured = tested.kernel.questions.measure(photograph).finally(() => (isMeasured = true));
    await tested.kernel.questions.weights('conv', 0);
    expect(isMeasured).toBe(false);
    const times = await measured;
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
    const first = tested.kernel.questions.measure(photograph);
    const second = tested.kernel.questions.measure(photograph);
    await expect(first).rejects.toThrow('Something else came between: measure again.');
    expect(await second).toHaveLength(3);
  });

  test('a run ends a measurement, whose tensors are gone before it', async () => {
    const { ended } = await tested.run([network]);
    const measured = tested.kernel.questions.measure(photograph);
    const failed = expect(measured).rejects.toThrow('Something else came between: measure again.');
    const after = await tested.run(['1'], { fresh: false });
    expect(after.ended.tensors).toBe(ended.tensors);
    await failed;
  });

  test('what is asked before a run is answered from what stood before it', async () => {
    await tested.run([network]);
    const traced = tested.kernel.questions.trace(photograph);
    const run = tested.run(["import * as tf from '@tensorflow/tfjs'; const model = tf.sequential()"]);
    const empty = tested.kernel.questions.trace(photograph);
    expect((await traced).activations.map(({ layer }) => layer)).toEqual(['conv', 'flat', 'drop']);
    expect(tested.events.map(({ type }) => type)).not.toContain('run-ended');
    await run;
    expect((await empty).activations).toEqual([]);
  });

  test('a network that takes no photograph says so', async () => {
    await tested.run([
      "import * as tf from '@tensorflow/tfjs'; const model = tf.sequential(); model.add(tf.layers.dense({ units: 2, inputShape: [4] }))",
    ]);
    await expect(tested.kernel.questions.measure(photograph)).rejects.toThrow(
      'A photograph has 3 colours, but this network takes [4].',
    );
  });
});

describe('a message that asks', () => {
  const ask = (question: string, ...parameters: readonly unknown[]) =>
    tested.kernel.answer({ type: 'ask', id: 7, question, parameters });

  test('is answered, with the buffers that move to the page', async () => {
    await tested.run([network]);
    tested.events.length = 0;
    tested.transferred.length = 0;
    await ask('weights', 'conv', 1);
    const [event] = tested.events;
    expect(event).toMatchObject({ type: 'answered', id: 7, value: { layer: 'conv', unit: 1 } });
    if (event?.type !== 'answered') throw new Error('No answer.');
    const { kernel, bias } = event.value as LayerWeights;
    expect(tested.transferred).toEqual([kernel.buffer, bias?.buffer]);
  });

  const noPhotograph = 'A photograph has 3 colours, but this network takes [4].';
  const vectors =
    network.slice(0, network.indexOf('model.add')) +
    'model.add(tf.layers.dense({ units: 2, inputShape: [4] }))';

  test.for<readonly [network: string, question: string, parameters: readonly unknown[], message: string]>([
    [network, 'weights', ['nowhere', 0], 'The network has no layer nowhere.'],
    [network, 'weights', ['flat', 0], 'flat has no kernel: there are no weights to show.'],
    [network, 'weights', ['conv', 2], 'conv has units 0 to 1, and no unit 2.'],
    [network, 'preview', ['nothing'], 'There is no nothing any more.'],
    [vectors, 'trace', [photograph], noPhotograph],
    [vectors, 'measure', [photograph], noPhotograph],
  ])(
    'that has no answer is refused in words, which are no fault: %s',
    async ([cell, question, parameters, message]) => {
      const logged = vi.spyOn(console, 'error').mockReturnValue();
      await tested.run([cell]);
      tested.events.length = 0;
      await ask(question, ...parameters);
      expect(tested.events).toEqual([{ type: 'refused', id: 7, message, isFault: false }]);
      expect(logged).not.toHaveBeenCalled();
      logged.mockRestore();
    },
  );

  test('that nobody foresaw is refused as a fault, and logged', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    tested.events.length = 0;
    await ask('weather');
    const message = 'The kernel knows no question weather.';
    expect(tested.events).toEqual([{ type: 'refused', id: 7, message, isFault: true }]);
    expect(logged.mock.calls).toEqual([[new Error(message)]]);
    logged.mockRestore();
  });
});

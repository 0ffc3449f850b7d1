import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { photographInput } from '../../../src/engine/photograph-input';
import type { EngineSession } from '../../../src/engine/session';
import { traceModel } from '../../../src/engine/trace';
import type { LayerActivation } from '../../../src/notebook/output';
import { startSession } from './host';
import { testPhotograph } from './test-photograph';

let session: EngineSession;
const photograph = testPhotograph();

beforeAll(async () => {
  session = await startSession();
});
afterEach(() => {
  session.reset();
});
afterAll(() => {
  session.end();
});

function layerOf(activations: readonly LayerActivation[], name: string): LayerActivation {
  const found = activations.find(({ layer }) => layer === name);
  if (!found) throw new Error(`${name} is not among ${activations.map(({ layer }) => layer).join()}`);
  return found;
}

describe('photographInput', () => {
  it('is the middle of the photograph, planes of red, green and blue less their means', () => {
    const input = photographInput(photograph, [3, 4, 6], 'channelsFirst');
    expect(input.shape).toEqual([1, 3, 4, 6]);
    const values = input.dataSync();
    [122.68, 116.67, 104.01].forEach((mean, colour) => {
      for (const [row, column] of [
        [0, 0],
        [3, 5],
      ] as const) {
        const from = 4 * ((126 + row) * 256 + 125 + column) + colour;
        expect(values[colour * 24 + row * 6 + column]).toBeCloseTo(
          (photograph.pixels[from] ?? NaN) - mean,
          4,
        );
      }
    });
    const last = photographInput(photograph, [4, 6, 3], 'channelsLast').transpose([0, 3, 1, 2]);
    expect(last.dataSync()).toEqual(values);
  });

  it.each([
    [[1, 227, 227], 'A photograph has 3 colours, but this network takes [1, 227, 227].'],
    [
      [3, 300, 227],
      'The photographs are 256x256, but this network takes 300x227: choose an inputShape within that.',
    ],
    [[20], 'A photograph has 3 colours, but this network takes [20].'],
  ])('refuses %o', (shape, message) => {
    expect(() => photographInput(photograph, shape, 'channelsFirst')).toThrow(message);
  });
});

describe('traceModel', () => {
  it.each(['channelsFirst', 'channelsLast'] as const)(
    'gives what each layer gives in a prediction, %s',
    async (dataFormat) => {
      const { layers } = session.tf;
      const first = dataFormat === 'channelsFirst';
      const inputShape = first ? [3, 35, 31] : [35, 31, 3];
      const model = session.tf.sequential();
      model.add(
        layers.conv2d({ name: 'conv', filters: 6, kernelSize: 5, strides: 2, inputShape, dataFormat }),
      );
      model.add(layers.activation({ name: 'relu', activation: 'relu' }));
      model.add(layers.maxPooling2d({ name: 'pool', poolSize: 3, strides: 2, dataFormat }));
      model.add(layers.flatten({ name: 'flat', dataFormat }));
      model.add(layers.dense({ name: 'dense', units: 10, activation: 'softmax' }));
      const before = session.tensors;
      const activations = await traceModel(model, photograph, { channels: 4 });
      expect(session.tensors).toBe(before);

      const x = photographInput(photograph, inputShape, dataFormat);
      const upTo = (name: string) => {
        const outputs = model.getLayer(name).output;
        const y = tf.model({ inputs: model.inputs, outputs }).predict(x) as tf.Tensor;
        return y.rank === 4 && !first ? y.transpose([0, 3, 1, 2]) : y;
      };
      expect(activations.map(({ layer, shape }) => [layer, ...shape])).toEqual([
        ['conv', 6, 16, 14],
        ['relu', 6, 16, 14],
        ['pool', 6, 7, 6],
        ['flat', 252],
        ['dense', 10],
      ]);
      for (const name of ['conv', 'relu', 'pool', 'flat', 'dense']) {
        const { channels, minimum, maximum } = layerOf(activations, name);
        const y = upTo(name);
        const all = y.dataSync();
        expect(minimum).toBeCloseTo(Math.min(...all), 4);
        expect(maximum).toBeCloseTo(Math.max(...all), 4);
        expect(channels).toHaveLength(y.rank === 4 ? 4 : 1);
        const size = y.rank === 4 ? all.length / 6 : all.length;
        channels.forEach((channel, index) => {
          expect(channel).toHaveLength(size);
          channel.forEach((value, at) => {
            expect(value).toBeCloseTo(all[index * size + at] ?? NaN, 3);
          });
        });
      }
    },
  );

  it('gives nothing for a model without layers', async () => {
    expect(await traceModel(session.tf.sequential(), photograph, { channels: 4 })).toEqual([]);
  });

  it('follows layers that branch and join', async () => {
    const { layers, input, model } = session.tf;
    const image = input({ shape: [3, 9, 9] });
    const options = { filters: 2, kernelSize: 3, dataFormat: 'channelsFirst' } as const;
    const left = layers.conv2d({ ...options, name: 'left' }).apply(image) as tf.SymbolicTensor;
    const right = layers.conv2d({ ...options, name: 'right' }).apply(image) as tf.SymbolicTensor;
    const both = layers.concatenate({ axis: 1, name: 'both' }).apply([left, right]) as tf.SymbolicTensor;
    const activations = await traceModel(model({ inputs: image, outputs: both }), photograph, {
      channels: 4,
    });
    expect(layerOf(activations, 'both').channels[2]).toEqual(layerOf(activations, 'right').channels[0]);
  });
});

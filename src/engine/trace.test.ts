import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { photographInput } from './photograph-input';
import type { EngineSession } from './session';
import { traceModel } from './trace';
import { channelOf } from '../model/feature-maps';
import type { LayerActivation } from '../notebook/output';
import { startSession } from '../../tests/support/engine/host';
import { testPhotograph } from '../../tests/support/engine/test-photograph';

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
    const grey = photographInput(photograph, [1, 4, 6], 'channelsFirst').dataSync();
    for (let place = 0; place < 24; place++) {
      const [red = 0, green = 0, blue = 0] = [0, 24, 48].map((start) => values[start + place]);
      expect(grey[place]).toBeCloseTo(0.299 * red + 0.587 * green + 0.114 * blue, 3);
    }
    const last = photographInput(photograph, [4, 6, 3], 'channelsLast').transpose([0, 3, 1, 2]);
    expect(last.dataSync()).toEqual(values);
  });

  it.each([
    [[2, 227, 227], 'A photograph has 3 colours, but this network takes [2, 227, 227].'],
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
      const { input, activations } = await traceModel(model, photograph);
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
        const { values, minimum, maximum } = layerOf(activations, name);
        const all = upTo(name).dataSync();
        expect(minimum).toBeCloseTo(Math.min(...all), 4);
        expect(maximum).toBeCloseTo(Math.max(...all), 4);
        expect(values).toHaveLength(all.length);
        values.forEach((value, at) => expect(value).toBeCloseTo(all[at] ?? NaN, 3));
      }
      expect(input?.shape).toEqual([3, 35, 31]);
      expect(input?.values).toEqual((first ? x : tf.transpose(x, [0, 3, 1, 2])).dataSync());
    },
  );

  it('gives nothing for a model without layers', async () => {
    expect(await traceModel(session.tf.sequential(), photograph)).toEqual({ input: null, activations: [] });
  });

  it('follows layers that branch and join', async () => {
    const { layers, input, model } = session.tf;
    const image = input({ shape: [3, 9, 9] });
    const options = { filters: 2, kernelSize: 3, dataFormat: 'channelsFirst' } as const;
    const left = layers.conv2d({ ...options, name: 'left' }).apply(image) as tf.SymbolicTensor;
    const right = layers.conv2d({ ...options, name: 'right' }).apply(image) as tf.SymbolicTensor;
    const both = layers.concatenate({ axis: 1, name: 'both' }).apply([left, right]) as tf.SymbolicTensor;
    const { activations } = await traceModel(model({ inputs: image, outputs: both }), photograph);
    const bothMaps = layerOf(activations, 'both');
    expect(channelOf(bothMaps, 2)).toEqual(channelOf(layerOf(activations, 'right'), 0));
  });

  it('reads a vector and a layer of stock TensorFlow.js as they are', async () => {
    const { layers, sequential } = session.tf;
    const model = sequential();
    model.add(layers.flatten({ name: 'flat', inputShape: [3, 2, 2], dataFormat: 'channelsFirst' }));
    model.add(layers.reshape({ name: 'pairs', targetShape: [6, 2] }));
    const { input, activations } = await traceModel(model, photograph);
    const pairs = layerOf(activations, 'pairs');
    expect(pairs.shape).toEqual([6, 2]);
    expect(pairs.values).toEqual(layerOf(activations, 'flat').values);
    // Keras flattens channels first in channels-last order: the three colours of the first pixel come first
    expect([...pairs.values.subarray(0, 3)]).toEqual([0, 1, 2].map((colour) => input?.values[colour * 4]));
  });

  it('refuses layers that give more than a page should hold, before they run', async () => {
    const { layers, sequential } = session.tf;
    const model = sequential();
    model.add(
      layers.conv2d({
        name: 'wide',
        filters: 1024,
        kernelSize: 3,
        inputShape: [3, 227, 227],
        dataFormat: 'channelsFirst',
      }),
    );
    await expect(traceModel(model, photograph)).rejects.toThrow(
      'The layers give 52 million numbers for one photograph, 52 million of them in wide: more than the 40 million that the page can show.',
    );
  });

  it('refuses to go on from the second use of a layer, in words', async () => {
    const { layers, input, model } = session.tf;
    const image = input({ shape: [3, 9, 9] });
    const twice = layers.conv2d({ name: 'twice', filters: 3, kernelSize: 3, dataFormat: 'channelsFirst' });
    const once = twice.apply(image) as tf.SymbolicTensor;
    const again = twice.apply(once) as tf.SymbolicTensor;
    const end = layers.flatten({ name: 'end' }).apply(again) as tf.SymbolicTensor;
    await expect(traceModel(model({ inputs: image, outputs: end }), photograph)).rejects.toThrow(
      'The course cannot follow this model to end: a layer before it is used more than once.',
    );
  });
});

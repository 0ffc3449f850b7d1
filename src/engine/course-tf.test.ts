import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeLocalResponseNormalization } from './course-tf';
import { convertAllKernelsInModel } from './rotate-kernels';
import type { EngineSession } from './session';
import { startSession } from '../../tests/support/engine/host';

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

/** Calls a function of the namespace as a cell may that TypeScript does not check. */
function callUntyped(namespace: object, name: string, ...args: unknown[]): unknown {
  return (Reflect.get(namespace, name) as (...args: unknown[]) => unknown)(...args);
}

describe('what does not exist', () => {
  it.each([
    [
      'an option of a layer',
      () => callUntyped(session.tf.layers, 'conv2d', { filters: 2, kernelSize: 3, stride: 2 }),
      /^tf\.layers\.conv2d has no option stride; did you mean strides\? It knows .*kernelSize, strides, .*, and name, /,
    ],
    [
      'a misspelt option that the layer cannot do without',
      () => callUntyped(session.tf.layers, 'conv2d', { filter: 2, kernelSize: 3 }),
      /^tf\.layers\.conv2d has no option filter; did you mean filters\?/,
    ],
    [
      "Keras's spelling of an option",
      () => callUntyped(session.tf.layers, 'maxPooling2d', { pool_size: 2 }),
      /^tf\.layers\.maxPooling2d has no option pool_size; did you mean poolSize\?/,
    ],
    [
      'groups of another convolution',
      () => callUntyped(session.tf.layers, 'conv1d', { filters: 2, kernelSize: 3, groups: 2 }),
      /^tf\.layers\.conv1d has no option groups: .* here tf\.layers\.conv2d\(\{ groups: 2 \}\) is the one layer/,
    ],
    [
      'an option of the normalization',
      () => makeLocalResponseNormalization(session, { name: 'LRN1', depth: 5 } as object),
      /^localResponseNormalization has no option depth\./,
    ],
    [
      'a layer',
      () => callUntyped(session.tf.layers, 'conv9d', {}),
      /^tf\.layers has no conv9d; did you mean conv1d or conv2d or conv3d\?$/,
    ],
    [
      'a function',
      () => callUntyped(session.tf, 'sequental'),
      /^tf has no sequental; did you mean sequential\?$/,
    ],
    [
      'an initialiser',
      () => callUntyped(session.tf.initializers, 'xavier'),
      /^tf\.initializers has no xavier\.$/,
    ],
  ])('%s', (_what, run, message) => {
    expect(run).toThrow(message);
  });

  it('takes every option that TensorFlow.js documents for the layers of the course', () => {
    const { layers } = session.tf;
    const common = {
      name: 'x',
      trainable: true,
      inputShape: [3, 9, 9],
      batchSize: 2,
      dtype: 'float32' as const,
    };
    layers.conv2d({
      ...common,
      filters: 2,
      kernelSize: 3,
      strides: 1,
      padding: 'same',
      dataFormat: 'channelsFirst',
      dilationRate: 1,
      activation: 'relu',
      useBias: true,
      kernelInitializer: 'heNormal',
      biasInitializer: 'ones',
      kernelConstraint: 'maxNorm',
      biasConstraint: 'nonNeg',
      kernelRegularizer: 'l1l2',
      biasRegularizer: 'l1l2',
      activityRegularizer: 'l1l2',
    });
    layers.dense({ ...common, units: 2, inputDim: 5, kernelInitializer: 'zeros', kernelRegularizer: 'l1l2' });
    layers.flatten({ ...common, dataFormat: 'channelsFirst' });
    layers.dropout({ ...common, rate: 0.5, noiseShape: [1, 1, 1, 1], seed: 1 });
    layers.embedding({ inputDim: 5, outputDim: 2, inputLength: 3, maskZero: true });
    expect(session.models).toHaveLength(0);
  });
});

describe('a layer that does not fit', () => {
  it('is refused in words, and the model stays as it was', () => {
    const { layers, sequential } = session.tf;
    const model = sequential();
    model.add(
      layers.conv2d({
        name: 'Conv1',
        filters: 2,
        kernelSize: 3,
        inputShape: [3, 8, 8],
        dataFormat: 'channelsFirst',
      }),
    );
    expect(() => {
      model.add(layers.maxPooling2d({ name: 'Pool', poolSize: 9, dataFormat: 'channelsFirst' }));
    }).toThrow(/^Pool .*6x6/);
    model.add(layers.maxPooling2d({ poolSize: 2, dataFormat: 'channelsFirst' }));
    expect((model.predict(tf.zeros([1, 3, 8, 8])) as tf.Tensor).shape).toEqual([1, 2, 3, 3]);
  });

  it('is refused if it is no layer', () => {
    expect(() => callUntyped(session.tf.sequential(), 'add', undefined)).toThrow(
      'model.add takes a layer, such as tf.layers.flatten(), but got undefined.',
    );
  });
});

describe('weights', () => {
  const dense = (options: object) => {
    const model = session.tf.sequential();
    model.add(session.tf.layers.dense({ units: 300, inputShape: [200], ...options }));
    return model.getWeights()[0]?.dataSync() ?? new Float32Array();
  };
  const limit = Math.sqrt(6 / 500);

  it('are Glorot uniform unless told otherwise', () => {
    const values = dense({});
    expect(Math.max(...values)).toBeLessThanOrEqual(limit);
    expect(Math.max(...values)).toBeGreaterThan(0.99 * limit);
    expect(Math.min(...values)).toBeLessThan(-0.99 * limit);
  });

  it.each([
    ['by name', () => 'heUniform'],
    ['by the function of tf.initializers', () => session.tf.initializers.heUniform({})],
    ['by their configuration', () => ({ className: 'HeUniform', config: {} })],
  ])('are what they are asked to be %s, and the same each way', (_how, kernelInitializer) => {
    const values = dense({ kernelInitializer: kernelInitializer() });
    expect(Math.max(...values)).toBeLessThanOrEqual(Math.sqrt(6 / 200));
    expect(Math.max(...values)).toBeGreaterThan(0.99 * Math.sqrt(6 / 200));
    session.reset();
    expect(dense({ kernelInitializer: 'heUniform' })).toEqual(values);
  });

  it("have the reader's seed where there is one", () => {
    const first = dense({ kernelInitializer: session.tf.initializers.glorotUniform({ seed: 5 }) });
    expect(dense({ kernelInitializer: session.tf.initializers.glorotUniform({ seed: 5 }) })).toEqual(first);
    expect(dense({ kernelInitializer: session.tf.initializers.glorotUniform({ seed: 6 }) })).not.toEqual(
      first,
    );
  });

  it('may be constant', () => {
    expect(new Set(dense({ kernelInitializer: session.tf.initializers.constant({ value: 0.25 }) }))).toEqual(
      new Set([0.25]),
    );
  });

  it('are Glorot uniform in the cell of a recurrent layer too', () => {
    const model = session.tf.sequential();
    model.add(session.tf.layers.simpleRNN({ units: 30, inputShape: [4, 20] }));
    const values = model.getWeights()[0]?.dataSync() ?? new Float32Array();
    expect(Math.max(...values)).toBeLessThanOrEqual(Math.sqrt(6 / 50));
    expect(Math.max(...values)).toBeGreaterThan(0.95 * Math.sqrt(6 / 50));
  });
});

describe('the names of weights', () => {
  const names = () => {
    const model = session.tf.sequential();
    model.add(session.tf.layers.dense({ name: 'FC6', units: 3, inputShape: [2] }));
    return model.weights.map(({ name }) => name);
  };

  it('are the same in a replay, and apart in one session', () => {
    expect(names()).toEqual(['FC6/kernel', 'FC6/bias']);
    expect(names()).toEqual(['FC6/kernel_1', 'FC6/bias_1']);
    session.reset();
    expect(names()).toEqual(['FC6/kernel', 'FC6/bias']);
  });

  it('are those by which an optimiser finds them', async () => {
    const model = session.tf.sequential();
    model.add(session.tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' }));
    model.compile({ loss: 'meanSquaredError', optimizer: tf.train.momentum(0.1, 0.9) });
    await model.fit(tf.ones([4, 2]), tf.zeros([4, 1]), { epochs: 2 });
    // By hand: y = 2, dw = 4, w = 1 - 0.4 = 0.6, b = -0.4; then y = 0.8, dw = 1.6, v = 0.9 * 4 + 1.6 = 5.2.
    const [kernel, bias] = model.getWeights().map((weight) => weight.dataSync());
    expect(kernel?.[0]).toBeCloseTo(0.6 - 0.52, 5);
    expect(bias?.[0]).toBeCloseTo(-0.4 - 0.52, 5);
  });
});

describe('a saved model', () => {
  it('is one of TensorFlow.js, which predicts the same', async () => {
    const { layers } = session.tf;
    const dataFormat = 'channelsFirst';
    const model = session.tf.sequential();
    model.add(
      layers.conv2d({ filters: 6, kernelSize: 3, inputShape: [3, 9, 9], dataFormat, activation: 'relu' }),
    );
    model.add(makeLocalResponseNormalization(session, { dataFormat, n: 3, alpha: 0.1 }));
    model.add(layers.zeroPadding2d({ padding: 1, dataFormat }));
    model.add(layers.maxPooling2d({ poolSize: 2, dataFormat }));
    model.add(layers.flatten({ dataFormat }));
    model.add(layers.dense({ units: 4 }));
    const modelTopology = model.toJSON(undefined, false) as tf.ModelAndWeightsConfig['modelTopology'];
    const stock = await tf.models.modelFromJSON({ modelTopology });
    expect(stock.constructor).toBe(tf.Sequential);
    stock.setWeights(model.getWeights());
    const x = tf.randomNormal([2, 3, 9, 9], 0, 1, 'float32', 1);
    const [actual, expected] = [stock, model].map((each) => (each.predict(x) as tf.Tensor).dataSync());
    actual?.forEach((value, index) => {
      expect(value).toBeCloseTo(expected?.[index] ?? NaN, 4);
    });
  });
});

describe('convertAllKernelsInModel', () => {
  it('turns convolutions by 180 degrees and nothing else, and twice is back', () => {
    const { layers } = session.tf;
    const model = session.tf.sequential();
    model.add(
      layers.conv2d({ filters: 4, kernelSize: [3, 2], inputShape: [2, 9, 9], dataFormat: 'channelsFirst' }),
    );
    model.add(layers.flatten({ dataFormat: 'channelsFirst' }));
    model.add(layers.dense({ units: 2 }));
    const read = () => model.getWeights().map((weight) => weight.dataSync().slice());
    const before = read();
    const held = session.tensors;
    convertAllKernelsInModel(model);
    expect(session.tensors).toBe(held);
    const after = read();
    const at = (values: Float32Array | undefined, row: number, column: number, rest: number) =>
      values?.[(row * 2 + column) * 8 + rest];
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 2; column++) {
        for (let rest = 0; rest < 8; rest++) {
          const turned = at(after[0] as Float32Array, row, column, rest);
          expect(turned).toBe(at(before[0] as Float32Array, 2 - row, 1 - column, rest));
        }
      }
    }
    expect(after.slice(1)).toEqual(before.slice(1));
    convertAllKernelsInModel(model);
    expect(read()).toEqual(before);
  });
});

import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { KerasSGD, sgd, type SGDOptions } from './sgd';

beforeAll(() => tf.setBackend('cpu'));

let tensorsBefore = 0;
beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => {
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

/** w after each update with these gradients, from w = 1. */
function updates(options: SGDOptions, gradients: readonly number[]): number[] {
  const optimizer = sgd(options);
  const weight = tf.tidy(() => tf.variable(tf.scalar(1), true));
  const values = gradients.map((gradient) => {
    tf.tidy(() => {
      optimizer.applyGradients({ [weight.name]: tf.scalar(gradient) });
    });
    return weight.dataSync()[0]!;
  });
  weight.dispose();
  optimizer.dispose();
  return values;
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 6);
  });
}

test('without momentum and decay it is the plain rule', () => {
  expectClose(updates({ learningRate: 0.1 }, [1, 2, -3]), [0.9, 0.7, 1.0]);
});

test('momentum and decay: three updates computed by hand', () => {
  // rates 0.1, 0.1 / 1.5, 0.1 / 2
  // v: -0.1; 0.9 * -0.1 - 2 / 15 = -0.22333333; 0.9 * -0.22333333 + 0.05 * 3 = -0.051
  expectClose(
    updates({ learningRate: 0.1, decay: 0.5, momentum: 0.9 }, [1, 2, -3]),
    [0.9, 0.67666667, 0.62566667],
  );
});

test('nesterov: three updates computed by hand', () => {
  // The same v; w gains 0.9 * v - rate * g: -0.19; -0.201 - 0.13333333; -0.0459 + 0.15
  expectClose(
    updates({ learningRate: 0.1, decay: 0.5, momentum: 0.9, nesterov: true }, [1, 2, -3]),
    [0.81, 0.47566667, 0.57976667],
  );
});

test("the notebook's rate is halved at update 2,000", () => {
  const optimizer = sgd({ learningRate: 0.01, decay: 0.0005, momentum: 0.9 });
  expect(optimizer.rate).toBe(0.01);
  for (let update = 0; update < 2000; update++) optimizer.applyGradients({});
  expect(optimizer.rate).toBeCloseTo(0.005, 12);
});

test("Keras's defaults: rate 0.01, nothing else", () => {
  expect(sgd().getConfig()).toEqual({ learningRate: 0.01, decay: 0, momentum: 0, nesterov: false });
});

test('it trains a model by compile and fit, and gives its memory back', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], useBias: false })] });
  const optimizer = sgd({ learningRate: 0.1, momentum: 0.5 });
  model.compile({ loss: 'meanSquaredError', optimizer });
  const x = tf.tensor2d([[1], [2], [-1]]);
  const y = tf.tensor2d([[3], [6], [-3]]);
  await model.fit(x, y, { epochs: 60 });
  const [kernel] = model.getWeights();
  expect(kernel!.dataSync()[0]).toBeCloseTo(3, 3);
  tf.dispose([x, y]);
  optimizer.dispose();
  model.dispose();
});

test('made again from its configuration and weights, it goes on as it would have', async () => {
  const options = { learningRate: 0.1, decay: 0.5, momentum: 0.9 };
  const first = sgd(options);
  const weight = tf.tidy(() => tf.variable(tf.scalar(1), true));
  const step = (optimizer: KerasSGD, gradient: number) => {
    tf.tidy(() => {
      optimizer.applyGradients([{ name: weight.name, tensor: tf.scalar(gradient) }]);
    });
  };
  step(first, 1);
  step(first, 2);
  const saved = await first.getWeights();
  const second = KerasSGD.fromConfig<KerasSGD>(KerasSGD, first.getConfig());
  await second.setWeights(saved);
  saved[0]!.tensor.dispose();
  first.dispose();
  step(second, -3);
  expect(weight.dataSync()[0]).toBeCloseTo(0.62566667, 6);
  second.dispose();
  weight.dispose();
});

test('it can be found by its name, for saved models', () => {
  expect(tf.serialization.SerializationMap.getMap().classNameMap['KerasSGD']?.[0]).toBe(KerasSGD);
});

test.each([
  [{ lr: 0.1 }, /no option lr; did you mean learningRate\? It knows learningRate, decay, momentum, nesterov/],
  [{ learningRate: -1 }, /learningRate to be a number from 0 up, not -1/],
  [{ momentum: '0.9' }, /momentum to be a number/],
  [{ decay: NaN }, /decay to be a number from 0 up, not NaN/],
])('refuses %o', (options, message) => {
  expect(() => sgd(options as SGDOptions)).toThrow(message);
});

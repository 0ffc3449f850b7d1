import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { buildModel } from './build';
import { LayerTimer } from './layer-timer';
import { examine } from './examine';
import type { Network } from '../model/layer';
import {
  concatenate,
  conv2d,
  dense,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  sliceChannels,
} from '../model/make-layer';
import { sessionOn } from '../../tests/support/engine/session-on';
import { testPhotograph } from '../../tests/support/engine/test-photograph';
import { type Numbers, transpose } from '../../tests/support/layers/numbers';
import { plainOutput } from '../../tests/support/layers/plain-branches';
import { generator } from '../../tests/support/random';

/** Two towers with all that the family needs: groups, sizes rounded up, both kinds of windows, a slice and a join. */
const towers: Network = {
  name: 'towers',
  inputShape: [3, 13, 12],
  layers: [
    conv2d('first', 4, 3, { strides: 2, ceilMode: true, activation: 'relu' }),
    localResponseNormalization('across', { groups: 2, divideAlpha: true, alpha: 0.5, depthRadius: 1 }),
    sliceChannels('upper', 0, 2),
    sliceChannels('lower', 2, 2),
    conv2d('left', 2, 2, { activation: 'tanh' }),
    conv2d('right', 2, 2, { activation: 'tanh' }),
    concatenate('both'),
    maxPooling2d('pool', 3, { strides: 2, ceilMode: true }),
    localResponseNormalization('within', { window: 'map', divideAlpha: true, alpha: 0.5, depthRadius: 1 }),
    conv2d('grouped', 4, 2, { groups: 2, padding: 'same', activation: 'tanh' }),
    flatten('flat'),
    dense('scores', 3, { activation: 'tanh' }),
  ],
  takes: {
    first: [null],
    across: ['first'],
    upper: ['across'],
    lower: ['across'],
    left: ['upper'],
    right: ['lower'],
    both: ['left', 'right'],
    pool: ['both'],
    within: ['pool'],
    grouped: ['within'],
    flat: ['grouped'],
    scores: ['flat'],
  },
};
/** Half the distance of central differences. */
const STEP = 1e-5;
/** Of so many weights one is compared. */
const EVERY = 5;

/** `responsesInMap` is given alpha as it multiplies. */
const asLoops: Network = {
  ...towers,
  layers: towers.layers.map((layer) => (layer.name === 'within' ? { ...layer, alpha: 0.5 / 9 } : layer)),
};

function draw(shape: readonly number[], random: () => number): Numbers {
  const size = shape.reduce((product, n) => product * n, 1);
  return { shape, values: Float64Array.from({ length: size }, () => Math.fround(2 * random() - 1)) };
}

const tensorOf = ({ values, shape }: Numbers) => tf.tensor([...values], [...shape]);

describe.each(['cpu', 'wasm'] as const)('a network that branches, on %s', (backend) => {
  const session = sessionOn(backend);

  it('gives and learns what plain loops and central differences say', async () => {
    const random = generator(3);
    const model = buildModel(towers, session());
    const image = draw([2, 13, 12, 3], random);
    const wanted = draw([2, 3], random);
    const weights = new Map(
      model.layers.map((layer) => [
        layer.name,
        layer.weights.map(({ shape }) => draw(shape.map(Number), random)),
      ]),
    );
    for (const layer of model.layers) layer.setWeights(weights.get(layer.name)!.map(tensorOf));

    const x = tensorOf(transpose(image, [0, 3, 1, 2]));
    const right = plainOutput(asLoops, weights, image);
    const given = (model.predict(x) as tf.Tensor).dataSync();
    right.values.forEach((value, i) => expect(given[i]).toBeCloseTo(value, 5));

    const loss = () =>
      plainOutput(asLoops, weights, image).values.reduce(
        (total, value, i) => total + (value - wanted.values[i]!) ** 2 / 6,
        0,
      );
    const before = loss();
    model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(1) });
    const { history } = await model.fit(x, tensorOf(wanted), { batchSize: 2 });
    expect(history['loss']?.[0]).toBeCloseTo(before, 5);

    const differences: number[] = [];
    const gradients: number[] = [];
    for (const layer of model.layers) {
      for (const [index, { values }] of weights.get(layer.name)!.entries()) {
        const learned = layer.getWeights()[index]!.dataSync();
        for (let i = 0; i < values.length; i += EVERY) {
          const value = values[i]!;
          values[i] = value + STEP;
          const above = loss();
          values[i] = value - STEP;
          const gradient = (above - loss()) / (2 * STEP);
          values[i] = value;
          gradients.push(Math.abs(gradient));
          differences.push(Math.abs(value - learned[i]! - gradient));
        }
      }
    }
    expect(gradients.length).toBeGreaterThan(50);
    expect(Math.max(...differences) / Math.max(...gradients)).toBeLessThan(1e-4);
  });
});

describe('about a network that branches', () => {
  const session = sessionOn('wasm');

  it('each layer is timed on what it takes', async () => {
    const timer = await LayerTimer.start(buildModel(towers, session()), testPhotograph());
    // The first run is not counted, where it is short.
    for (let i = 0; i < 2 * towers.layers.length; i++) await timer.next();
    expect(timer.times.every(({ runs }) => runs > 0)).toBe(true);
    expect(timer.times.map(({ layer }) => layer).toSorted()).toEqual(
      towers.layers.map(({ name }) => name).toSorted(),
    );
    timer.dispose();
  });

  it('it is shown what it answers', async () => {
    const softmax = { ...dense('scores', 3), activation: 'softmax' };
    const network = { ...towers, layers: [...towers.layers.slice(0, -1), softmax] };
    const images = tf.randomUniform<tf.Rank.R4>([4, 3, 13, 12], 0, 1, 'float32', 1);
    const { output } = await examine(buildModel(network, session()), { images, labels: [0, 1, 2, 0] });
    expect(output.pictures).toHaveLength(4);
  });
});

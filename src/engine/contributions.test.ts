import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from './build';
import { contributionsTo } from './contributions';
import type { EngineSession } from './session';
import { traceModel } from './trace';
import { readWeights } from './weights';
import { indexOf, type Unit } from '../model/feature-maps';
import type { Network } from '../model/layer';
import {
  activation,
  concatenate,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../model/make-layer';
import { photographCrop } from '../model/photograph';
import type { Photograph } from '../notebook/messages';
import { startSession } from '../../tests/support/engine/host';
import { testPhotograph } from '../../tests/support/engine/test-photograph';

let session: EngineSession;
const photograph = testPhotograph();
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

beforeAll(async () => {
  session = await startSession();
});
afterAll(() => session.end());

async function numberAt(network: ReturnType<typeof buildModel>, from: Photograph, layer: string, unit: Unit) {
  const { activations } = await traceModel(network, from);
  const maps = activations.find((each) => each.layer === layer)!;
  return maps.values[indexOf(maps, unit)]!;
}

/** What the notebook's network is made of; biases begin at zero, as in Keras. */
const chain: Network = {
  name: 'chain',
  inputShape: [3, 21, 19],
  layers: [
    conv2d('conv', 5, 5, { strides: 2 }),
    activation('relu', 'relu'),
    localResponseNormalization('lrn', { depthRadius: 1, alpha: 0.01 }),
    maxPooling2d('pool', 3, { strides: 2 }),
    zeroPadding2d('pad', 1),
    conv2d('grouped', 5, 3),
    flatten('flat'),
    dense('fc', 6),
    activation('bend', 'relu'),
    dropout('drop', 0.5),
    dense('scores', 4),
    activation('softmax', 'softmax'),
  ],
};

describe('contributions', () => {
  it.each([
    ['conv', [2, 3, 4]],
    ['lrn', [2, 3, 4]],
    ['pool', [1, 2, 1]],
    ['grouped', [3, 1, 2]],
    ['fc', [5]],
    ['scores', [1]],
  ])('of all pixels add up to the number where no layer has biases: %s', async (layer, unit) => {
    const model = buildModel(chain, session);
    const before = session.tensors;
    const { values, of, height, width } = await contributionsTo(model, photograph, layer, unit);
    expect(session.tensors).toBe(before);
    expect([height, width]).toEqual([21, 19]);
    const size = total(values.map(Math.abs));
    expect(Math.abs(of - (await numberAt(model, photograph, layer, unit)))).toBeLessThan(1e-5 * size + 1e-6);
    expect(Math.abs(total(values) - of)).toBeLessThan(1e-5 * size + 1e-6);
  });

  it('to a probability are those to its score', async () => {
    const model = buildModel(chain, session);
    const [probability, score] = await Promise.all(
      ['softmax', 'scores'].map((layer) => contributionsTo(model, photograph, layer, [2])),
    );
    expect(probability!.of).toBe(score!.of);
    expect(probability!.values).toEqual(score!.values);
  });

  it('to a convolution are its products, pixel by pixel', async () => {
    const model = buildModel({ ...chain, layers: chain.layers.slice(0, 1) }, session);
    const { values } = await contributionsTo(model, photograph, 'conv', [2, 3, 4]);
    const { kernel } = await readWeights(model, 'conv', 2);
    const { input } = await traceModel(model, photograph);
    for (let row = 0; row < 21; row++) {
      for (let column = 0; column < 19; column++) {
        const [y, x] = [row - 6, column - 8];
        let expected = 0;
        if (y >= 0 && y < 5 && x >= 0 && x < 5) {
          for (let colour = 0; colour < 3; colour++) {
            expected += kernel[(y * 5 + x) * 3 + colour]! * input!.values[(colour * 21 + row) * 19 + column]!;
          }
        }
        expect(values[row * 19 + column]).toBeCloseTo(expected, 3);
      }
    }
  });

  it('follow branches, and are what a central difference of each pixel says', async () => {
    const network: Network = {
      name: 'branches',
      inputShape: [3, 8, 7],
      layers: [
        conv2d('first', 2, 3, { activation: 'relu' }),
        conv2d('left', 2, 3, { padding: 'same' }),
        concatenate('both'),
        { ...maxPooling2d('pool', 2), type: 'averagePooling2d' },
        flatten('flat'),
        dense('scores', 3),
      ],
      takes: {
        first: [null],
        left: ['first'],
        both: ['left', 'first'],
        pool: ['both'],
        flat: ['pool'],
        scores: ['flat'],
      },
    };
    const model = buildModel(network, session);
    const { values } = await contributionsTo(model, photograph, 'scores', [1]);
    const crop = photographCrop(photograph.pixels, 8, 7)!;
    const { input } = await traceModel(model, photograph);
    for (const [row, column] of [
      [1, 1],
      [4, 3],
      [7, 6],
    ] as const) {
      let expected = 0;
      for (let colour = 0; colour < 3; colour++) {
        const at = 4 * ((124 + row) * 256 + 124 + column) + colour;
        expect(photograph.pixels[at]).toBe(crop[4 * (row * 7 + column) + colour]);
        const changed = (by: number) => {
          const pixels = Uint8ClampedArray.from(photograph.pixels);
          pixels[at] = (pixels[at] ?? 0) + by;
          return numberAt(model, { ...photograph, pixels }, 'scores', [1]);
        };
        const slope = ((await changed(1)) - (await changed(-1))) / 2;
        expected += slope * input!.values[(colour * 8 + row) * 7 + column]!;
      }
      expect(values[row * 7 + column]).toBeCloseTo(expected, 1);
    }
  });

  it('say what is not there', async () => {
    const model = buildModel(chain, session);
    await expect(contributionsTo(model, photograph, 'Conv9', [0])).rejects.toThrow('no layer Conv9');
    await expect(contributionsTo(model, photograph, 'fc', [6])).rejects.toThrow('no unit [6]');
  });
});

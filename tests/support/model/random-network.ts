import type { DataFormat, Layer, Network, Padding, Pair } from '../../../src/model/layer';
import {
  activation,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../../../src/model/make-layer';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface RandomOptions {
  /** Whether some convolutions are in two groups, which TensorFlow.js does not have. */
  groups?: boolean;
  /** Names of the activations to draw from. */
  activations?: readonly string[];
  /** Whether some layers read the tensor in the other data format than the one before wrote it in. */
  mixed?: boolean;
}

/** A small stack of layers in either data format, with windows that are not square; it may or may not fit its input. */
export function randomNetwork(
  seed: number,
  { groups = true, activations = ['relu'], mixed = false }: RandomOptions = {},
): Network {
  const random = generator(seed);
  const chance = (share: number) => random() < share;
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const pair = (from: number, to: number): Pair => [whole(from, to), whole(from, to)];
  const padding = (): Padding => (chance(0.3) ? 'same' : 'valid');
  const first = chance(0.5);
  const dataFormat = (): DataFormat => (first !== (mixed && chance(0.2)) ? 'channelsFirst' : 'channelsLast');
  const anActivation = () => activations[whole(0, activations.length - 1)] ?? 'relu';
  const fused = () => (chance(0.3) ? anActivation() : 'linear');
  const pool = (name: string) =>
    maxPooling2d(name, pair(1, 3), { strides: pair(1, 2), padding: padding(), dataFormat: dataFormat() });
  const makers: ((name: string) => Layer)[] = [
    (name) =>
      conv2d(name, 2 * whole(1, 2), pair(1, 4), {
        padding: padding(),
        groups: groups && chance(0.4) ? 2 : 1,
        useBias: chance(0.7),
        activation: fused(),
        dataFormat: dataFormat(),
        ...(chance(0.3) ? { dilationRate: pair(1, 2) } : { strides: pair(1, 3) }),
      }),
    pool,
    (name) => ({ ...pool(name), type: 'averagePooling2d' }),
    (name) => ({ ...zeroPadding2d(name, 0), padding: [pair(0, 2), pair(0, 2)], dataFormat: dataFormat() }),
    (name) => localResponseNormalization(name, { dataFormat: dataFormat(), alpha: 0.1 }),
    (name) => activation(name, anActivation()),
  ];
  const layers: Layer[] = [];
  for (let index = 0; index < 5; index++) {
    const make = makers[whole(0, makers.length - 1)];
    if (make) layers.push(make(`layer${index}`));
  }
  if (chance(0.5)) {
    layers.push(
      { ...flatten('flatten'), dataFormat: dataFormat() },
      dense('dense', whole(1, 5), { useBias: chance(0.7), activation: fused() }),
      dropout('dropout', 0.5),
      activation('last', anActivation()),
    );
  }
  const [height, width] = pair(7, 16);
  const channels = 2 * whole(1, 2);
  const inputShape = first ? [channels, height, width] : [height, width, channels];
  return { name: `random ${seed}`, inputShape, layers };
}

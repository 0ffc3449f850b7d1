/** Networks for fast-check: small stacks of layers with windows that are not square. */
import fc from 'fast-check';
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
import { rows } from '../../../src/model/rows';
import { ShapeError } from '../../../src/model/shapes';

export interface NetworkOptions {
  /** Whether some convolutions are in two groups, which TensorFlow.js does not have. Defaults to true. */
  groups?: boolean;
  /** Names of the activations to draw from. Defaults to relu alone. */
  activations?: readonly string[];
  /** Whether some layers read the tensor in the other data format than the one before wrote it in. Defaults to false. */
  mixed?: boolean;
}

type Make = (name: string, dataFormat: DataFormat) => Layer;

/** True in so many of ten cases; a failure shrinks to false. */
function sometimes(ofTen: number): fc.Arbitrary<boolean> {
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(false), weight: 10 - ofTen },
    { arbitrary: fc.constant(true), weight: ofTen },
  );
}

function pair(min: number, max: number): fc.Arbitrary<Pair> {
  return fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
}

const padding = sometimes(3).map((same): Padding => (same ? 'same' : 'valid'));
const even = fc.integer({ min: 1, max: 2 }).map((half) => 2 * half);

function makers({ groups = true, activations = ['relu'] }: NetworkOptions) {
  const anActivation = fc.constantFrom(...activations);
  const fused = fc
    .tuple(sometimes(3), anActivation)
    .map(([isFused, name]): string => (isFused ? name : 'linear'));
  const convolution = fc
    .record({
      filters: even,
      kernelSize: pair(1, 4),
      padding,
      inGroups: groups ? sometimes(4) : fc.constant(false),
      useBias: sometimes(7),
      activation: fused,
      isDilated: sometimes(3),
      dilationRate: pair(1, 2),
      strides: pair(1, 3),
    })
    .map(
      ({ filters, kernelSize, inGroups, isDilated, dilationRate, strides, ...rest }): Make =>
        (name, dataFormat) =>
          conv2d(name, filters, kernelSize, {
            ...rest,
            groups: inGroups ? 2 : 1,
            dataFormat,
            ...(isDilated ? { dilationRate } : { strides }),
          }),
    );
  const pooling = fc
    .record({
      type: fc.constantFrom('maxPooling2d' as const, 'averagePooling2d' as const),
      poolSize: pair(1, 3),
      strides: pair(1, 2),
      padding,
    })
    .map(({ type, poolSize, ...rest }): Make => (name, dataFormat) => ({
      ...maxPooling2d(name, poolSize, { ...rest, dataFormat }),
      type,
    }));
  const zeroPadding = fc
    .tuple(pair(0, 2), pair(0, 2))
    .map((sides): Make => (name, dataFormat) => ({ ...zeroPadding2d(name, 0), padding: sides, dataFormat }));
  const normalization = fc.constant<Make>((name, dataFormat) =>
    localResponseNormalization(name, { dataFormat, alpha: 0.1 }),
  );
  const anActivationLayer = anActivation.map(
    (name): Make =>
      (layer) =>
        activation(layer, name),
  );
  const head = fc
    .record({
      units: fc.integer({ min: 1, max: 5 }),
      useBias: sometimes(7),
      activation: fused,
      last: anActivation,
    })
    .map(({ units, last, ...rest }): Make[] => [
      (_, dataFormat) => ({ ...flatten('flatten'), dataFormat }),
      () => dense('dense', units, rest),
      () => dropout('dropout', 0.5),
      () => activation('last', last),
    ]);
  const body = fc.oneof(
    { arbitrary: convolution, weight: 1 },
    { arbitrary: pooling, weight: 2 },
    { arbitrary: zeroPadding, weight: 1 },
    { arbitrary: normalization, weight: 1 },
    { arbitrary: anActivationLayer, weight: 1 },
  );
  return { body, head };
}

/** Networks of up to twelve layers, in either data format. Layers may or may not fit what they are given. */
export function networks(options: NetworkOptions = {}): fc.Arbitrary<Network> {
  const { body, head } = makers(options);
  const differs = options.mixed ? sometimes(2) : fc.constant(false);
  return fc
    .record({
      channelsFirst: fc.boolean(),
      body: fc.array(body, { minLength: 1, maxLength: 8, size: 'max' }),
      head: fc.option(head),
      differ: fc.array(differs, { minLength: 12, maxLength: 12 }),
      size: pair(7, 16),
      channels: even,
    })
    .map(({ channelsFirst, body, head, differ, size, channels }) => ({
      name: 'random',
      inputShape: channelsFirst ? [channels, ...size] : [...size, channels],
      layers: [...body, ...(head ?? [])].map((make, index) =>
        make(`layer${index}`, channelsFirst !== differ[index] ? 'channelsFirst' : 'channelsLast'),
      ),
    }));
}

/** `networks` whose layers all fit what they are given. */
export function fittingNetworks(options: NetworkOptions = {}): fc.Arbitrary<Network> {
  return networks(options).filter(fits);
}

/** @throws what is no ShapeError */
export function fits(network: Network): boolean {
  try {
    rows(network);
    return true;
  } catch (error) {
    if (error instanceof ShapeError) return false;
    throw error;
  }
}

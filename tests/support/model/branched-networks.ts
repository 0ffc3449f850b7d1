/** Networks for fast-check that branch and join, with groups, sizes rounded up and every kind of response normalisation. */
import fc from 'fast-check';
import type { DataFormat, Layer, Network, Taken } from '../../../src/model/layer';
import {
  activation,
  concatenate,
  conv2d,
  dense,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  sliceChannels,
  zeroPadding2d,
} from '../../../src/model/make-layer';
import { fits } from './networks';

type Make = (name: string, dataFormat: DataFormat) => Layer;

const size = (min: number, max: number) => fc.integer({ min, max });

const normalization = fc
  .record({
    divideAlpha: fc.boolean(),
    kind: fc.constantFrom<('map' | 1 | 2)[]>('map', 1, 2),
    depthRadius: size(0, 2),
  })
  .map(
    ({ divideAlpha, kind, depthRadius }): Make =>
      (name, dataFormat) =>
        localResponseNormalization(name, {
          dataFormat,
          depthRadius,
          alpha: 0.1,
          ...(divideAlpha ? { divideAlpha: true } : {}),
          ...(kind === 'map' ? { window: kind } : { groups: kind }),
        }),
  );

/** Keeps height and width, so that branches still fit each other. */
const within = fc.oneof(
  fc.record({ filters: fc.constantFrom(2, 4), kernelSize: size(1, 3), groups: fc.constantFrom(1, 2) }).map(
    ({ filters, kernelSize, groups }): Make =>
      (name, dataFormat) =>
        conv2d(name, filters, kernelSize, { padding: 'same', groups, dataFormat }),
  ),
  normalization,
  fc.constant<Make>((name) => activation(name, 'relu')),
);

const windowed = fc
  .record({
    kind: fc.constantFrom('conv2d', 'maxPooling2d', 'averagePooling2d', 'zeroPadding2d'),
    window: fc.tuple(size(1, 4), size(1, 4)),
    strides: fc.tuple(size(1, 3), size(1, 3)),
    groups: fc.constantFrom(1, 2),
    isUp: fc.boolean(),
  })
  .map(({ kind, window, strides, groups, isUp }): Make => (name, dataFormat) => {
    const options = { dataFormat, strides, ...(isUp ? { ceilMode: true as const } : {}) };
    if (kind === 'zeroPadding2d') return { ...zeroPadding2d(name, 1), dataFormat };
    if (kind === 'conv2d') return conv2d(name, 4, window, { ...options, groups });
    return { ...maxPooling2d(name, window, options), type: kind as 'maxPooling2d' };
  });

/** Two branches of which each takes half of the channels, or all, joined along one axis; layers before and behind. */
export const branchedNetworks: fc.Arbitrary<Network> = fc
  .record({
    dataFormat: fc.constantFrom<DataFormat[]>('channelsFirst', 'channelsLast'),
    height: size(4, 9),
    width: size(4, 9),
    before: fc.array(fc.oneof(windowed, normalization), { maxLength: 2 }),
    branches: fc.tuple(fc.array(within, { maxLength: 2 }), fc.array(within, { maxLength: 2 })),
    halves: fc.boolean(),
    axis: size(1, 3),
    behind: fc.array(fc.oneof(windowed, within), { maxLength: 3 }),
    head: fc.boolean(),
  })
  .map(({ dataFormat, height, width, before, branches, halves, axis, behind, head }): Network => {
    const layers: Layer[] = [];
    const takes: Record<string, readonly Taken[]> = {};
    const add = (make: Make, ...from: readonly Taken[]): Taken => {
      const layer = make(`layer${layers.length}`, dataFormat);
      layers.push(layer);
      takes[layer.name] = from;
      return layer.name;
    };
    const addAll = (makes: readonly Make[], from: Taken) =>
      makes.reduce((last, make) => add(make, last), from);
    const stem = addAll([(name) => conv2d(name, 4, 1, { dataFormat }), ...before], null);
    const ends = branches.map((makes, index) =>
      addAll(
        halves ? [(name) => ({ ...sliceChannels(name, 2 * index, 2), dataFormat }), ...makes] : makes,
        stem,
      ),
    );
    const joined = add((name) => concatenate(name, axis), ...ends);
    const last = addAll(behind, joined);
    if (head) {
      const flat = add((name) => ({ ...flatten(name), dataFormat }), last);
      const both = [2, 3].map((units) => add((name) => dense(name, units), flat));
      add((name) => concatenate(name), ...both, both[0]!);
    }
    const inputShape = dataFormat === 'channelsFirst' ? [2, height, width] : [height, width, 2];
    return { name: 'branched', inputShape, layers, takes };
  })
  .filter(fits);

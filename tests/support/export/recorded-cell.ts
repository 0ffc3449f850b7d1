/** The network that a cell's source builds, read off its calls: no TensorFlow.js runs. */
import { runInThisContext } from 'node:vm';
import { transform } from 'sucrase';
import type { DataFormat, Layer, Network, Pair, Shape, Taken } from '../../../src/model/layer';

type Options = Readonly<Record<string, unknown>>;

/** What stands for a layer that is made but not yet placed. */
interface Made {
  layer: Layer;
  options: Options;
  apply(from: Symbolic | readonly Symbolic[]): Symbolic;
}

interface Symbolic {
  from: Taken;
}

/** @param variable of the network that is asked for */
export function builtByCell(source: string, variable: string): Network {
  const { code } = transform(source, { transforms: ['typescript', 'imports'], disableESTransforms: true });
  const recorder = record();
  const modules: Record<string, unknown> = { '@tensorflow/tfjs': recorder.tf, './utils': recorder.utils };
  const run = runInThisContext(`(function (require, exports) { ${code}\nreturn ${variable}; })`) as (
    require: (name: string) => unknown,
    exports: object,
  ) => { network: Network };
  return run((name) => modules[name], {}).network;
}

function record() {
  const layers: Layer[] = [];
  const takes: Record<string, readonly Taken[]> = {};
  let start: Pick<Network, 'inputShape' | 'batchSize'> = { inputShape: null };
  const make =
    (read: (options: Options) => Layer) =>
    (options: Options): Made => {
      const layer = read(options);
      return {
        layer,
        options,
        apply(from) {
          layers.push(layer);
          takes[layer.name] = [from].flat().map((each) => each.from);
          return { from: layer.name };
        },
      };
    };
  const makers = Object.fromEntries(Object.entries(READERS).map(([type, read]) => [type, make(read)]));
  const { localResponseNormalization, sliceChannels, ...stock } = makers;
  const summary = () => undefined;
  return {
    utils: { localResponseNormalization, sliceChannels },
    tf: {
      layers: stock,
      sequential: () => ({
        add({ layer, options }: Made) {
          if (layers.length === 0) start = startOf(options['inputShape'], options['batchInputShape']);
          layers.push(layer);
        },
        summary,
        get network(): Network {
          return { name: 'recorded', ...start, layers };
        },
      }),
      input: ({ shape, batchShape }: Options): Symbolic => {
        start = startOf(shape, batchShape);
        return { from: null };
      },
      model: () => ({ summary, network: { name: 'recorded', ...start, layers, takes } }),
    },
  };
}

function startOf(shape: unknown, batchShape: unknown): Pick<Network, 'inputShape' | 'batchSize'> {
  if (batchShape === undefined) return { inputShape: shape as Shape };
  const [batchSize, ...inputShape] = batchShape as number[];
  return batchSize === undefined ? { inputShape } : { inputShape, batchSize };
}

/** Layers as Keras and the course's library mean options, with what they take for those left out. */
const READERS: Readonly<Record<string, (options: Options) => Layer>> = {
  conv2d: (options) => ({
    type: 'conv2d',
    ...named(options),
    filters: options['filters'] as number,
    kernelSize: pair(options['kernelSize']),
    strides: pair(options['strides'] ?? 1),
    padding: (options['padding'] ?? 'valid') as 'valid',
    dilationRate: pair(options['dilationRate'] ?? 1),
    groups: (options['groups'] ?? 1) as number,
    useBias: (options['useBias'] ?? true) as boolean,
    activation: (options['activation'] ?? 'linear') as string,
    dataFormat: formatOf(options, 'channelsLast'),
    ...only(options, 'ceilMode'),
    ...frozen(options),
  }),
  dense: (options) => ({
    type: 'dense',
    ...named(options),
    units: options['units'] as number,
    useBias: (options['useBias'] ?? true) as boolean,
    activation: (options['activation'] ?? 'linear') as string,
    ...frozen(options),
  }),
  activation: (options) => ({
    type: 'activation',
    ...named(options),
    activation: options['activation'] as string,
  }),
  localResponseNormalization: (options) => ({
    type: 'localResponseNormalization',
    ...named(options),
    depthRadius: (((options['n'] ?? 5) as number) - 1) / 2,
    bias: (options['k'] ?? 2) as number,
    alpha: (options['alpha'] ?? 1e-4) as number,
    beta: (options['beta'] ?? 0.75) as number,
    dataFormat: formatOf(options, null),
    ...only(options, 'divideAlpha', 'groups', 'window'),
  }),
  maxPooling2d: (options) => pooling('maxPooling2d', options),
  averagePooling2d: (options) => pooling('averagePooling2d', options),
  zeroPadding2d: (options) => ({
    type: 'zeroPadding2d',
    ...named(options),
    padding: sides(options['padding']),
    dataFormat: formatOf(options, 'channelsLast'),
  }),
  flatten: (options) => ({
    type: 'flatten',
    ...named(options),
    dataFormat: formatOf(options, 'channelsLast'),
  }),
  dropout: (options) => ({ type: 'dropout', ...named(options), rate: options['rate'] as number }),
  concatenate: (options) => ({
    type: 'concatenate',
    ...named(options),
    axis: (options['axis'] ?? -1) as number,
  }),
  sliceChannels: (options) => ({
    type: 'sliceChannels',
    ...named(options),
    begin: options['begin'] as number,
    size: options['size'] as number,
    dataFormat: formatOf(options, null),
  }),
};

function pooling(type: 'maxPooling2d' | 'averagePooling2d', options: Options): Layer {
  return {
    type,
    ...named(options),
    poolSize: pair(options['poolSize']),
    strides: pair(options['strides'] ?? options['poolSize']),
    padding: (options['padding'] ?? 'valid') as 'valid',
    dataFormat: formatOf(options, 'channelsLast'),
    ...only(options, 'ceilMode'),
  };
}

function named(options: Options): { name: string } {
  return { name: options['name'] as string };
}

function frozen(options: Options): { frozen?: true } {
  return options['trainable'] === false ? { frozen: true } : {};
}

/** Those options alone, and none that is left out. */
function only(options: Options, ...names: readonly string[]): Options {
  return Object.fromEntries(names.filter((name) => name in options).map((name) => [name, options[name]]));
}

/** @param usual null for a layer that has to be told, as what it takes of itself is not for this test to know */
function formatOf(options: Options, usual: DataFormat | null): DataFormat {
  const told = (options['dataFormat'] ?? usual) as DataFormat | null;
  if (told === null) throw new Error('The layer was not told its data format.');
  return told;
}

function pair(size: unknown): Pair {
  return typeof size === 'number' ? [size, size] : (size as Pair);
}

function sides(padding: unknown): readonly [Pair, Pair] {
  if (typeof padding === 'number') return sides([padding, padding]);
  const [rows, columns] = padding as readonly [unknown, unknown];
  return [pair(rows), pair(columns)];
}

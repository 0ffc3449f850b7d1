/** A layer of the model from the options that a cell gives it, as TensorFlow.js and the course's library read them. */
import type { NameCounters } from '../../model/keras-names';
import type { DataFormat, Layer, Padding, Pair, Shape } from '../../model/layer';
import { readImageShape, sizeOf } from '../../model/image-shape';
import type { WordedLayer } from '../../notebook/exported-model';
import {
  atom,
  LayerValue,
  literal,
  numbersOf,
  Options,
  Unsayable,
  UNKNOWN,
  type Said,
  type Value,
} from './value';

/** By the function of tf.layers; an activation counts as its class. */
const CLASSES: Readonly<Record<string, string>> = {
  conv2d: 'Conv2D',
  dense: 'Dense',
  activation: 'Activation',
  localResponseNormalization: 'Lambda',
  sliceChannels: 'Lambda',
  concatenate: 'Concatenate',
  maxPooling2d: 'MaxPooling2D',
  averagePooling2d: 'AveragePooling2D',
  zeroPadding2d: 'ZeroPadding2D',
  flatten: 'Flatten',
  dropout: 'Dropout',
  batchNormalization: 'BatchNormalization',
  globalAveragePooling2d: 'GlobalAveragePooling2D',
  globalMaxPooling2d: 'GlobalMaxPooling2D',
};

/** The course's own functions that have a counterpart in Python; what else is imported from its modules has no counterpart. */
const OWN = new Set([
  'localResponseNormalization',
  'sliceChannels',
  'alexnet',
  'sgd',
  'toCategorical',
  'convertAllKernelsInModel',
  'backend',
]);

/** What of an import from the course's own modules has no counterpart, as a comment. */
export function unsaidImports(names: readonly string[]): readonly string[] {
  const missing = names.filter((name) => !OWN.has(name));
  return missing.length > 0 ? [`# TypeScript only, the course’s own: ${missing.join(', ')}`] : [];
}

/** Whether the model has words for what this function of tf.layers makes. */
export function isKnownMaker(maker: string): boolean {
  return Object.hasOwn(CLASSES, maker);
}

/** What the model reads of a layer's options. */
const READ = new Set(
  `filters kernelSize strides padding dilationRate groups useBias dataFormat ceilMode activation units n k alpha beta
  divideAlpha window poolSize rate axis begin size momentum epsilon center scale name inputShape`.split(
    /\s+/,
  ),
);

/** Options that a layer has beside those that the model reads: how it starts, what holds its weights. */
export function unreadOptions({ options }: LayerValue): readonly string[] {
  return [...options.said].flatMap(([key, { value }]) => (READ.has(key) || value === null ? [] : [key]));
}

/** @throws {Unsayable} where an option is known only in a run */
export function layerOf(maker: string, options: Options, names: NameCounters): LayerValue {
  const className = CLASSES[maker] ?? maker;
  const given = options.value('name');
  const name = typeof given === 'string' ? given : names.next(className);
  const read = readerOf(maker, options);
  const dataFormat = read.word<DataFormat>(
    'dataFormat',
    FINDS_FORMAT.has(maker) ? 'channelsFirst' : 'channelsLast',
  );
  const layer = ((): Layer => {
    switch (maker) {
      case 'conv2d':
        return {
          type: 'conv2d',
          name,
          filters: read.number('filters'),
          kernelSize: read.pair('kernelSize'),
          strides: read.pair('strides', 1),
          padding: read.word<Padding>('padding', 'valid'),
          dilationRate: read.pair('dilationRate', 1),
          groups: read.number('groups', 1),
          useBias: read.truth('useBias', true),
          dataFormat,
          ...(read.truth('ceilMode', false) && { ceilMode: true }),
          activation: read.word('activation', 'linear'),
        };
      case 'dense':
        return {
          type: 'dense',
          name,
          units: read.number('units'),
          useBias: read.truth('useBias', true),
          activation: read.word('activation', 'linear'),
        };
      case 'activation':
        return { type: 'activation', name, activation: read.word('activation', 'linear') };
      case 'localResponseNormalization':
        return {
          type: 'localResponseNormalization',
          name,
          depthRadius: (read.number('n', 5) - 1) / 2,
          bias: read.number('k', 2),
          alpha: read.number('alpha', 1e-4),
          beta: read.number('beta', 0.75),
          dataFormat,
          ...(read.truth('divideAlpha', false) && { divideAlpha: true }),
          ...(options.said.has('groups') && { groups: read.number('groups') }),
          ...(read.word<string>('window', '') === 'map' && { window: 'map' }),
        };
      case 'maxPooling2d':
      case 'averagePooling2d': {
        const poolSize = read.pair('poolSize', 2);
        return {
          type: maker,
          name,
          poolSize,
          strides: read.pair('strides', poolSize),
          padding: read.word<Padding>('padding', 'valid'),
          dataFormat,
          ...(read.truth('ceilMode', false) && { ceilMode: true }),
        };
      }
      case 'zeroPadding2d':
        return { type: 'zeroPadding2d', name, padding: read.sides('padding', 1), dataFormat };
      case 'flatten':
        return { type: 'flatten', name, dataFormat };
      case 'dropout':
        return { type: 'dropout', name, rate: read.number('rate') };
      case 'concatenate':
        // Below zero it is counted from the end, which is known where the layer stands.
        return { type: 'concatenate', name, axis: read.number('axis', -1) };
      case 'sliceChannels':
        return {
          type: 'sliceChannels',
          name,
          begin: read.number('begin'),
          size: read.number('size'),
          dataFormat,
        };
      default:
        return {
          type: 'other',
          name,
          className,
          outputShape: [],
          parameters: 0,
          trainableParameters: 0,
          dataFormat,
        };
    }
  })();
  return new LayerValue(maker, layer, options, null);
}

/** Whether the layer is one of the course's own that read images as the layers before them do. */
export function findsFormat({ maker, options }: LayerValue): boolean {
  return FINDS_FORMAT.has(maker) && (options.said.get('dataFormat')?.value ?? null) === null;
}

const FINDS_FORMAT = new Set(['localResponseNormalization', 'sliceChannels']);

/** A layer that the model knows by its shapes alone, where it stands: with these, and words for PyTorch. */
export function inPlace(value: LayerValue, inputs: readonly Shape[], format: DataFormat | null): LayerValue {
  const { layer, maker, options } = value;
  const [input = []] = inputs;
  if (layer.type === 'concatenate') {
    const axis = readerOf(maker, options).number('axis', -1);
    if (axis >= 0) return value;
    return new LayerValue(maker, { ...layer, axis: axis + input.length + 1 }, options, null);
  }
  if (findsFormat(value) && format) {
    return new LayerValue(maker, { ...layer, dataFormat: format } as Layer, options, null);
  }
  if (layer.type !== 'other') return value;
  const dataFormat = options.said.has('dataFormat') ? layer.dataFormat : (format ?? layer.dataFormat);
  const shaped = (outputShape: Shape, words: WordedLayer | null, parameters = 0, trained = 0) => {
    const told = { ...layer, outputShape, parameters, trainableParameters: trained };
    return new LayerValue(maker, { ...told, ...(dataFormat && { dataFormat }) }, options, words);
  };
  if (maker === 'batchNormalization') {
    const words = normalizationWords(layer.name, input, options);
    const size = input[words.axis] ?? 0;
    const trained = (Number(words.center) + Number(words.scale)) * size;
    return shaped(input, words, trained + 2 * size, trained);
  }
  const image = readImageShape(input, dataFormat ?? 'channelsLast');
  const takes = maker === 'globalMaxPooling2d' ? 'max' : 'average';
  return shaped([image?.channels ?? sizeOf(input)], {
    layer: layer.name,
    kind: 'globalPooling2d',
    takes,
    dataFormat: dataFormat ?? 'channelsLast',
  });
}

function normalizationWords(
  name: string,
  input: Shape,
  options: Options,
): Extract<WordedLayer, { kind: 'batchNormalization' }> {
  const read = readerOf('batchNormalization', options);
  const axis = read.number('axis', -1);
  return {
    layer: name,
    kind: 'batchNormalization',
    // The cell counts the batch.
    axis: axis < 0 ? axis + input.length : axis - 1,
    momentum: read.number('momentum', 0.99),
    epsilon: read.number('epsilon', 1e-3),
    center: read.truth('center', true),
    scale: read.truth('scale', true),
  };
}

/** A layer that a description tells of, as if a cell had made it with these options. */
export function layerFrom(layer: Layer, words: WordedLayer | null = null): LayerValue {
  const { type, name, ...fields } = layer;
  const said = new Map<string, Said>();
  const tell = (key: string, value: Value) => said.set(key, atom(literal(value) ?? 'None', value));
  const renamed: Readonly<Record<string, string>> = { bias: 'k' };
  for (const [key, value] of Object.entries(fields) as [string, Value][]) {
    if (key === 'depthRadius' && typeof value === 'number') tell('n', 2 * value + 1);
    else if (USUAL[key] !== JSON.stringify(value) && key !== 'ceilMode')
      tell(renamed[key] ?? key, plain(value));
  }
  tell('name', name);
  return new LayerValue(type, layer, new Options(said), words);
}

/** What need not be said. */
const USUAL: Readonly<Record<string, string>> = {
  padding: '"valid"',
  dilationRate: '[1,1]',
  groups: '1',
  useBias: 'true',
  activation: '"linear"',
  dataFormat: '"channelsLast"',
};

/** One number where both are the same. */
function plain(value: Value): Value {
  if (!Array.isArray(value)) return value;
  const list = value as readonly Value[];
  const [first = null] = list;
  const isSame = list.every((each) => JSON.stringify(each) === JSON.stringify(first));
  return isSame ? plain(first) : list;
}

/** Reads options, each with its default. */
function readerOf(maker: string, options: Options) {
  // undefined and null leave an option out.
  const has = (key: string) => (options.said.get(key)?.value ?? null) !== null;
  const known = (key: string): Value => {
    const value = options.value(key);
    if (value === UNKNOWN) throw new Unsayable(`the ${key} of ${maker} is known only in a run`);
    return value;
  };
  const missing = (key: string) => new Unsayable(`${maker} has no ${key} that can be read`);
  const pairs = (value: Value): Pair | null => {
    if (typeof value === 'number') return [value, value];
    const [a, b = a, ...more] = numbersOf(value) ?? [];
    return a !== undefined && b !== undefined && more.length === 0 ? [a, b] : null;
  };
  return {
    number(key: string, otherwise?: number): number {
      const value = has(key) ? known(key) : (otherwise ?? null);
      if (typeof value !== 'number') throw missing(key);
      return value;
    },
    truth: (key: string, otherwise: boolean): boolean => (has(key) ? known(key) === true : otherwise),
    word<T extends string>(key: string, otherwise: T): T {
      const value = has(key) ? known(key) : otherwise;
      if (typeof value !== 'string') throw missing(key);
      return value as T;
    },
    pair(key: string, otherwise?: number | Pair): Pair {
      const found = has(key) ? pairs(known(key)) : otherwise === undefined ? null : pairs(otherwise);
      if (found === null) throw missing(key);
      return found;
    },
    sides(key: string, otherwise: number): readonly [Pair, Pair] {
      const value = has(key) ? known(key) : otherwise;
      const [rows, columns] = Array.isArray(value) ? (value as readonly Value[]).map(pairs) : [];
      if (typeof value === 'number')
        return [
          [value, value],
          [value, value],
        ];
      if (!rows || !columns) throw missing(key);
      // Two plain numbers are rows and columns.
      return [rows, columns];
    },
  };
}

/** The TypeScript of a cell that builds a network, written as the course's cells are. */
import type { DataFormat, Layer, Network, Pair, Shape, Taken } from '../model/layer';
import { taken } from '../model/network-shapes';

/** Columns of a cell in the page at a usual width. */
const WIDTH = 80;

/** An option as it is written: `units: 10`, `dataFormat`. */
type Option = string;

interface Call {
  /** `tf.layers.conv2d`. */
  maker: string;
  options: readonly Option[];
}

export interface CellSourceOptions {
  /** What the cell calls the network: a name that TypeScript takes. */
  variable: string;
}

/**
 * A chain is a `tf.sequential()` with a `model.add` for each layer; what branches is joined by `apply` and becomes a
 * `tf.model`. Options are left out where they are the defaults.
 *
 * @throws if a layer has no description
 */
export function cellSource(network: Network, { variable }: CellSourceOptions): string {
  const shared = sharedFormat(network.layers);
  const calls = network.layers.map((layer) => callOf(layer, shared));
  const statements = isChain(network)
    ? sequential(network, calls, variable)
    : functional(network, calls, variable, shared);
  const ownMakers = ['localResponseNormalization', 'sliceChannels'].filter((maker) =>
    calls.some((call) => call.maker === maker),
  );
  const imports = [
    "import * as tf from '@tensorflow/tfjs';",
    ...(ownMakers.length > 0 ? [`import { ${ownMakers.join(', ')} } from './utils';`] : []),
  ];
  const format = shared === 'channelsFirst' ? [`const dataFormat = ${quoted(shared)};`] : [];
  return [imports.join('\n'), '', ...format, ...statements, '', `${variable}.summary();`].join('\n');
}

function isChain(network: Network): boolean {
  const { layers } = network;
  return taken(network).every(
    (takes, index) => takes.length === 1 && takes[0] === (layers[index - 1]?.name ?? null),
  );
}

function sequential({ inputShape, batchSize }: Network, calls: readonly Call[], variable: string): string[] {
  const start = calls.length === 0 ? [] : inputOptions(inputShape, batchSize);
  return [
    `const ${variable} = tf.sequential();`,
    ...calls.map(({ maker, options: [first, ...others] }, index) => {
      const options = [...(first === undefined ? [] : [first]), ...(index === 0 ? start : []), ...others];
      const line = `${variable}.add(${maker}(${inLine(options)}));`;
      if (line.length <= WIDTH) return line;
      return `${variable}.add(\n  ${maker}(${inLines(options, '  ')}),\n);`;
    }),
  ];
}

function inputOptions(inputShape: Shape | null, batchSize: number | undefined): Option[] {
  if (inputShape === null) return [];
  if (batchSize === undefined) return [`inputShape: ${listed(inputShape)}`];
  return [`batchInputShape: ${listed([batchSize, ...inputShape])}`];
}

function functional(
  network: Network,
  calls: readonly Call[],
  variable: string,
  shared: DataFormat | null,
): string[] {
  const { inputShape, batchSize, layers } = network;
  const free = freeNames(['tf', variable, ...(shared === 'channelsFirst' ? ['dataFormat'] : [])]);
  const input = free('image');
  const start = batchSize === undefined ? 'shape' : 'batchShape';
  const sizes = [...(batchSize === undefined ? [] : [batchSize]), ...(inputShape ?? [])];
  const names = new Map<Taken, string>([[null, input]]);
  const lines = [`const ${input} = tf.input({ ${start}: ${listed(sizes)} });`];
  taken(network).forEach((takes, index) => {
    const { name } = layers[index]!;
    const { maker, options } = calls[index]!;
    const from = takes.map((each) => names.get(each)!);
    const constant = free(name);
    names.set(name, constant);
    lines.push(applied(constant, maker, options, from));
  });
  const output = names.get(layers.at(-1)?.name ?? null)!;
  return [...lines, `const ${variable} = tf.model({ inputs: ${input}, outputs: ${output} });`];
}

function applied(
  constant: string,
  maker: string,
  options: readonly Option[],
  from: readonly string[],
): string {
  const end = `.apply(${from.length === 1 ? from[0] : `[${from.join(', ')}]`}) as tf.SymbolicTensor;`;
  const line = `const ${constant} = ${maker}(${inLine(options)})${end}`;
  if (line.length <= WIDTH) return line;
  const [, space, method] = /^(tf\.layers)(\..+)$/.exec(maker) ?? [];
  if (space === undefined || method === undefined) {
    return `const ${constant} = ${maker}(${inLines(options, '')})${end}`;
  }
  const called = `  ${method}(${inLine(options)})`;
  const middle = called.length <= WIDTH ? called : `  ${method}(${inLines(options, '  ')})`;
  return `const ${constant} = ${space}\n${middle}\n  ${end}`;
}

/** Constants by the names of layers, no two alike and none that is taken. */
function freeNames(takenNames: readonly string[]): (name: string) => string {
  const used = new Set(takenNames);
  return (name) => {
    const words = name.match(/[A-Za-z0-9]+/g) ?? [];
    const joined = words
      .map((word, index) => (index === 0 ? startingSmall(word) : word[0]!.toUpperCase() + word.slice(1)))
      .join('');
    const plain = /^[a-z]/i.test(joined) && !RESERVED.has(joined) ? joined : `layer${joined}`;
    let free = plain;
    for (let count = 2; used.has(free); count++) free = `${plain}${plain.endsWith('_') ? '' : '_'}${count}`;
    used.add(free);
    return free;
  };
}

/** `LRN1` as lrn1, `MaxPool` as maxPool. */
function startingSmall(word: string): string {
  return /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word[0]!.toLowerCase() + word.slice(1);
}

/** What a constant may not be called, and what must not be hidden: the course's makers, and what a cell prints with. */
const RESERVED = new Set(
  `await break case catch class console const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let localResponseNormalization new null package
  private protected public return sliceChannels static super switch this throw true try typeof undefined var void while
  with yield arguments async of`.split(/\s+/),
);

/** The one format of all layers that have one; null if they differ or none has. */
function sharedFormat(layers: readonly Layer[]): DataFormat | null {
  const formats = new Set(layers.flatMap((layer) => ('dataFormat' in layer ? (layer.dataFormat ?? []) : [])));
  const [only] = formats;
  return formats.size === 1 && only ? only : null;
}

function callOf(layer: Layer, shared: DataFormat | null): Call {
  const name = `name: ${quoted(layer.name)}`;
  /** Keras's layers take channels last where they are not told. */
  const format = (dataFormat: DataFormat, isDefault = dataFormat === 'channelsLast'): Option | null => {
    if (isDefault) return null;
    return shared === 'channelsFirst' ? 'dataFormat' : `dataFormat: ${quoted(dataFormat)}`;
  };
  switch (layer.type) {
    case 'conv2d':
      return call('tf.layers.conv2d', [
        `filters: ${layer.filters}`,
        `kernelSize: ${pairOf(layer.kernelSize)}`,
        unless(pairOf(layer.strides) === '1', `strides: ${pairOf(layer.strides)}`),
        unless(layer.padding === 'valid', `padding: ${quoted(layer.padding)}`),
        unless(pairOf(layer.dilationRate) === '1', `dilationRate: ${pairOf(layer.dilationRate)}`),
        unless(layer.groups === 1, `groups: ${layer.groups}`),
        unless(!layer.ceilMode, 'ceilMode: true'),
        unless(layer.activation === 'linear', `activation: ${quoted(layer.activation)}`),
        unless(layer.useBias, 'useBias: false'),
        unless(!layer.frozen, 'trainable: false'),
        format(layer.dataFormat),
        name,
      ]);
    case 'dense':
      return call('tf.layers.dense', [
        `units: ${layer.units}`,
        unless(layer.activation === 'linear', `activation: ${quoted(layer.activation)}`),
        unless(layer.useBias, 'useBias: false'),
        unless(!layer.frozen, 'trainable: false'),
        name,
      ]);
    case 'activation':
      return call('tf.layers.activation', [`activation: ${quoted(layer.activation)}`, name]);
    case 'localResponseNormalization':
      return call('localResponseNormalization', [
        unless(layer.depthRadius === 2, `n: ${2 * layer.depthRadius + 1}`),
        unless(layer.bias === 2, `k: ${layer.bias}`),
        unless(layer.alpha === 1e-4, `alpha: ${layer.alpha}`),
        unless(layer.beta === 0.75, `beta: ${layer.beta}`),
        unless(!layer.divideAlpha, 'divideAlpha: true'),
        unless(layer.groups === undefined, `groups: ${layer.groups}`),
        unless(layer.window === undefined, `window: ${quoted(layer.window ?? '')}`),
        format(layer.dataFormat, false),
        name,
      ]);
    case 'maxPooling2d':
    case 'averagePooling2d':
      return call(`tf.layers.${layer.type}`, [
        `poolSize: ${pairOf(layer.poolSize)}`,
        unless(pairOf(layer.strides) === pairOf(layer.poolSize), `strides: ${pairOf(layer.strides)}`),
        unless(layer.padding === 'valid', `padding: ${quoted(layer.padding)}`),
        unless(!layer.ceilMode, 'ceilMode: true'),
        format(layer.dataFormat),
        name,
      ]);
    case 'zeroPadding2d':
      return call('tf.layers.zeroPadding2d', [
        `padding: ${sidesOf(layer.padding)}`,
        format(layer.dataFormat),
        name,
      ]);
    case 'flatten':
      return call('tf.layers.flatten', [format(layer.dataFormat), name]);
    case 'dropout':
      return call('tf.layers.dropout', [`rate: ${layer.rate}`, name]);
    case 'concatenate':
      return call('tf.layers.concatenate', [`axis: ${layer.axis}`, name]);
    case 'sliceChannels':
      return call('sliceChannels', [
        `begin: ${layer.begin}`,
        `size: ${layer.size}`,
        format(layer.dataFormat, false),
        name,
      ]);
    case 'other':
      throw new TypeError(
        `${layer.name} is a ${layer.className}, which cannot be built from its description.`,
      );
  }
}

function call(maker: string, options: readonly (Option | null)[]): Call {
  return { maker, options: options.filter((option) => option !== null) };
}

function unless(isDefault: boolean, option: Option): Option | null {
  return isDefault ? null : option;
}

function inLine(options: readonly Option[]): string {
  return `{ ${options.join(', ')} }`;
}

function inLines(options: readonly Option[], indent: string): string {
  return ['{', ...options.map((option) => `${indent}  ${option},`), `${indent}}`].join('\n');
}

function pairOf([vertical, horizontal]: Pair): string {
  return vertical === horizontal ? String(vertical) : listed([vertical, horizontal]);
}

/** One number for all sides, one for rows and one for columns, or one for each. */
function sidesOf([rows, columns]: readonly [Pair, Pair]): string {
  if (rows[0] !== rows[1] || columns[0] !== columns[1]) return `[${listed(rows)}, ${listed(columns)}]`;
  return pairOf([rows[0], columns[0]]);
}

function listed(numbers: readonly number[]): string {
  return `[${numbers.join(', ')}]`;
}

/** A string literal in single quotes. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

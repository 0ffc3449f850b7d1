/** The layers of a network in Keras 3's words. */
import { readImageShape } from '../model/image-shape';
import type { DataFormat, LocalResponseNormalization, Pair } from '../model/layer';
import { dilated, windowCount, windowsOf } from '../model/window';
import type { ExportedWeight, Start, WordedLayer } from '../notebook/exported-model';
import { call, option, pairOf, quoted, truth } from './python';
import {
  ExportRefusal,
  isKnownActivation,
  usualStart,
  type KnownActivation,
  type TrainableRow,
} from './trainable';

/** A layer as Keras 3 writes it, behind one that widens its input where a last window hangs over the edge. */
export function kerasLayers(row: TrainableRow, weights: readonly ExportedWeight[]): readonly string[] {
  // The code reads images channels last.
  const before = overhang(row, 'channelsLast');
  return before === null || before === 'same'
    ? [kerasLayer(row, weights)]
    : [before, kerasLayer(row, weights)];
}

/** With the weights that start otherwise than by default. */
function kerasLayer(row: TrainableRow, weights: readonly ExportedWeight[]): string {
  const { layer, words } = row;
  const padding = overhang(row) === 'same' ? 'same' : 'padding' in layer ? layer.padding : 'valid';
  const name = option('name', quoted(layer.name));
  const starts = weights
    .filter((weight) => weight.layer === layer.name)
    .map(({ weight, start }) => {
      const written = kerasInitializer(start, weight);
      return written === null ? null : option(`${weight}_initializer`, written);
    });
  switch (layer.type) {
    case 'conv2d':
      return call('layers.Conv2D', [
        String(layer.filters),
        pairOf(layer.kernelSize),
        option('strides', pairOf(layer.strides), pairOf(layer.strides) === '1'),
        option('padding', quoted(String(padding)), padding === 'valid'),
        option('dilation_rate', pairOf(layer.dilationRate), pairOf(layer.dilationRate) === '1'),
        option('groups', String(layer.groups), layer.groups === 1),
        option('activation', activationOf(layer.activation), layer.activation === 'linear'),
        option('use_bias', 'False', layer.useBias),
        ...starts,
        name,
      ]);
    case 'dense':
      return call('layers.Dense', [
        String(layer.units),
        option('activation', activationOf(layer.activation), layer.activation === 'linear'),
        option('use_bias', 'False', layer.useBias),
        ...starts,
        name,
      ]);
    case 'activation':
      return call('layers.Activation', [activationOf(layer.activation), name]);
    case 'localResponseNormalization':
      return normalization(layer, name);
    case 'maxPooling2d':
    case 'averagePooling2d':
      return call(layer.type === 'maxPooling2d' ? 'layers.MaxPooling2D' : 'layers.AveragePooling2D', [
        pairOf(layer.poolSize),
        option('strides', pairOf(layer.strides), pairOf(layer.strides) === pairOf(layer.poolSize)),
        option('padding', quoted(String(padding)), padding === 'valid'),
        name,
      ]);
    case 'zeroPadding2d': {
      const [rows, columns] = layer.padding;
      const sides = [...rows, ...columns];
      const even = sides.every((side) => side === sides[0]);
      const written = even ? String(sides[0]) : `((${rows.join(', ')}), (${columns.join(', ')}))`;
      return call('layers.ZeroPadding2D', [written, name]);
    }
    case 'flatten':
      return call('layers.Flatten', [name]);
    case 'dropout':
      return call('layers.Dropout', [String(layer.rate), name]);
    case 'concatenate':
      return call('layers.Concatenate', [option('axis', String(channelsLastAxis(layer.axis, row))), name]);
    case 'sliceChannels':
      return call('layers.Lambda', [`lambda x: x[..., ${layer.begin}:${layer.begin + layer.size}]`, name]);
    case 'other':
      if (!words) throw new TypeError(`${layer.name} has no description.`);
      return wordedLayer(words, starts, name);
  }
}

function normalization(layer: LocalResponseNormalization, name: string | null): string {
  const { divideAlpha, groups = 1, window } = layer;
  const n = 2 * layer.depthRadius + 1;
  const alpha = divideAlpha ? `${layer.alpha} / ${window === 'map' ? n ** 2 : n}` : String(layer.alpha);
  return call('LocalResponseNormalization', [
    option('n', String(n)),
    option('k', String(layer.bias)),
    option('alpha', alpha),
    option('beta', String(layer.beta)),
    option('groups', String(groups), groups === 1),
    option('window', '"map"', window !== 'map'),
    name,
  ]);
}

/** The code reads images channels last. */
function channelsLastAxis(axis: number, { output, dataFormat }: TrainableRow): number {
  if (output.length !== 3 || dataFormat === 'channelsLast') return axis;
  return axis === 1 ? 3 : axis - 1;
}

/**
 * Keras rounds sizes down. Where a layer rounds up and a last window hangs over the edge: 'same' if that padding gives
 * the very same windows, else a layer that stands before it and widens its input. Null where nothing hangs over.
 */
export function overhang(
  { layer, input, dataFormat }: TrainableRow,
  written: DataFormat = dataFormat,
  mayBeSame = true,
): string | null {
  if (!('ceilMode' in layer)) return null;
  const image = readImageShape(input, dataFormat);
  const size: Pair = [image?.height ?? 0, image?.width ?? 0];
  const sides = (windows: ReturnType<typeof windowsOf>) => windows.map(({ padding }) => padding);
  const [down, across] = sides(windowsOf(layer, size));
  const [bottom = 0, right = 0] = [down?.[1], across?.[1]];
  if (bottom === 0 && right === 0) return null;
  const { ceilMode: _, ...rounded } = layer;
  const alike = sides(windowsOf({ ...rounded, padding: 'same' }, size));
  const counts = [0, 1].map((axis) => {
    const pixels = size[axis] ?? 0;
    const ends = [bottom, right][axis] ?? 0;
    return (
      alike[axis]?.[0] === 0 && alike[axis][1] === ends && Math.ceil(pixels / layer.strides[axis as 0 | 1])
    );
  });
  const window = layer.type === 'conv2d' ? dilated(layer.kernelSize, layer.dilationRate) : layer.poolSize;
  const own = [0, 1].map((axis) =>
    windowCount(size[axis as 0 | 1], window[axis as 0 | 1], layer.strides[axis as 0 | 1], 'valid', true),
  );
  if (mayBeSame && counts.every((count, axis) => count === own[axis])) return 'same';
  const name = option('name', quoted(`${layer.name}_overhang`));
  if (layer.type === 'conv2d') {
    const format = option('data_format', '"channels_first"', written === 'channelsLast');
    return call('layers.ZeroPadding2D', [`((0, ${bottom}), (0, ${right}))`, format, name]);
  }
  if (layer.type === 'averagePooling2d') {
    throw new ExportRefusal(
      `${layer.name} averages with ceilMode, and leaves what hangs over out of the average; Keras cannot: leave ceilMode out.`,
    );
  }
  const edges = [`(0, ${bottom})`, `(0, ${right})`];
  const pads = written === 'channelsFirst' ? ['(0, 0)', '(0, 0)', ...edges] : ['(0, 0)', ...edges, '(0, 0)'];
  return call('layers.Lambda', [
    `lambda x: ops.pad(x, (${pads.join(', ')}), constant_values=float("-inf"))`,
    name,
  ]);
}

function wordedLayer(words: WordedLayer, starts: readonly (string | null)[], name: string | null): string {
  switch (words.kind) {
    case 'batchNormalization':
      return call('layers.BatchNormalization', [
        option('momentum', String(words.momentum)),
        option('epsilon', String(words.epsilon)),
        option('center', truth(words.center), words.center),
        option('scale', truth(words.scale), words.scale),
        ...starts,
        name,
      ]);
    case 'globalPooling2d':
      return call(`layers.Global${words.takes === 'max' ? 'Max' : 'Average'}Pooling2D`, [name]);
  }
}

/** Keras 3's word for an activation. */
function activationOf(name: string): string {
  const words: Partial<Record<KnownActivation, string>> = { swish: 'silu' };
  return quoted((isKnownActivation(name) && words[name]) || name);
}

/** Null for Keras's defaults. */
export function kerasInitializer(start: Start, weight: string): string | null {
  switch (start.kind) {
    case 'glorotUniform':
      return weight === 'kernel' ? null : quoted('glorot_uniform');
    case 'constant':
      if (start.value === usualStart(weight)) return null;
      if (start.value === 0) return quoted('zeros');
      return start.value === 1 ? quoted('ones') : `initializers.Constant(${start.value})`;
    case 'normal':
      return call('initializers.RandomNormal', [
        option('mean', String(start.mean), start.mean === 0),
        option('stddev', String(start.deviation)),
      ]);
    case 'uniform':
      return `initializers.RandomUniform(${start.minimum}, ${start.maximum})`;
    case 'other':
      throw new TypeError(`${start.className} has no description.`);
  }
}

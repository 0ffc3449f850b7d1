/** The layers of a network in Keras 3's words. */
import type { ExportedWeight, Start, WordedLayer } from '../notebook/exported-model';
import { call, option, pairOf, quoted, truth } from './python';
import { isKnownActivation, usualStart, type KnownActivation, type TrainableRow } from './trainable';

/** A layer as Keras 3 writes it, with the weights that start otherwise than by default. */
export function kerasLayer({ layer, words }: TrainableRow, weights: readonly ExportedWeight[]): string {
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
        option('padding', quoted(layer.padding), layer.padding === 'valid'),
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
      return call('LocalResponseNormalization', [
        option('n', String(2 * layer.depthRadius + 1)),
        option('k', String(layer.bias)),
        option('alpha', String(layer.alpha)),
        option('beta', String(layer.beta)),
        name,
      ]);
    case 'maxPooling2d':
    case 'averagePooling2d':
      return call(layer.type === 'maxPooling2d' ? 'layers.MaxPooling2D' : 'layers.AveragePooling2D', [
        pairOf(layer.poolSize),
        option('strides', pairOf(layer.strides), pairOf(layer.strides) === pairOf(layer.poolSize)),
        option('padding', quoted(layer.padding), layer.padding === 'valid'),
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
    case 'sliceChannels':
      throw new TypeError(`${layer.name} stands where layers branch or join.`);
    case 'other':
      if (!words) throw new TypeError(`${layer.name} has no description.`);
      return wordedLayer(words, starts, name);
  }
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

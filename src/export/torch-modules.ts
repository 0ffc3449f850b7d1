/** The layers of a network as PyTorch's modules. */
import { readImageShape } from '../model/image-shape';
import type { Conv2D, LocalResponseNormalization, Pair, Pooling2D } from '../model/layer';
import type { Row } from '../model/rows';
import { windowsOf } from '../model/window';
import type { ExportedWeight, WordedLayer } from '../notebook/exported-model';
import { call, option, pairOf, quoted } from './python';
import {
  ExportRefusal,
  isKnownActivation,
  usualStart,
  type KnownActivation,
  type TrainableRow,
} from './trainable';

/** A module with the name it goes by. */
export type Entry = readonly [name: string, module: string];
/** Zeros, or what stands for them, on the four sides. */
interface Sides {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/**
 * The modules of a network, layer by layer.
 *
 * @throws {ExportRefusal} if PyTorch has no module for a layer
 */
export function torchModules(rows: readonly TrainableRow[]): readonly Entry[] {
  const entries = rows.flatMap(torchEntries);
  for (const [index, [name]] of entries.entries()) {
    if (entries.findIndex(([other]) => other === name) !== index) {
      throw new ExportRefusal(
        `PyTorch wants two modules where the notebook has one, and the second would be called ${name}, as another layer is: rename that layer.`,
      );
    }
  }
  return entries;
}

/** What a network of PyTorch has already, as nn.Module or as nn.Sequential. */
const OWN_NAMES = new Set(
  `training forward parameters named_parameters buffers named_buffers children named_children modules named_modules
  train eval half float double bfloat16 cpu cuda xpu ipu mtia to to_empty type apply register_buffer register_parameter
  register_module get_submodule set_submodule get_parameter get_buffer get_extra_state set_extra_state add_module
  state_dict load_state_dict requires_grad_ zero_grad share_memory extra_repr compile call_super_init dump_patches
  append extend insert pop`.split(/\s+/),
);

/** A layer's module, with those that pad before it and activate after it. */
export function torchEntries(row: TrainableRow): readonly Entry[] {
  const entries = entriesOf(row);
  for (const [name] of entries) {
    if (OWN_NAMES.has(name) || name.includes('.')) {
      throw new ExportRefusal(
        `PyTorch takes no layer by the name ${name}, ${name.includes('.') ? 'with a dot in it' : 'which its networks have for something else'}: rename that layer.`,
      );
    }
  }
  return entries;
}

function entriesOf(row: TrainableRow): readonly Entry[] {
  const { layer, input } = row;
  const { name } = layer;
  switch (layer.type) {
    case 'conv2d':
      return [...convolution(layer, row), ...fused(name, layer.activation)];
    case 'dense': {
      const linear = call('nn.Linear', [
        String(input[0]),
        String(layer.units),
        option('bias', 'False', layer.useBias),
      ]);
      return [[name, linear], ...fused(name, layer.activation)];
    }
    case 'activation':
      return [[name, activationOf(layer.activation)]];
    case 'localResponseNormalization':
      return [[name, normalization(layer)]];
    case 'maxPooling2d':
      return maxPooling(layer, row);
    case 'averagePooling2d':
      return averagePooling(layer, row);
    case 'zeroPadding2d': {
      const [[top, bottom], [left, right]] = layer.padding;
      return [[name, `nn.ZeroPad2d(${sidesOf({ top, bottom, left, right })})`]];
    }
    case 'flatten':
      return [[name, input.length === 3 ? 'FlattenChannelsLast()' : 'nn.Flatten()']];
    case 'dropout':
      return [[name, `nn.Dropout(${layer.rate})`]];
    case 'concatenate':
      return [];
    case 'sliceChannels':
      return [[name, `SliceChannels(${layer.begin}, ${layer.size})`]];
    case 'other':
      if (!row.words) throw new TypeError(`${name} has no description.`);
      return wordedLayer(row.words, row);
  }
}

function wordedLayer(words: WordedLayer, { layer: { name }, input, dataFormat }: Row): readonly Entry[] {
  if (words.kind === 'globalPooling2d') {
    const module = words.takes === 'max' ? 'nn.AdaptiveMaxPool2d(1)' : 'nn.AdaptiveAvgPool2d(1)';
    return [
      [name, module],
      [`${name}_flatten`, 'nn.Flatten()'],
    ];
  }
  if (words.center !== words.scale) {
    throw new ExportRefusal(
      `${name} has ${words.center ? 'center without scale' : 'scale without center'}; PyTorch's batch normalisation has both or neither: give it both.`,
    );
  }
  const channels = readImageShape(input, dataFormat)?.channels ?? input[0];
  const normalization = call(input.length === 3 ? 'nn.BatchNorm2d' : 'nn.BatchNorm1d', [
    String(channels),
    option('eps', String(words.epsilon)),
    // The share of the new average, where Keras's is that of the old one.
    option('momentum', String(Number((1 - words.momentum).toPrecision(12)))),
    option('affine', 'False', words.center),
  ]);
  return [[name, normalization]];
}

function convolution(layer: Conv2D, row: Row): readonly Entry[] {
  const channels = readImageShape(row.input, row.dataFormat)?.channels ?? 0;
  const sides = paddingOf(layer, row);
  const even = evenPadding(sides);
  const module = call('nn.Conv2d', [
    String(channels),
    String(layer.filters),
    pairOf(layer.kernelSize),
    option('stride', pairOf(layer.strides), pairOf(layer.strides) === '1'),
    even && option('padding', pairOf(even), pairOf(even) === '0'),
    option('dilation', pairOf(layer.dilationRate), pairOf(layer.dilationRate) === '1'),
    option('groups', String(layer.groups), layer.groups === 1),
    option('bias', 'False', layer.useBias),
  ]);
  const before: readonly Entry[] = even ? [] : [[`${layer.name}_padding`, `nn.ZeroPad2d(${sidesOf(sides)})`]];
  return [...before, [layer.name, module]];
}

/** PyTorch divides alpha by the number of channels that it sums, and knows neither groups nor places of a map. */
function normalization(layer: LocalResponseNormalization): string {
  const { alpha, beta, bias, divideAlpha, groups = 1, window } = layer;
  const size = 2 * layer.depthRadius + 1;
  if (window === 'map' || groups > 1) {
    const count = window === 'map' ? size ** 2 : size;
    return call('ResponseNorm', [
      String(size),
      option('alpha', divideAlpha ? `${alpha} / ${count}` : String(alpha)),
      option('beta', String(beta)),
      option('k', String(bias)),
      option('groups', String(groups), groups === 1),
      option('window', '"map"', window !== 'map'),
    ]);
  }
  return call('nn.LocalResponseNorm', [
    String(size),
    option('alpha', divideAlpha ? String(alpha) : `${size} * ${alpha}`),
    option('beta', String(beta)),
    option('k', String(bias)),
  ]);
}

function maxPooling(layer: Pooling2D, row: Row): readonly Entry[] {
  if (layer.ceilMode) return [[layer.name, pooling('nn.MaxPool2d', layer, ['ceil_mode=True'])]];
  const sides = paddingOf(layer, row);
  const padded = Object.values(sides).some((side) => side > 0);
  const before: readonly Entry[] = padded
    ? [[`${layer.name}_padding`, `nn.ConstantPad2d(${sidesOf(sides)}, float("-inf"))`]]
    : [];
  return [...before, [layer.name, pooling('nn.MaxPool2d', layer)]];
}

function averagePooling(layer: Pooling2D, row: Row): readonly Entry[] {
  if (layer.ceilMode) return [[layer.name, pooling('nn.AvgPool2d', layer, ['ceil_mode=True'])]];
  const even = evenPadding(paddingOf(layer, row));
  if (!even) {
    throw new ExportRefusal(
      `${layer.name} averages with padding: 'same', and leaves what it pads out of the average; PyTorch can do that only where opposite sides are padded alike: use padding: 'valid'.`,
    );
  }
  const padding =
    pairOf(even) === '0' ? [] : [option('padding', pairOf(even)), option('count_include_pad', 'False')];
  return [[layer.name, pooling('nn.AvgPool2d', layer, padding)]];
}

function pooling(
  module: string,
  { poolSize, strides }: Pooling2D,
  padding: readonly (string | null)[] = [],
): string {
  return call(module, [
    pairOf(poolSize),
    option('stride', pairOf(strides), pairOf(strides) === pairOf(poolSize)),
    ...padding,
  ]);
}

/** The zeros that TensorFlow adds, which PyTorch must be told. */
function paddingOf(layer: Conv2D | Pooling2D, { input, dataFormat }: Row): Sides {
  const image = readImageShape(input, dataFormat);
  const [down, across] = windowsOf(layer, [image?.height ?? 0, image?.width ?? 0]);
  const [[top, bottom], [left, right]] = [down.padding, across.padding];
  return { top, bottom, left, right };
}

/** What a convolution can add by itself; null if two opposite sides differ. */
function evenPadding({ top, bottom, left, right }: Sides): Pair | null {
  return top === bottom && left === right ? [top, left] : null;
}

function sidesOf({ top, bottom, left, right }: Sides): string {
  const sides = [left, right, top, bottom];
  return sides.every((side) => side === left) ? String(left) : `(${sides.join(', ')})`;
}

/** What a layer does after its sums, as a module of its own. */
function fused(name: string, activation: string): readonly Entry[] {
  return activation === 'linear' ? [] : [[`${name}_${activation}`, activationOf(activation)]];
}

const modules: Readonly<Record<KnownActivation, string>> = {
  linear: 'nn.Identity()',
  relu: 'nn.ReLU()',
  relu6: 'nn.ReLU6()',
  elu: 'nn.ELU()',
  selu: 'nn.SELU()',
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  softplus: 'nn.Softplus()',
  softsign: 'nn.Softsign()',
  swish: 'nn.SiLU()',
  mish: 'nn.Mish()',
  softmax: 'nn.Softmax(1)',
};

function activationOf(name: string): string {
  if (!isKnownActivation(name)) throw new TypeError(`${name} is no known activation.`);
  return modules[name];
}

/** What PyTorch calls the weights of a module. */
const attributes: Readonly<Record<string, string>> = {
  kernel: 'weight',
  bias: 'bias',
  gamma: 'weight',
  beta: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
};

/** A line where a weight does not start by default. */
export function torchStart({ layer, weight, start }: ExportedWeight): string | null {
  const target = `model.get_submodule(${quoted(layer)}).${attributes[weight] ?? weight}`;
  switch (start.kind) {
    case 'glorotUniform':
      if (weight === 'kernel') return null;
      throw new ExportRefusal(
        `${layer} draws its ${weight === 'bias' ? 'biases' : weight} by Glorot's rule, which PyTorch has for matrices only: use a constant.`,
      );
    case 'constant':
      if (start.value === usualStart(weight)) return null;
      return `nn.init.constant_(${target}, ${start.value})`;
    case 'normal':
      return `nn.init.normal_(${target}, ${start.mean}, ${start.deviation})`;
    case 'uniform':
      return `nn.init.uniform_(${target}, ${start.minimum}, ${start.maximum})`;
    case 'other':
      throw new TypeError(`${start.className} has no description.`);
  }
}

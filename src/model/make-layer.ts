/** Layers from their few telling options, the rest as Keras defaults them, channels first. */
import type {
  Activation,
  Concatenate,
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  LocalResponseNormalization,
  Pair,
  Pooling2D,
  SliceChannels,
  ZeroPadding2D,
} from './layer';

type Size = number | Pair;

/** The options a layer may be given beside its name: sizes as one number or two. */
type Options<L, Sizes extends keyof L> = Partial<Omit<L, 'type' | 'name' | Sizes>> & {
  [S in Sizes]?: Size;
};

export function conv2d(
  name: string,
  filters: number,
  kernelSize: Size,
  options: Options<Omit<Conv2D, 'filters' | 'kernelSize'>, 'strides' | 'dilationRate'> = {},
): Conv2D {
  const { strides = 1, dilationRate = 1, ...rest } = options;
  return {
    type: 'conv2d',
    name,
    filters,
    kernelSize: pair(kernelSize),
    strides: pair(strides),
    padding: 'valid',
    dilationRate: pair(dilationRate),
    groups: 1,
    useBias: true,
    dataFormat: 'channelsFirst',
    activation: 'linear',
    ...rest,
  };
}

export function dense(
  name: string,
  units: number,
  options: Options<Omit<Dense, 'units'>, never> = {},
): Dense {
  return { type: 'dense', name, units, useBias: true, activation: 'linear', ...options };
}

export function activation(name: string, activationName: string): Activation {
  return { type: 'activation', name, activation: activationName };
}

/** Constants by default those of the paper's section 3.3: k = 2, n = 5, alpha = 1e-4, beta = 0.75. */
export function localResponseNormalization(
  name: string,
  options: Options<LocalResponseNormalization, never> = {},
): LocalResponseNormalization {
  return {
    type: 'localResponseNormalization',
    name,
    depthRadius: 2,
    bias: 2,
    alpha: 1e-4,
    beta: 0.75,
    dataFormat: 'channelsFirst',
    ...options,
  };
}

/** Strides are the pool's size unless given. */
export function maxPooling2d(
  name: string,
  poolSize: Size,
  options: Options<Omit<Pooling2D, 'poolSize'>, 'strides'> = {},
): Pooling2D {
  const { strides = poolSize, ...rest } = options;
  return {
    type: 'maxPooling2d',
    name,
    poolSize: pair(poolSize),
    strides: pair(strides),
    padding: 'valid',
    dataFormat: 'channelsFirst',
    ...rest,
  };
}

/** A layer that adds `padding` zeros on each of the four sides. */
export function zeroPadding2d(name: string, padding: number): ZeroPadding2D {
  return {
    type: 'zeroPadding2d',
    name,
    padding: [
      [padding, padding],
      [padding, padding],
    ],
    dataFormat: 'channelsFirst',
  };
}

export function flatten(name: string): Flatten {
  return { type: 'flatten', name, dataFormat: 'channelsFirst' };
}

export function dropout(name: string, rate: number): Dropout {
  return { type: 'dropout', name, rate };
}

/** Along the channels of channels first, unless another axis is given. */
export function concatenate(name: string, axis = 1): Concatenate {
  return { type: 'concatenate', name, axis };
}

/** The channels from `begin` on, `size` of them. */
export function sliceChannels(name: string, begin: number, size: number): SliceChannels {
  return { type: 'sliceChannels', name, begin, size, dataFormat: 'channelsFirst' };
}

function pair(size: Size): Pair {
  return typeof size === 'number' ? [size, size] : size;
}

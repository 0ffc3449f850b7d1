import * as tf from '@tensorflow/tfjs';
import type { NameCounters } from '../model/keras-names';
import { checkAxes } from './arguments/axes';
import { type Call, checkOptions } from './arguments/check-options';
import {
  checkIsOptions,
  checkLayerOptions,
  type LayerOptions,
  refuseGroups,
} from './arguments/layer-options';
import { checkedNamespaces } from './arguments/namespaces';
import { tidy } from './arguments/tidy';
import { seeded } from './initializers';
import { Activation } from './layers/activation';
import { AlphaDropout } from './layers/alpha-dropout';
import { BatchNormalization } from './layers/batch-normalization';
import { Concatenate } from './layers/concatenate';
import { Conv1D } from './layers/conv1d';
import { Conv2D } from './layers/conv2d';
import { Dropout } from './layers/dropout';
import { Flatten } from './layers/flatten';
import { LocalResponseNormalization, type LocalResponseNormalizationArgs } from './layers/lrn';
import { AveragePooling2D, MaxPooling2D } from './layers/pooling';
import { refuseWrong } from './layers/refused';
import { SeparableConv2D } from './layers/separable-conv2d';
import { SliceChannels, type SliceChannelsArgs } from './layers/slice-channels';
import { Softmax } from './layers/softmax';
import { ZeroPadding2D } from './layers/zero-padding2d';
import { type Classes, loadLayersModel, modelFromJSON } from './load-model';
import { type ModelArgs, modelClasses } from './model-classes';
import type { ModelListener } from './sequential';
import { Initializer } from './layers/stock';
import { strict } from './arguments/strict';
import { nameWeights } from './weight-names';

/** What the namespace needs to know of the session it belongs to. */
export interface CourseSession extends ModelListener {
  readonly names: NameCounters;
  /** The seed for the next weight that is drawn; each call gives another. */
  nextSeed(): number;
}

type Maker = (options?: LayerOptions) => tf.layers.Layer;

/** Layers that the course computes in a way of its own, by the class of TensorFlow.js each stands for. */
const OWN: Readonly<Record<string, new (options: never) => tf.layers.Layer>> = {
  Conv1D,
  Conv2D,
  SeparableConv2D,
  BatchNormalization,
  Softmax,
  MaxPooling2D,
  AveragePooling2D,
  ZeroPadding2D,
  Flatten,
  Activation,
  Dropout,
  AlphaDropout,
  Concatenate,
};

/** A value for each option that some layer cannot be made without. */
const REQUIRED: LayerOptions = { filters: 1, kernelSize: 1, units: 1, rate: 0 };

/** What stands here for members that TensorFlow has in Python. */
const IN_PYTHON: Readonly<Record<string, string>> = {
  keras: 'what is in it in Python is in tf here, such as tf.sequential() and tf.layers.',
  nn: 'its functions are in tf here, such as tf.relu and tf.softmax.',
  random: 'its functions are in tf here, such as tf.randomNormal and tf.randomUniform.',
  constant: 'write tf.tensor(…), or tf.scalar(…) for one number.',
  convert_to_tensor: 'write tf.tensor(…).',
  reduce_mean: 'write tf.mean(…).',
  reduce_sum: 'write tf.sum(…).',
  reduce_max: 'write tf.max(…).',
  reduce_min: 'write tf.min(…).',
  GradientTape: 'tf.grad(f) gives the gradient of a function.',
  optimizers: 'they are in tf.train here, such as tf.train.adam(0.001).',
  function: 'functions need no wrapping here.',
};

/**
 * TensorFlow.js as the cells import it. It deviates where the course says so: Keras's summary and automatic names,
 * Glorot's uniform distribution as the default of kernels, weights drawn on the GPU from the session's seed; an
 * option, layer or function that does not exist is an error.
 */
export function courseTf(session: CourseSession): typeof tf {
  const layers: Record<string, unknown> = { ...tf.layers };
  for (const [maker, make] of Object.entries(tf.layers)) {
    if (!isMaker(maker, make)) continue;
    layers[maker] = (options: LayerOptions = {}) => {
      checkIsOptions(maker, options);
      refuseGroups(maker, options);
      refuseWrong(maker, options);
      return finish(maker, makeStock(maker, make, options), options, session);
    };
  }
  layers['input'] = input;
  layers['Layer'] = namedLayer(session);

  const initializers = Object.fromEntries(
    Object.entries(tf.initializers).map(([name, make]) => [
      name,
      (options: never) => {
        checkOptions(`tf.initializers.${name}` as Call, options);
        return seeded((make as (options: never) => InstanceType<typeof Initializer>)(options), () =>
          session.nextSeed(),
        );
      },
    ]),
  );

  const { Sequential, LayersModel } = modelClasses(session);
  const classes: Classes = {
    byName: { ...OWN, Sequential, Model: LayersModel, Functional: LayersModel },
    finish: (layer, config) => {
      refuseWrong(makerOf(layer), config);
      seedInitializers(layer, config, () => session.nextSeed());
      nameWeightsOnceBuilt(layer);
    },
  };

  function sequential(options?: tf.SequentialArgs): tf.Sequential {
    checkOptions('tf.sequential', options);
    return new Sequential(options);
  }

  function model(args: ModelArgs): tf.LayersModel {
    checkOptions('tf.model', args);
    return new LayersModel(args);
  }

  function input(config: Parameters<typeof tf.input>[0]): tf.SymbolicTensor {
    checkOptions('tf.input', config);
    return tf.input({ ...config, name: config.name ?? session.names.next('Input') });
  }

  const members = {
    ...tf,
    ...checkedNamespaces(),
    tidy,
    layers: strict('tf.layers', layers),
    initializers: strict('tf.initializers', initializers),
    Sequential,
    LayersModel,
    sequential,
    model,
    loadLayersModel: (...args: Parameters<typeof tf.loadLayersModel>) => loadLayersModel(classes, ...args),
    models: {
      ...tf.models,
      modelFromJSON: (...args: Parameters<typeof tf.models.modelFromJSON>) => modelFromJSON(classes, ...args),
    },
    input,
  };
  return strict('tf', members, IN_PYTHON) as unknown as typeof tf;
}

/** Makes the layer of the course's library; see `LocalResponseNormalization` for the options. */
export function makeLocalResponseNormalization(
  session: CourseSession,
  options: LocalResponseNormalizationArgs = {},
): tf.layers.Layer {
  // It counts, and prints, as the Lambda that the notebook makes it from.
  const layer = new LocalResponseNormalization({
    ...options,
    name: options.name ?? session.names.next('Lambda'),
  });
  checkLayerOptions('localResponseNormalization', layer, options);
  return layer;
}

/** Makes the layer of the course's library; see `SliceChannels` for the options. */
export function makeSliceChannels(
  session: CourseSession,
  options: Partial<SliceChannelsArgs> = {},
): tf.layers.Layer {
  // Before the layer is made, which would miss what is misspelt.
  checkLayerOptions('sliceChannels', new SliceChannels({ begin: 0, size: 1 }), options);
  // It counts, and prints, as the Lambda that the notebook's repository makes it from.
  return new SliceChannels({ ...options, name: options.name ?? session.names.next('Lambda') });
}

function isMaker(name: string, value: unknown): value is Maker {
  return typeof value === 'function' && /^[a-z]/.test(name) && name !== 'input';
}

/** The function of tf.layers that makes such a layer; of a class of the reader's own, its name. */
function makerOf(layer: tf.layers.Layer): string {
  const className = layer.getClassName();
  const makers = Object.entries(tf.layers).filter(([name, value]) => isMaker(name, value));
  return makers.find(([name]) => name.toLowerCase() === className.toLowerCase())?.[0] ?? className;
}

/** A misspelt option is told as such, and not as the lack of the option that was meant. */
function makeStock(maker: string, make: Maker, options: LayerOptions): tf.layers.Layer {
  try {
    return make({ ...options });
  } catch (error) {
    checkLayerOptions(maker, make({ ...REQUIRED, ...options }), options);
    throw error;
  }
}

/** Checks the options, and gives the layer its name, its seeded initialisers and the course's way of computing it. */
function finish(maker: string, stock: tf.layers.Layer, options: LayerOptions, session: CourseSession) {
  checkLayerOptions(maker, stock, options);
  const className = stock.getClassName();
  const Own = OWN[className];
  const layer = Own ? new Own(options as never) : stock;
  // Keras's input layers count as inputs.
  const counted = className === 'InputLayer' ? 'Input' : className;
  layer.name = typeof options['name'] === 'string' ? options['name'] : session.names.next(counted);
  seedInitializers(layer, options, () => session.nextSeed());
  nameWeightsOnceBuilt(layer);
  checkAxes(maker, layer, options);
  return layer;
}

/** The class that readers extend: it names their layers, and their weights, as all others are named. */
function namedLayer(session: CourseSession): typeof tf.layers.Layer {
  type Constructor = typeof tf.layers.Layer & { className?: string };
  return new Proxy(tf.layers.Layer, {
    construct(target, [args = {}]: [LayerOptions?], newTarget: Constructor) {
      const name = args['name'] ?? session.names.next(newTarget.className ?? newTarget.name);
      const layer = Reflect.construct(target, [{ ...args, name }], newTarget) as tf.layers.Layer;
      nameWeightsOnceBuilt(layer);
      return layer;
    },
  });
}

function nameWeightsOnceBuilt(layer: tf.layers.Layer): void {
  const build = layer.build.bind(layer);
  layer.build = (shape) => {
    build(shape);
    nameWeights(layer);
  };
}

/** Replaces the initialisers of a layer, and of the cell a recurrent layer has within. */
function seedInitializers(layer: tf.layers.Layer, options: LayerOptions, nextSeed: () => number): void {
  for (const [key, value] of Object.entries(layer)) {
    if (value instanceof Initializer) {
      const byDefault = options[key] == null && value.getConfig()['distribution'] === 'normal';
      const chosen = byDefault ? tf.initializers.glorotUniform({}) : value;
      Reflect.set(layer, key, seeded(chosen, nextSeed));
    } else if (key === 'cell' && value instanceof tf.layers.Layer) {
      seedInitializers(value, options, nextSeed);
    }
  }
}

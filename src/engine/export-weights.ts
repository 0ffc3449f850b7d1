import * as tf from '@tensorflow/tfjs';
import type { ExportedModel, ExportedWeight, Start, Training, WeightPart } from '../notebook/exported-model';
import { describe, whyTangled } from './describe';
import { wordsOf } from './export-words';
import { KerasSGD } from './sgd';
import { trainingScale } from './training-scale';
import { UnanswerableError } from './unanswerable';

/** What a model is, to be written as a program elsewhere. */
export function exportedModel(model: tf.LayersModel): ExportedModel {
  return {
    network: describe(model),
    training: trainingOf(model),
    weights: model.layers.flatMap(weightsOf),
    beyond: model.layers.flatMap(beyondDescription),
    worded: whyTangled(model) === null ? model.layers.flatMap(wordsOf) : [],
    scale: trainingScale(model),
  };
}

/**
 * Reads rows of a weight. On a GPU no more than these rows are copied.
 *
 * @throws {UnanswerableError} if the model has no such rows
 */
export async function readWeightPart(
  model: tf.LayersModel,
  { layer: layerName, weight: name, from, count }: WeightPart,
): Promise<Float32Array<ArrayBuffer>> {
  const layer = model.layers.find((other) => other.name === layerName);
  const weight = layer?.weights.find((other) => nameOf(other) === name)?.read();
  const [rows = 0, ...row] = weight?.shape ?? [];
  if (!weight || from < 0 || from + count > rows) {
    throw new UnanswerableError(
      `The network has no rows ${from} to ${from + count - 1} of ${layerName}.${name}.`,
    );
  }
  const part = weight.slice([from, ...row.map(() => 0)], [count, ...row]);
  try {
    return Float32Array.from(await part.data());
  } finally {
    part.dispose();
  }
}

function weightsOf(layer: tf.layers.Layer): ExportedWeight[] {
  const config = layer.getConfig();
  return layer.weights.map((weight) => ({
    layer: layer.name,
    weight: nameOf(weight),
    shape: weight.shape.map(Number),
    start: startOf(config[`${camelCased(nameOf(weight))}Initializer`]),
  }));
}

/** The last part of a weight's name: 'kernel' of 'Conv1/kernel'. */
function nameOf(weight: tf.LayerVariable): string {
  return weight.originalName.split('/').at(-1) ?? weight.originalName;
}

/** 'moving_mean' as the config writes it. */
function camelCased(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function startOf(serialized: unknown): Start {
  if (!isSerialized(serialized)) return { kind: 'other', className: 'an unknown initialiser' };
  const { className, config } = serialized;
  const { mode, distribution, scale, minval, maxval, mean, stddev, value } = config;
  switch (className) {
    case 'Zeros':
      return { kind: 'constant', value: 0 };
    case 'Ones':
      return { kind: 'constant', value: 1 };
    case 'Constant':
      return { kind: 'constant', value: Number(value) };
    case 'RandomNormal':
      return { kind: 'normal', mean: Number(mean), deviation: Number(stddev) };
    case 'RandomUniform':
      return { kind: 'uniform', minimum: Number(minval), maximum: Number(maxval) };
    // The initialisers of Glorot, He and LeCun call themselves so too.
    case 'VarianceScaling':
      if (scale === 1 && mode === 'fanAvg' && distribution === 'uniform') return { kind: 'glorotUniform' };
      return { kind: 'other', className: `${className} (${String(mode)}, ${String(distribution)})` };
    default:
      return { kind: 'other', className };
  }
}

function isSerialized(value: unknown): value is { className: string; config: Record<string, unknown> } {
  return typeof value === 'object' && value !== null && 'className' in value && 'config' in value;
}

const REGULATING = [
  'kernelRegularizer',
  'biasRegularizer',
  'activityRegularizer',
  'kernelConstraint',
  'biasConstraint',
  'betaRegularizer',
  'gammaRegularizer',
  'betaConstraint',
  'gammaConstraint',
  'noiseShape',
];

function beyondDescription(layer: tf.layers.Layer): string[] {
  const config = layer.getConfig();
  return REGULATING.filter((option) => config[option] != null).map(
    (option) => `${layer.name} has a ${option}`,
  );
}

/** How a model is trained; null before it is compiled. */
export function trainingOf(model: tf.LayersModel): Training | null {
  // Typed as always there, which it is not before the model is compiled.
  const optimizer = model.optimizer as tf.Optimizer | undefined;
  if (!optimizer) return null;
  return { loss: lossOf(model), optimizer: optimizerOf(optimizer) };
}

function lossOf({ loss }: tf.LayersModel): string | null {
  if (typeof loss === 'string') return loss;
  return loss === tf.losses.softmaxCrossEntropy ? 'softmaxCrossEntropy' : null;
}

function optimizerOf(optimizer: tf.Optimizer): Training['optimizer'] {
  const config = optimizer.getConfig();
  const rate = Number(config['learningRate']);
  // By name: TensorFlow.js takes every optimiser for an instance of every class of optimisers.
  switch (optimizer.getClassName()) {
    case KerasSGD.className: {
      const { decay, momentum, nesterov } = config;
      return {
        kind: 'sgd',
        learningRate: rate,
        decay: Number(decay),
        momentum: Number(momentum),
        nesterov: Boolean(nesterov),
      };
    }
    case 'SGD':
      return { kind: 'sgd', learningRate: rate, decay: 0, momentum: 0, nesterov: false };
    // The same rule as Keras's as long as the rate stays what it is, and it has no other.
    case 'Momentum': {
      const { momentum, useNesterov } = config;
      return {
        kind: 'sgd',
        learningRate: rate,
        decay: 0,
        momentum: Number(momentum),
        nesterov: Boolean(useNesterov),
      };
    }
    default:
      return { kind: 'other', className: optimizer.getClassName() };
  }
}

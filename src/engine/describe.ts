import type * as tf from '@tensorflow/tfjs';
import type { DataFormat, Layer, Network, Padding, Pair, Shape } from '../model/layer';
import { isChain, isInput, type LayerUse, usesIn } from './layer-uses';
import { meanColourOf } from './mean-colour';

/**
 * A live model as plain data. A chain of layers is described by its layers' own words; where layers branch or join,
 * every layer is described by its output shape and its number of parameters.
 */
export function describe(model: tf.LayersModel): Network {
  const chain = isChain(model);
  const [batchSize = null, ...inputShape] = model.inputs[0]?.shape ?? [];
  const uses = [...usesIn(model)].filter(([layer]) => !isInput(layer));
  const meanColour = meanColourOf(model);
  const isOpen = [inputShape, ...uses.map(([, [use]]) => use?.outputTensors[0]?.shape.slice(1) ?? [])].some(
    (shape) => shape.includes(null),
  );
  return {
    name: model.name,
    inputShape: model.inputs.length > 0 ? inputShape.map(Number) : null,
    ...(batchSize !== null && { batchSize }),
    ...(meanColour && { meanColour }),
    layers: uses.map(([layer, [use]]) => (chain && describeLayer(layer)) || describeOther(layer, use)),
    ...(!chain && {
      undrawn: `The layers of ${model.name} do not stand one after another. Only networks whose layers do are drawn and exported; model.summary() prints this one.`,
    }),
    ...(isOpen && {
      undrawn: `${model.name} leaves sizes of its input open. Networks are drawn and exported when their inputShape has a number for each size; model.summary() prints this one.`,
    }),
  };
}

/** A layer as plain data, used or not; null if the course's description has no words for it. */
export function describeLayer(layer: tf.layers.Layer): Layer | null {
  const { name } = layer;
  const config = layer.getConfig();
  const dataFormat = (config['dataFormat'] ?? 'channelsLast') as DataFormat;
  const frozen = trains(layer) ? {} : { frozen: true as const };
  switch (layer.getClassName()) {
    case 'Conv2D':
      return {
        type: 'conv2d',
        name,
        filters: Number(config['filters']),
        kernelSize: pair(config['kernelSize']),
        strides: pair(config['strides']),
        padding: config['padding'] as Padding,
        dilationRate: pair(config['dilationRate']),
        groups: 1,
        useBias: Boolean(config['useBias']),
        dataFormat,
        activation: config['activation'] as string,
        ...frozen,
      };
    case 'Dense':
      return {
        type: 'dense',
        name,
        units: Number(config['units']),
        useBias: Boolean(config['useBias']),
        activation: config['activation'] as string,
        ...frozen,
      };
    case 'Activation':
      return { type: 'activation', name, activation: config['activation'] as string };
    case 'LocalResponseNormalization':
      return {
        type: 'localResponseNormalization',
        name,
        depthRadius: (Number(config['n']) - 1) / 2,
        bias: Number(config['k']),
        alpha: Number(config['alpha']),
        beta: Number(config['beta']),
        dataFormat,
      };
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return {
        type: layer.getClassName() === 'MaxPooling2D' ? 'maxPooling2d' : 'averagePooling2d',
        name,
        poolSize: pair(config['poolSize']),
        strides: pair(config['strides']),
        padding: config['padding'] as Padding,
        dataFormat,
      };
    case 'ZeroPadding2D': {
      const [rows, columns] = config['padding'] as [unknown, unknown];
      return { type: 'zeroPadding2d', name, padding: [pair(rows), pair(columns)], dataFormat };
    }
    case 'Flatten':
      return { type: 'flatten', name, dataFormat };
    case 'Dropout':
      return { type: 'dropout', name, rate: Number(config['rate']) };
    default:
      return null;
  }
}

/** Freezing a model freezes the weights of its layers, and leaves the layers' own word as it was. */
function trains({ trainable, weights, trainableWeights }: tf.layers.Layer): boolean {
  return weights.length > 0 ? trainableWeights.length > 0 : trainable;
}

function describeOther(layer: tf.layers.Layer, use: LayerUse | undefined): Layer {
  const { dataFormat } = layer.getConfig() as { dataFormat?: DataFormat };
  return {
    type: 'other',
    name: layer.name,
    className: layer.getClassName(),
    outputShape: outputShapeOf(use),
    parameters: count(layer.weights),
    trainableParameters: count(layer.trainableWeights),
    ...(dataFormat && { dataFormat }),
  };
}

/** Without the batch; sizes left open are 0. Of several outputs, the first. */
export function outputShapeOf(use: LayerUse | undefined): Shape {
  return (use?.outputTensors[0]?.shape ?? []).slice(1).map(Number);
}

function count(weights: readonly tf.LayerVariable[]): number {
  return weights.reduce((sum, { shape }) => sum + shape.reduce<number>((size, n) => size * Number(n), 1), 0);
}

function pair(value: unknown): Pair {
  const [vertical, horizontal = vertical] = [value].flat().map(Number);
  return [vertical ?? 1, horizontal ?? 1];
}

import type * as tf from '@tensorflow/tfjs';
import type { DataFormat, Layer, Network, Padding, Pair, Shape } from '../model/layer';

/**
 * A live model as plain data. A chain of layers is described by its layers' own words; where layers branch or join,
 * every layer is described by its output shape and its number of parameters.
 */
export function describe(model: tf.LayersModel): Network {
  const chain = isChain(model);
  return {
    name: model.name,
    inputShape: model.inputs[0]?.shape.slice(1).map(Number) ?? null,
    layers: model.layers.map((layer) => (chain && describeLayer(layer)) || describeOther(layer)),
  };
}

/** A layer as plain data, used or not; null if the course's description has no words for it. */
export function describeLayer(layer: tf.layers.Layer): Layer | null {
  const { name } = layer;
  const config = layer.getConfig();
  const dataFormat = (config['dataFormat'] ?? 'channelsLast') as DataFormat;
  const frozen = layer.trainable ? {} : { frozen: true as const };
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

function describeOther(layer: tf.layers.Layer): Layer {
  return {
    type: 'other',
    name: layer.name,
    className: layer.getClassName(),
    outputShape: outputShapeOf(layer),
    parameters: count(layer.weights),
    trainableParameters: count(layer.trainableWeights),
  };
}

/** Without the batch; sizes left open are 0. Of several outputs, and of several uses, the first. */
export function outputShapeOf(layer: tf.layers.Layer): Shape {
  return (layer.inboundNodes[0]?.outputTensors[0]?.shape ?? []).slice(1).map(Number);
}

function count(weights: readonly tf.LayerVariable[]): number {
  return weights.reduce((sum, { shape }) => sum + shape.reduce<number>((size, n) => size * Number(n), 1), 0);
}

/** Whether each layer takes what the one before it gives, once. */
export function isChain(model: tf.LayersModel): boolean {
  return model.layers.every((layer, index) => {
    const inbound = layer.inboundNodes.flatMap((node) => node.inboundLayers);
    const [before, ...others] = inbound.filter((other) => other.getClassName() !== 'InputLayer');
    return others.length === 0 && (index === 0 || before === undefined || before === model.layers[index - 1]);
  });
}

function pair(value: unknown): Pair {
  const [vertical, horizontal = vertical] = [value].flat().map(Number);
  return [vertical ?? 1, horizontal ?? 1];
}

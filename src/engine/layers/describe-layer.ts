import type * as tf from '@tensorflow/tfjs';
import type { DataFormat, Layer, Padding, Pair } from '../../model/layer';

/** A layer as plain data, used or not; null if the course's description has no words for it. */
export function describeLayer(layer: tf.layers.Layer): Layer | null {
  const { name } = layer;
  const config = layer.getConfig();
  const dataFormat = (config['dataFormat'] ?? 'channelsLast') as DataFormat;
  const ceilMode = config['ceilMode'] === true ? { ceilMode: true as const } : {};
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
        groups: Number(config['groups'] ?? 1),
        useBias: Boolean(config['useBias']),
        dataFormat,
        ...ceilMode,
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
        ...(config['divideAlpha'] === true && { divideAlpha: true }),
        ...(Number(config['groups'] ?? 1) !== 1 && { groups: Number(config['groups']) }),
        ...(config['window'] === 'map' && { window: 'map' }),
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
        ...ceilMode,
      };
    case 'ZeroPadding2D': {
      const [rows, columns] = config['padding'] as [unknown, unknown];
      return { type: 'zeroPadding2d', name, padding: [pair(rows), pair(columns)], dataFormat };
    }
    case 'Flatten':
      return { type: 'flatten', name, dataFormat };
    case 'Dropout':
      return { type: 'dropout', name, rate: Number(config['rate']) };
    case 'Concatenate': {
      const rank = layer.inboundNodes[0]?.inputTensors[0]?.shape.length;
      const axis = Number(config['axis']);
      if (axis < 0 && rank === undefined) return null;
      return { type: 'concatenate', name, axis: axis < 0 ? axis + Number(rank) : axis };
    }
    case 'SliceChannels':
      return {
        type: 'sliceChannels',
        name,
        begin: Number(config['begin']),
        size: Number(config['size']),
        dataFormat,
      };
    default:
      return null;
  }
}

/** Freezing a model freezes the weights of its layers, and leaves the layers' own word as it was. */
function trains({ trainable, weights, trainableWeights }: tf.layers.Layer): boolean {
  return weights.length > 0 ? trainableWeights.length > 0 : trainable;
}

function pair(value: unknown): Pair {
  const [vertical, horizontal = vertical] = [value].flat().map(Number);
  return [vertical ?? 1, horizontal ?? 1];
}

/** A network built from stock TensorFlow.js on its cpu backend: what src/model says is held against it. */
import * as tf from '@tensorflow/tfjs';
import type { DataFormat, Layer, LocalResponseNormalization, Network } from '../../../src/model/layer';
import type { FeatureMaps } from '../../../src/model/feature-maps';

await tf.setBackend('cpu');

/** TensorFlow.js has the operation but no layer. */
class Normalization extends tf.layers.Layer {
  static className = 'TestNormalization';
  readonly #layer: LocalResponseNormalization;

  constructor(layer: LocalResponseNormalization) {
    super({ name: layer.name });
    this.#layer = layer;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { depthRadius, bias, alpha, beta, dataFormat } = this.#layer;
    const [x] = [inputs].flat() as tf.Tensor4D[];
    const normalise = (last: tf.Tensor4D) =>
      tf.localResponseNormalization(last, depthRadius, bias, alpha, beta);
    if (dataFormat === 'channelsLast') return normalise(x!);
    return normalise(x!.transpose([0, 2, 3, 1])).transpose([0, 3, 1, 2]);
  }
}

/**
 * A live model of a network without groups.
 *
 * @throws as TensorFlow.js does if layers do not fit
 */
export function stockModel(network: Network, kernelInitializer: 'zeros' | 'ones' = 'zeros'): tf.LayersModel {
  const model = tf.sequential();
  const inputShape = [...(network.inputShape ?? [])];
  network.layers.forEach((layer, index) => {
    model.add(stockLayer(layer, kernelInitializer, index === 0 ? { inputShape } : {}));
  });
  return model;
}

function stockLayer(
  layer: Layer,
  kernelInitializer: 'zeros' | 'ones',
  first: { inputShape?: number[] },
): tf.layers.Layer {
  const { name } = layer;
  switch (layer.type) {
    case 'conv2d':
      return tf.layers.conv2d({
        ...first,
        name,
        filters: layer.filters,
        kernelSize: [...layer.kernelSize],
        strides: [...layer.strides],
        dilationRate: [...layer.dilationRate] as [number, number],
        padding: layer.padding,
        useBias: layer.useBias,
        activation: layer.activation as 'relu',
        dataFormat: layer.dataFormat,
        kernelInitializer,
      });
    case 'maxPooling2d':
    case 'averagePooling2d': {
      const options = {
        ...first,
        name,
        poolSize: [...layer.poolSize] as [number, number],
        strides: [...layer.strides] as [number, number],
        padding: layer.padding,
        dataFormat: layer.dataFormat,
      };
      return layer.type === 'maxPooling2d'
        ? tf.layers.maxPooling2d(options)
        : tf.layers.averagePooling2d(options);
    }
    case 'zeroPadding2d': {
      const [[top, bottom], [left, right]] = layer.padding;
      return tf.layers.zeroPadding2d({
        ...first,
        name,
        padding: [
          [top, bottom],
          [left, right],
        ],
        dataFormat: layer.dataFormat,
      });
    }
    case 'dense':
      return tf.layers.dense({
        ...first,
        name,
        units: layer.units,
        useBias: layer.useBias,
        activation: layer.activation as 'relu',
        kernelInitializer,
      });
    case 'activation':
      return tf.layers.activation({ ...first, name, activation: layer.activation as 'relu' });
    case 'flatten':
      return tf.layers.flatten({ ...first, name, dataFormat: layer.dataFormat });
    case 'dropout':
      return tf.layers.dropout({ ...first, name, rate: layer.rate });
    case 'localResponseNormalization': {
      const normalization = new Normalization(layer);
      // What the constructor of a layer would do with `inputShape`.
      if (first.inputShape) normalization.batchInputShape = [null, ...first.inputShape];
      return normalization;
    }
    case 'concatenate':
    case 'sliceChannels':
    case 'other':
      throw new Error(`${name} is no layer of stock TensorFlow.js`);
  }
}

/**
 * What the network's input and each layer's output are for some images: one tensor for the input, then one a layer,
 * the batch first, images as [batch, channels, height, width].
 */
export function stockOutputs(model: tf.LayersModel, network: Network, images: tf.Tensor): tf.Tensor[] {
  const outputs = model.layers.map((layer) => layer.output as tf.SymbolicTensor);
  const each = tf.model({ inputs: model.inputs, outputs });
  const given = each.predict(images);
  const formats = formatsOf(network);
  return [images, ...[given].flat()].map((tensor, index) =>
    formats[index] === 'channelsLast' && tensor.rank === 4 ? tensor.transpose([0, 3, 1, 2]) : tensor,
  );
}

/** The data formats that the network's input and each layer's output are in. */
function formatsOf({ layers }: Network): DataFormat[] {
  const own = layers.map((layer) => ('dataFormat' in layer ? layer.dataFormat : null));
  let format = own.find((known) => known !== null) ?? 'channelsFirst';
  return [format, ...own.map((known) => (format = known ?? format))];
}

/** The first of a batch, as a reader sees it. */
export function mapsOf(tensor: tf.Tensor): FeatureMaps & { values: Float32Array } {
  return { shape: tensor.shape.slice(1), values: tensor.dataSync<'float32'>() };
}

export { tf };

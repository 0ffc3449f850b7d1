/** TensorFlow.js as it comes, channels first as the notebook. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import type { Layer } from '../../src/model/layer';
import { notebookNetwork } from '../../src/model/networks';
import { serve } from './serve';
import { measure } from './tasks';
import { backendAskedFor } from './workload';

const normalise = (x: tf.Tensor4D) => tf.localResponseNormalization(x, 2, 2, 1e-4, 0.75);

class StockLRN extends tf.layers.Layer {
  static className = 'StockLRN';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = [inputs].flat()[0] as tf.Tensor4D;
      return normalise(x.transpose([0, 2, 3, 1])).transpose([0, 3, 1, 2]);
    });
  }
}

function stockLayer(layer: Layer, inputShape: readonly number[] | undefined): tf.layers.Layer {
  const dataFormat = 'channelsFirst';
  const first = inputShape ? { inputShape: [...inputShape] } : {};
  switch (layer.type) {
    case 'conv2d': {
      const { filters, kernelSize, strides } = layer;
      return tf.layers.conv2d({
        ...first,
        filters,
        kernelSize: [...kernelSize],
        strides: [...strides],
        dataFormat,
      });
    }
    case 'dense':
      return tf.layers.dense({ units: layer.units });
    case 'activation':
      return tf.layers.activation({ activation: layer.activation === 'softmax' ? 'softmax' : 'relu' });
    case 'localResponseNormalization':
      return new StockLRN({});
    case 'maxPooling2d':
      return tf.layers.maxPooling2d({
        poolSize: [...layer.poolSize],
        strides: [...layer.strides],
        dataFormat,
      });
    case 'zeroPadding2d':
      return tf.layers.zeroPadding2d({ padding: 1, dataFormat });
    case 'flatten':
      return tf.layers.flatten({ dataFormat });
    case 'dropout':
      return tf.layers.dropout({ rate: layer.rate });
    default:
      throw new Error(`The notebook has no ${layer.type}.`);
  }
}

serve(
  measure(async () => {
    const backend = backendAskedFor();
    // One thread, as the course has.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths('/wasm/');
    if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js starts no ${backend} here.`);
    return {
      build(width) {
        const { layers, inputShape } = notebookNetwork({ width });
        const model = tf.sequential();
        layers.forEach((layer, i) => {
          model.add(stockLayer(layer, i === 0 && inputShape ? inputShape : undefined));
        });
        return model;
      },
      localResponseNormalization: normalise,
      optimizer: () => tf.train.momentum(0.01, 0.9),
    };
  }),
);

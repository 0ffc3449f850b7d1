import type * as tf from '@tensorflow/tfjs';
import type { DataFormat } from '../model/layer';
import type { WordedLayer } from '../notebook/exported-model';
import { outputShapeOf } from './describe';

/** What a layer that the course describes by its shapes alone is called elsewhere; nothing if it has no words there. */
export function wordsOf(layer: tf.layers.Layer): WordedLayer[] {
  const config = layer.getConfig();
  switch (layer.getClassName()) {
    case 'BatchNormalization': {
      const axis = Number(config['axis']);
      // The config counts from the batch, or from the end; the shape is the input's too.
      const ownAxis = axis < 0 ? outputShapeOf(layer.inboundNodes[0]).length + axis : axis - 1;
      return [
        {
          layer: layer.name,
          kind: 'batchNormalization',
          axis: ownAxis,
          momentum: Number(config['momentum']),
          epsilon: Number(config['epsilon']),
          center: Boolean(config['center']),
          scale: Boolean(config['scale']),
        },
      ];
    }
    case 'GlobalAveragePooling2D':
    case 'GlobalMaxPooling2D':
      return [
        {
          layer: layer.name,
          kind: 'globalPooling2d',
          takes: layer.getClassName() === 'GlobalMaxPooling2D' ? 'max' : 'average',
          dataFormat: (config['dataFormat'] ?? 'channelsLast') as DataFormat,
        },
      ];
    default:
      return [];
  }
}

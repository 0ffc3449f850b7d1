import type * as tfjs from '@tensorflow/tfjs';
import { LocalResponseNormalization } from '../../../src/engine/layers/lrn';

/** What the notebook's cells do until In [166], in order, each up to its summary; by the number of the cell. */
export function notebookCells(tf: typeof tfjs): { model: tfjs.Sequential; cells: Map<number, () => void> } {
  const dataFormat = 'channelsFirst';
  const model = tf.sequential();
  const relu = () => {
    model.add(tf.layers.activation({ activation: 'relu' }));
  };
  const lrn = (name: string) => {
    model.add(new LocalResponseNormalization({ name, dataFormat }));
  };
  const conv = (name: string, filters: number, kernelSize: number, options: object = {}) => {
    model.add(tf.layers.conv2d({ name, filters, kernelSize, dataFormat, ...options }));
  };
  const pool = (name: string) => {
    model.add(tf.layers.maxPooling2d({ name, poolSize: 3, strides: 2, dataFormat }));
  };
  const pad = () => {
    model.add(tf.layers.zeroPadding2d({ padding: 1, dataFormat }));
  };
  const cells = new Map<number, () => void>([
    [
      156,
      () => {
        conv('Conv1', 96, 11, { strides: 4, inputShape: [3, 227, 227] });
      },
    ],
    [
      157,
      () => {
        relu();
        lrn('LRN1');
        pool('MaxPool');
      },
    ],
    [
      158,
      () => {
        conv('Conv2', 256, 5);
        relu();
        lrn('LRN2');
        pool('MaxPool2');
        pad();
      },
    ],
    [
      159,
      () => {
        conv('Conv3', 384, 3);
        relu();
      },
    ],
    [160, pad],
    [
      161,
      () => {
        conv('Conv4', 384, 3);
        relu();
        pad();
        conv('Conv5', 256, 3);
        relu();
        pool('MaxPool3');
      },
    ],
    [
      166,
      () => {
        model.add(tf.layers.flatten({ dataFormat }));
        for (const [name, rate] of [
          ['FC6', 0.5],
          ['FC7', 0.4],
        ] as const) {
          model.add(tf.layers.dense({ units: 4096, name }));
          relu();
          model.add(tf.layers.dropout({ rate }));
        }
        model.add(tf.layers.dense({ units: 1000 }));
        relu();
        model.add(tf.layers.dropout({ rate: 0.5 }));
        model.add(tf.layers.activation({ activation: 'softmax' }));
      },
    ],
  ]);
  return { model, cells };
}

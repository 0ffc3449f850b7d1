import type { Network } from '../layer';
import {
  activation,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
} from '../make-layer';

/** Which of Caffe's two, by the folder of its models. */
export type CaffeModel = 'bvlc_alexnet' | 'bvlc_reference_caffenet';

/**
 * Caffe's networks (models/bvlc_alexnet and models/bvlc_reference_caffenet, train_val.prototxt), which are one but for
 * the order of pooling and normalisation: CaffeNet pools first. Caffe rounds the sizes of poolings up, k is 1 and alpha
 * is divided by the window's size.
 */
export function caffeNetwork(model: CaffeModel): Network {
  const same = { padding: 'same' } as const;
  const grouped = { ...same, groups: 2 } as const;
  const relu = (name: string) => activation(name, 'relu');
  const pool = (number: number) => maxPooling2d(`pool${number}`, 3, { strides: 2, ceilMode: true });
  const shrunk = (number: number) => {
    const norm = localResponseNormalization(`norm${number}`, { bias: 1, divideAlpha: true });
    return model === 'bvlc_alexnet' ? [norm, pool(number)] : [pool(number), norm];
  };
  return {
    name: model === 'bvlc_alexnet' ? "AlexNet, Caffe's bvlc_alexnet" : "AlexNet, Caffe's CaffeNet",
    inputShape: [3, 227, 227],
    layers: [
      conv2d('conv1', 96, 11, { strides: 4 }),
      relu('relu1'),
      ...shrunk(1),
      conv2d('conv2', 256, 5, grouped),
      relu('relu2'),
      ...shrunk(2),
      conv2d('conv3', 384, 3, same),
      relu('relu3'),
      conv2d('conv4', 384, 3, grouped),
      relu('relu4'),
      conv2d('conv5', 256, 3, grouped),
      relu('relu5'),
      pool(5),
      flatten('flatten'),
      dense('fc6', 4096),
      relu('relu6'),
      dropout('drop6', 0.5),
      dense('fc7', 4096),
      relu('relu7'),
      dropout('drop7', 0.5),
      dense('fc8', 1000),
      activation('prob', 'softmax'),
    ],
  };
}

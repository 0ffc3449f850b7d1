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

/**
 * What the authors ran (their program's layers/layers-145.cfg and layer-params-145.cfg), its two cards as groups: sizes
 * rounded up, so that 224 becomes 55; normalisation inside each card's channels, alpha divided by the window's size;
 * after the second one more, over 5x5 places of the same map; the first ReLU and the fifth behind the pooling, and none
 * before the scores.
 */
export function authorsProgramNetwork(): Network {
  const groups = 2;
  const padded = { padding: 'same', groups } as const;
  const relu = (name: string) => activation(name, 'relu');
  const pool = (name: string) => maxPooling2d(name, 3, { strides: 2, ceilMode: true });
  const acrossMaps = (name: string) => localResponseNormalization(name, { groups, divideAlpha: true });
  return {
    name: "AlexNet, the authors' program",
    inputShape: [3, 224, 224],
    layers: [
      conv2d('conv1', 96, 11, { strides: 4, ceilMode: true }),
      acrossMaps('rnorm1'),
      pool('pool1'),
      relu('relu1'),
      conv2d('conv2', 256, 5, padded),
      relu('relu2'),
      acrossMaps('rnorm2'),
      localResponseNormalization('cnorm2', { window: 'map', bias: 1, alpha: 0.001, divideAlpha: true }),
      pool('pool2'),
      conv2d('conv3', 384, 3, { padding: 'same' }),
      relu('relu3'),
      conv2d('conv4', 384, 3, padded),
      relu('relu4'),
      conv2d('conv5', 256, 3, padded),
      pool('pool3'),
      relu('relu5'),
      flatten('flatten'),
      dense('fc6', 4096),
      relu('relu6'),
      dropout('hs1', 0.5),
      dense('fc7', 4096),
      relu('relu7'),
      dropout('hs2', 0.5),
      dense('fc1000', 1000),
      activation('probs', 'softmax'),
    ],
  };
}

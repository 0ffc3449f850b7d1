import type { Layer, Network, Shape } from '../layer';
import {
  activation,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from '../make-layer';

/**
 * The network of the paper (sections 3.5 and 4.2).
 *
 * @param groups 2: conv2, conv4 and conv5 see half the channels each, as on the paper's two GPUs; 1: all of them.
 */
export function paperNetwork({ groups = 2 }: { groups?: 1 | 2 } = {}): Network {
  const same = { padding: 'same' } as const;
  return chain(
    groups === 2 ? 'AlexNet, the paper' : 'AlexNet, the paper without groups',
    [3, 227, 227],
    [
      conv2d('conv1', 96, 11, { strides: 4 }),
      relu('relu1'),
      localResponseNormalization('norm1'),
      maxPooling2d('pool1', 3, { strides: 2 }),
      conv2d('conv2', 256, 5, { ...same, groups }),
      relu('relu2'),
      localResponseNormalization('norm2'),
      maxPooling2d('pool2', 3, { strides: 2 }),
      conv2d('conv3', 384, 3, same),
      relu('relu3'),
      conv2d('conv4', 384, 3, { ...same, groups }),
      relu('relu4'),
      conv2d('conv5', 256, 3, { ...same, groups }),
      relu('relu5'),
      maxPooling2d('pool5', 3, { strides: 2 }),
      flatten('flatten'),
      ...hidden('6'),
      ...hidden('7'),
      dense('fc8', 1000),
      activation('prob', 'softmax'),
    ],
  );
}

/** The alexnet of torchvision, after the later paper "One weird trick": narrower, without response normalisation. Drops out before the dense layers. */
export function torchvisionNetwork(): Network {
  const same = { padding: 'same' } as const;
  return chain(
    'AlexNet, torchvision',
    [3, 224, 224],
    [
      zeroPadding2d('pad1', 2),
      conv2d('conv1', 64, 11, { strides: 4 }),
      relu('relu1'),
      maxPooling2d('pool1', 3, { strides: 2 }),
      conv2d('conv2', 192, 5, same),
      relu('relu2'),
      maxPooling2d('pool2', 3, { strides: 2 }),
      conv2d('conv3', 384, 3, same),
      relu('relu3'),
      conv2d('conv4', 256, 3, same),
      relu('relu4'),
      conv2d('conv5', 256, 3, same),
      relu('relu5'),
      maxPooling2d('pool5', 3, { strides: 2 }),
      flatten('flatten'),
      dropout('drop6', 0.5),
      dense('fc6', 4096),
      relu('relu6'),
      dropout('drop7', 0.5),
      dense('fc7', 4096),
      relu('relu7'),
      dense('fc8', 1000),
    ],
  );
}

/** The AlexNet of the book d2l.ai: one grey channel, ten classes, neither groups nor response normalisation. */
export function d2lNetwork(): Network {
  const same = { padding: 'same' } as const;
  return chain(
    'AlexNet, d2l.ai',
    [1, 224, 224],
    [
      zeroPadding2d('pad1', 1),
      conv2d('conv1', 96, 11, { strides: 4 }),
      relu('relu1'),
      maxPooling2d('pool1', 3, { strides: 2 }),
      conv2d('conv2', 256, 5, same),
      relu('relu2'),
      maxPooling2d('pool2', 3, { strides: 2 }),
      conv2d('conv3', 384, 3, same),
      relu('relu3'),
      conv2d('conv4', 384, 3, same),
      relu('relu4'),
      conv2d('conv5', 256, 3, same),
      relu('relu5'),
      maxPooling2d('pool5', 3, { strides: 2 }),
      flatten('flatten'),
      ...hidden('6'),
      ...hidden('7'),
      dense('fc8', 10),
    ],
  );
}

function chain(name: string, inputShape: Shape, layers: readonly Layer[]): Network {
  return { name, inputShape, layers };
}

function hidden(number: string): Layer[] {
  return [dense(`fc${number}`, 4096), relu(`relu${number}`), dropout(`drop${number}`, 0.5)];
}

function relu(name: string): Layer {
  return activation(name, 'relu');
}

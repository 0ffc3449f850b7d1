import { NameCounters, RECORDED_SESSION } from './keras-names';
import type { Layer, Network } from './layer';
import {
  activation,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  zeroPadding2d,
} from './make-layer';

export interface NotebookOptions {
  /** Scales every channel count and dense unit but the classes; each is rounded and at least 1. */
  width?: number;
  nClasses?: number;
  /**
   * False: as the notebook ends, ReLU and dropout on 1000 logits, then one more dense layer if there are other
   * than 1000 classes. True: as the paper ends, one linear dense layer of the classes before the softmax.
   */
  linearLogits?: boolean;
}

/** The notebook's fifteen cells by their ids, in order (In [154] to In [168]). */
export const NOTEBOOK_CELLS = [
  'imports',
  'model',
  'conv1',
  'lrn1',
  'conv2',
  'conv3',
  'pad3',
  'conv4-conv5',
  'fc6',
  'fc7',
  'softmax',
  'rotate',
  'summary',
  'compile',
  'train',
] as const;

export type NotebookCell = (typeof NOTEBOOK_CELLS)[number];

/** The layers each cell adds, named as in the recorded session; cells that add none are left out. */
export function notebookLayers(
  options: NotebookOptions = {},
): Partial<Record<NotebookCell, readonly Layer[]>> {
  const { width = 1, nClasses = 1000, linearLogits = false } = options;
  const names = new NameCounters(RECORDED_SESSION);
  const scaled = (count: number) => Math.max(1, Math.round(count * width));
  const act = (name: string) => activation(names.next('Activation'), name);
  const pad = () => zeroPadding2d(names.next('ZeroPadding2D'), 1);
  const drop = (rate: number) => dropout(names.next('Dropout'), rate);
  const scores = (units: number) => dense(names.next('Dense'), units);
  return {
    conv1: [conv2d('Conv1', scaled(96), 11, { strides: 4 })],
    lrn1: [act('relu'), localResponseNormalization('LRN1'), maxPooling2d('MaxPool', 3, { strides: 2 })],
    conv2: [
      conv2d('Conv2', scaled(256), 5),
      act('relu'),
      localResponseNormalization('LRN2'),
      maxPooling2d('MaxPool2', 3, { strides: 2 }),
      pad(),
    ],
    conv3: [conv2d('Conv3', scaled(384), 3), act('relu')],
    pad3: [pad()],
    'conv4-conv5': [
      conv2d('Conv4', scaled(384), 3),
      act('relu'),
      pad(),
      conv2d('Conv5', scaled(256), 3),
      act('relu'),
      maxPooling2d('MaxPool3', 3, { strides: 2 }),
    ],
    fc6: [flatten(names.next('Flatten')), dense('FC6', scaled(4096)), act('relu'), drop(0.5)],
    fc7: [dense('FC7', scaled(4096)), act('relu'), drop(0.4)],
    softmax: [
      ...(linearLogits
        ? [scores(nClasses)]
        : [scores(1000), act('relu'), drop(0.5), ...(nClasses === 1000 ? [] : [scores(nClasses)])]),
      act('softmax'),
    ],
  };
}

/** The notebook's network: 29 layers and 50,844,008 parameters unless the options change them. */
export function notebookNetwork(options: NotebookOptions = {}): Network {
  return notebookThrough('train', options);
}

/** The network as it stands once this cell has run. */
export function notebookThrough(cell: NotebookCell, options: NotebookOptions = {}): Network {
  const byCell = notebookLayers(options);
  const cells = NOTEBOOK_CELLS.slice(0, NOTEBOOK_CELLS.indexOf(cell) + 1);
  const layers = cells.flatMap((id) => byCell[id] ?? []);
  return { name: 'AlexNet, the notebook', inputShape: layers.length > 0 ? [3, 227, 227] : null, layers };
}

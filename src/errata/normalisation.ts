import type { Part } from './departure';
import { caffe, layersFile, page, paper, parametersFile, script } from './evidence';

const POOLING = (name: string, padding = '') =>
  `model.add(\n  tf.layers.maxPooling2d({\n    poolSize: 3,\n    strides: 2,\n${padding}    dataFormat,\n    name: '${name}',\n  }),\n);`;

/** Pools first. */
const pooledFirst = (cell: 'lrn1' | 'conv2', name: string, padding = '') => [
  {
    cell,
    off: 'model.add(localResponseNormalization(',
    on: `model.add(tf.layers.maxPooling2d({ poolSize: 3, strides: 2, dataFormat, name: '${name}' }));\nmodel.add(localResponseNormalization(`,
  },
  {
    cell,
    off: POOLING(name, padding),
    on: '// Pooled above, before the normalisation.',
  },
];

const RELU = "model.add(tf.layers.activation({ activation: 'relu' }));";

export const normalisation: Part = {
  id: 'normalisation',
  title: 'ReLU, normalisation and pooling',
  departures: [
    {
      id: 'caffenet-order',
      title: 'CaffeNet by name, AlexNet by order',
      paper: 'Normalises, then pools.',
      program: 'Normalises, then pools.',
      caffe: 'bvlc_alexnet normalises, then pools; CaffeNet pools first.',
      notebook: 'Says that it rebuilds CaffeNet, and normalises first, as AlexNet does.',
      consequence:
        'In CaffeNet’s order the normalisation has a quarter of the numbers to work on. The order came about by accident.',
      evidence: [
        paper('section 3.5, second paragraph'),
        caffe(73, 'norm1 before pool1'),
        page('BVLC/caffe, issue 4202', 'https://github.com/BVLC/caffe/issues/4202'),
      ],
      cell: 'lrn1',
      aside: 'relu-lrn-pooling',
      change: {
        toward: 'caffe',
        label: 'CaffeNet’s order: pooling before normalisation',
        edits: [
          ...pooledFirst('lrn1', 'MaxPool', "    padding: 'valid',\n"),
          ...pooledFirst('conv2', 'MaxPool2'),
        ],
      },
    },
    {
      id: 'remark',
      title: 'A remark about something else',
      caffe:
        'Evan Shelhamer said that CaffeNet and AlexNet can hardly be told apart. He was asked about the order of pooling and normalisation.',
      notebook: 'Cites the remark as a reason to build one tower instead of two.',
      evidence: [page('BVLC/caffe, issue 4202', 'https://github.com/BVLC/caffe/issues/4202')],
      cell: 'imports',
      aside: 'conv4-conv5',
      change: 'It is a sentence. What it is meant to excuse has a switch below: groups.',
    },
    {
      id: 'lrn-k',
      title: 'Caffe’s other constant',
      paper: 'k = 2.',
      program: 'k = 2.',
      caffe: 'k = 1, its default, since the definition sets none.',
      notebook: 'k = 2, as the paper: not what the network that it names has.',
      evidence: [paper('section 3.3'), parametersFile(140, 'rnorm1a, minDiv'), caffe(78, 'norm1, lrn_param')],
      cell: 'lrn1',
      aside: 'relu-lrn-pooling',
      change: {
        toward: 'caffe',
        label: 'k = 1 in both normalisations',
        edits: [
          { cell: 'lrn1', off: "name: 'LRN1', ", on: "name: 'LRN1', k: 1, " },
          { cell: 'conv2', off: "name: 'LRN2', ", on: "name: 'LRN2', k: 1, " },
        ],
      },
    },
    {
      id: 'alpha-n',
      title: 'α divided by five',
      paper: 'Prints α = 0.0001 as a factor of the whole sum.',
      program: 'Divides it by the five channels of the window: what was trained had 0.00002.',
      caffe: 'Divides it, too.',
      notebook: 'Follows the printed formula.',
      consequence: 'The formula in the paper is not the one that ran.',
      evidence: [paper('section 3.3'), script('layer.py', 1183), parametersFile(138, 'rnorm1a, scale')],
      cell: 'lrn1',
      aside: 'relu-lrn-pooling',
      change: {
        toward: 'program',
        label: 'α divided by the size of the window',
        edits: [
          {
            cell: 'lrn1',
            within: "name: 'LRN1'",
            off: 'dataFormat }',
            on: 'dataFormat, divideAlpha: true }',
          },
          {
            cell: 'conv2',
            within: "name: 'LRN2'",
            off: 'dataFormat }',
            on: 'dataFormat, divideAlpha: true }',
          },
        ],
      },
    },
    {
      id: 'seam',
      title: 'Normalised across the seam',
      paper:
        'Sums over neighbouring channels of a layer, and does not say whether a graphics card ends the row.',
      program: 'It does: each card normalises its own 48, or 128, channels.',
      caffe: 'All channels of the layer.',
      notebook: 'All channels: windows near the middle mix the two halves.',
      consequence: 'Of 96 channels, four have a window that crosses the seam.',
      evidence: [
        layersFile(38, 'rnorm1a, channels'),
        layersFile(98, 'rnorm2a, channels'),
        caffe(73, 'norm1'),
      ],
      cell: 'lrn1',
      aside: 'relu-lrn-pooling',
      change: {
        toward: 'program',
        label: 'Normalisation within each half of the channels',
        edits: [
          { cell: 'lrn1', off: "{ name: 'LRN1'", on: "{ groups: 2, name: 'LRN1'" },
          { cell: 'conv2', off: "{ name: 'LRN2'", on: "{ groups: 2, name: 'LRN2'" },
        ],
      },
    },
    {
      id: 'relu-after-pooling',
      title: 'ReLU behind the pooling',
      paper: 'ReLU follows each convolution.',
      program:
        'After the first convolution it comes only behind normalisation and pooling, after the fifth behind the pooling.',
      caffe: 'Directly behind each convolution.',
      notebook: 'Directly behind each convolution.',
      consequence:
        'For the fifth it makes no difference: the largest of nine numbers is cut off at zero, or the numbers are cut off first. For the first it does: there the squares of negative numbers count in the normalisation.',
      evidence: [
        paper('section 3.5, second paragraph'),
        layersFile(54, 'pool1a, neuron=relu'),
        layersFile(227, 'pool3a, neuron=relu'),
      ],
      cell: 'lrn1',
      aside: 'relu-lrn-pooling',
      change: {
        toward: 'program',
        label: 'The first and the last ReLU behind their pooling',
        edits: [
          { cell: 'lrn1', off: `${RELU}\nmodel`, on: `// ${RELU}\nmodel` },
          { cell: 'lrn1', off: '\nmodel.summary();', on: `${RELU}\n\nmodel.summary();` },
          {
            cell: 'conv4-conv5',
            off: `${RELU}\nmodel.add(\n  tf.layers.maxPooling2d(`,
            on: `// ${RELU}\nmodel.add(\n  tf.layers.maxPooling2d(`,
          },
          { cell: 'conv4-conv5', off: '\nmodel.summary();', on: `${RELU}\n\nmodel.summary();` },
        ],
      },
    },
    {
      id: 'second-normalisation',
      title: 'A normalisation that nobody printed',
      paper: 'One normalisation behind the second convolution.',
      program: 'Two: the second divides by the squares of 5 by 5 places of the same map, with α = 0.001.',
      caffe: 'One.',
      notebook: 'One.',
      evidence: [layersFile(107, 'cnorm2a'), parametersFile(158, 'cnorm2a, scale')],
      cell: 'conv2',
      aside: 'relu-lrn-pooling',
      change: {
        toward: 'program',
        label: 'A second normalisation, within each map',
        edits: [
          {
            cell: 'conv2',
            off: 'model.add(\n  tf.layers.maxPooling2d({',
            on: "model.add(localResponseNormalization({ window: 'map', k: 1, alpha: 0.001, divideAlpha: true, dataFormat, name: 'CNorm2' }));\nmodel.add(\n  tf.layers.maxPooling2d({",
          },
        ],
      },
    },
  ],
};

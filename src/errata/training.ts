import type { CellEdit } from './cell-edit';
import type { Part } from './departure';
import { caffe, layersFile, page, paper, parametersFile } from './evidence';
import { SCORES } from './scores';
import type { NotebookCell } from '../model/networks';

const CONVOLUTIONS: readonly (readonly [NotebookCell, string])[] = [
  ['conv1', 'Conv1'],
  ['conv2', 'Conv2'],
  ['conv3', 'Conv3'],
  ['conv4-conv5', 'Conv4'],
  ['conv4-conv5', 'Conv5'],
];
const HIDDEN: readonly (readonly [NotebookCell, string])[] = [
  ['fc6', 'FC6'],
  ['fc7', 'FC7'],
];

const normal = 'kernelInitializer: tf.initializers.randomNormal({ stddev: 0.01 })';
const penalty = 'kernelRegularizer: tf.regularizers.l2({ l2: 0.00025 })';

const normalEdits: readonly CellEdit[] = [
  ...CONVOLUTIONS.map(([cell, layer]) => ({
    cell,
    within: `name: '${layer}'`,
    off: '    dataFormat,',
    on: `    dataFormat,\n    ${normal},`,
  })),
  ...HIDDEN.map(([cell, layer]) => ({
    cell,
    off: `, name: '${layer}'`,
    on: `,\n  ${normal},\n  name: '${layer}'`,
  })),
  { cell: 'softmax', within: SCORES, off: ' }));', on: `,\n  ${normal},\n}));` },
];

const penaltyEdits: readonly CellEdit[] = [
  ...CONVOLUTIONS.map(([cell, layer]) => ({
    cell,
    within: `name: '${layer}'`,
    off: '\n  }),',
    on: `\n    ${penalty},\n  }),`,
  })),
  ...HIDDEN.map(([cell, layer]) => ({
    cell,
    within: `name: '${layer}'`,
    off: 'dense({ ',
    on: `dense({\n  ${penalty},\n  `,
  })),
  { cell: 'softmax', within: SCORES, off: 'dense({ ', on: `dense({\n  ${penalty},\n  ` },
];

export const training: Part = {
  id: 'training',
  title: 'First weights, loss and learning rate',
  departures: [
    {
      id: 'glorot',
      title: 'Other first weights',
      paper: 'Normally distributed, with a mean of 0 and a deviation of 0.01.',
      program: '0.01 in the first two convolutions and the dense layers, 0.03 in the others.',
      caffe: '0.01, but 0.005 in the two hidden dense layers.',
      notebook: 'Keras’s default: Glorot’s rule, uniform, each layer with a range of its own.',
      consequence: 'Its deviations are 1.3 to 2.0 times the paper’s, and all eight multiplied 49 times.',
      evidence: [paper('section 5'), layersFile(73, 'conv2a, initW'), caffe(59, 'conv1, std')],
      cell: 'conv1',
      aside: 'compile',
      change: {
        toward: 'paper',
        label: 'First weights from N(0, 0.01)',
        edits: normalEdits,
      },
    },
    {
      id: 'deviation-03',
      title: 'Not 0.01 throughout',
      paper: 'One deviation for all layers.',
      program: '0.03 in the third, fourth and fifth convolution.',
      caffe: '0.01 there.',
      notebook: 'Neither: see above.',
      consequence:
        'With 0.01 a layer like the third leaves an eighth of the variance, with 0.03 it stays about as it was.',
      evidence: [layersFile(143, 'conv3a, initW'), layersFile(172, 'conv4a'), layersFile(200, 'conv5a')],
      cell: 'conv3',
      aside: 'compile',
      change: {
        toward: 'program',
        label: '0.03 in the third to the fifth convolution',
        needs: 'glorot',
        edits: CONVOLUTIONS.slice(2).map(([cell, layer]) => ({
          cell,
          within: `name: '${layer}'`,
          off: 'stddev: 0.01',
          on: 'stddev: 0.03',
        })),
      },
    },
    {
      id: 'zero-biases',
      title: 'Biases of zero',
      paper: '1 in the second, fourth and fifth convolution and the hidden dense layers, 0 in the others.',
      program: 'initB=1 in the same layers.',
      caffe: '0.1 in bvlc_alexnet: with 1 its loss stayed flat. 1 in CaffeNet.',
      notebook: '0 everywhere, Keras’s default.',
      evidence: [
        paper('section 5'),
        layersFile(74, 'conv2a, initB'),
        caffe(119, 'conv2, bias_filler'),
        page(
          'the readme of Caffe’s bvlc_alexnet',
          'https://github.com/BVLC/caffe/blob/master/models/bvlc_alexnet/readme.md',
        ),
      ],
      cell: 'conv2',
      aside: 'compile',
      change: {
        toward: 'paper',
        label: 'First biases of one where the paper has them',
        edits: [
          ...CONVOLUTIONS.filter(([, layer]) => ['Conv2', 'Conv4', 'Conv5'].includes(layer)).map(
            ([cell, layer]) => ({
              cell,
              within: `name: '${layer}'`,
              off: '    name:',
              on: "    biasInitializer: 'ones',\n    name:",
            }),
          ),
          ...HIDDEN.map(([cell, layer]) => ({
            cell,
            within: `name: '${layer}'`,
            off: ' }));',
            on: ",\n  biasInitializer: 'ones',\n}));",
          })),
        ],
      },
    },
    {
      id: 'bias-rate',
      title: 'Biases learn twice as fast',
      program: 'A rate of 0.02 for the biases, twice that of the weights, and no penalty on them.',
      caffe: 'The same: lr_mult 2 and decay_mult 0.',
      notebook: 'One rate for all.',
      evidence: [
        parametersFile(19, 'conv2a, epsB'),
        caffe(50, 'conv1, lr_mult'),
        caffe(51, 'conv1, decay_mult'),
      ],
      cell: 'compile',
      change: 'Keras’s optimisers know one rate; neither does TensorFlow.js have a rate for each weight.',
    },
    {
      id: 'decay',
      title: 'A decay of the wrong thing',
      paper: 'A weight decay of 0.0005; the rate is lowered by hand.',
      program: 'wc=0.0005 for the weights of every layer.',
      caffe: 'weight_decay: 0.0005.',
      notebook: 'decay=0.0005, which in Keras divides the learning rate by 1 + 0.0005 t.',
      consequence: 'After one pass through ImageNet the rate has fallen to a sixth.',
      evidence: [paper('section 5'), parametersFile(22, 'conv2a, wc')],
      cell: 'compile',
      aside: 'compile',
      change: {
        toward: 'paper',
        label: 'A learning rate that does not decay by itself',
        edits: [{ cell: 'compile', off: 'decay: 0.0005', on: 'decay: 0' }],
      },
    },
    {
      id: 'weight-decay',
      title: 'No weight decay',
      paper: 'Each update takes 0.0005 times the rate of every weight away.',
      program: 'The same, in all layers, and not for biases.',
      caffe: 'The same.',
      notebook: 'None: its constant went to the learning rate.',
      consequence: 'In Keras it is a penalty of half that factor, 0.00025, for every kernel.',
      evidence: [paper('section 5'), parametersFile(22, 'conv2a, wc'), caffe(47, 'conv1, decay_mult')],
      cell: 'compile',
      aside: 'compile',
      change: { toward: 'paper', label: 'Weight decay in all eight layers', edits: penaltyEdits },
    },
    {
      id: 'no-steps',
      title: 'No steps of the rate',
      paper: 'Divides the rate by 10 three times, when the validation error stops falling.',
      program: 'At epochs 25, 51 and 79, ended at 91; the network of 2010 at 23, 51 and 78, ended at 93.',
      caffe: 'Every 100,000 updates.',
      notebook: 'Never: the decay above is in its place.',
      evidence: [
        paper('section 5'),
        parametersFile(169, 'epoch 25'),
        parametersFile(174, 'epoch 51'),
        parametersFile(180, 'epoch 79'),
      ],
      cell: 'train',
      aside: 'compile',
      change: 'The steps belong to the training, and the notebook’s is a comment.',
    },
    {
      id: 'top-five',
      title: 'Only the first answer counts',
      paper:
        'Reports the share of photographs whose class is not among the five most probable, and that of the first.',
      program: 'Counts both: topk=5.',
      caffe: 'Counts the first.',
      notebook: "Counts the first: metrics=['accuracy'].",
      evidence: [paper('section 2'), parametersFile(123, 'logprob, topk')],
      cell: 'compile',
      change: {
        toward: 'paper',
        label: 'The right class among the first five is counted, too',
        edits: [
          {
            cell: 'compile',
            off: 'model.compile({',
            on: "const topFive = (labels: tf.Tensor, answers: tf.Tensor) =>\n  tf.tidy(() => answers.greater(labels.mul(answers).sum(-1, true)).sum(-1).less(5).cast('float32'));\n\nmodel.compile({",
          },
          { cell: 'compile', off: "['accuracy']", on: "['accuracy', topFive]" },
        ],
      },
    },
    {
      id: 'clipped',
      title: 'A loss with a ceiling',
      paper: 'The logarithm of the probability of the right class.',
      notebook:
        'The same, but Keras keeps probabilities above one in ten million before it takes the logarithm.',
      consequence: 'No photograph costs more than 16.118, and where it would, the slope is 0.',
      evidence: [
        page(
          'Keras 2.2, backend/tensorflow_backend.py, categorical_crossentropy',
          'https://github.com/keras-team/keras/blob/2.2.4/keras/backend/tensorflow_backend.py',
        ),
      ],
      cell: 'compile',
      change:
        'It is inside the loss. Scores without softmax and a loss that takes them would be another network.',
    },
  ],
};

import type { Part } from './departure';
import { caffe, layersFile, paper, twin } from './evidence';

export const middle: Part = {
  id: 'middle',
  title: 'The third to the fifth convolution',
  departures: [
    {
      id: 'eleven',
      title: 'Eleven, five and 6,400',
      paper: '13 wide, 6 behind the last pooling, 9,216 numbers for the first dense layer.',
      program: 'The same.',
      caffe: 'The same.',
      notebook: '11 wide, 5 behind the last pooling, 6,400 numbers.',
      evidence: [paper('caption of figure 2: 64,896 = 13 · 13 · 384')],
      cell: 'conv3',
      aside: 'conv3',
      change: 'It follows from the padding of the second convolution, and goes with its switch.',
    },
    {
      id: 'groups',
      title: 'Two towers in the text, one in the code',
      paper:
        'The second, fourth and fifth convolution see half of the channels: kernels 48, 192 and 192 deep.',
      program: 'Two layers each, one on each graphics card.',
      caffe: 'group: 2 in all three.',
      notebook: 'Cites these depths, and builds kernels 96, 384 and 384 deep.',
      evidence: [
        paper('sections 3.2 and 3.5'),
        layersFile(72, 'conv2a, channels'),
        layersFile(170, 'conv4a, channels'),
        layersFile(199, 'conv5a, channels'),
        caffe(112, 'conv2, group'),
      ],
      cell: 'conv4-conv5',
      aside: 'conv4-conv5',
      change: {
        toward: 'paper',
        label: 'Two groups in the second, fourth and fifth convolution',
        edits: (
          [
            ['conv2', 'Conv2'],
            ['conv4-conv5', 'Conv4'],
            ['conv4-conv5', 'Conv5'],
          ] as const
        ).map(([cell, layer]) => ({
          cell,
          within: `name: '${layer}'`,
          off: '    kernelSize:',
          on: '    groups: 2,\n    kernelSize:',
        })),
      },
    },
    {
      id: 'better-twin',
      title: 'A better twin in the same repository',
      notebook:
        'The version with two towers has two things right that the notebook has wrong: dropout of one half twice, and a last layer without ReLU and dropout. It has a dead line of its own, which pads a tensor that nobody reads.',
      consequence:
        'So the same author wrote both ends: the third file, alexnet_reference.py, ends as the notebook does. One of the two is most likely a slip, and the paper’s is the one of the towers.',
      evidence: [
        twin('alexnet_og.py', 39),
        twin('alexnet_og.py', 47),
        twin('alexnet_og.py', 49),
        twin('alexnet_reference.py', 51),
      ],
      cell: 'conv4-conv5',
      aside: 'two-towers',
      change: 'It is another file.',
    },
  ],
};

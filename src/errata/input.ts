import type { Part } from './departure';
import { layersFile, page, paper, script } from './evidence';

export const input: Part = {
  id: 'input',
  title: 'The input and the first convolution',
  departures: [
    {
      id: 'input-224',
      title: '224 or 227',
      paper: '224 by 224 pixels, kernels of 11, a stride of 4, and 55 places a side.',
      program:
        'Takes 224 and rounds the number of places up: the last window hangs over the edge, where it reads zeros.',
      caffe: 'Cuts 227 pixels, for which the windows come out even.',
      notebook:
        'Takes 224 for an error, since 213 is no multiple of 4, cites Andrew Ng’s guess and builds with 227.',
      consequence:
        'Both are right: with 224 pixels and rounding up there are 55 places too. The last window of a row or a column then reads three zeros beyond the edge. Sizes and parameters stay the same.',
      evidence: [
        paper('sections 3.5 and 4.1, figure 2'),
        script('layer.py', 1004),
        layersFile(14, 'conv1a, padding 0'),
      ],
      cell: 'conv1',
      change: {
        toward: 'program',
        label: 'An input of 224, and sizes rounded up',
        edits: [
          { cell: 'conv1', off: 'inputShape: [3, 227, 227]', on: 'inputShape: [3, 224, 224]' },
          { cell: 'conv1', off: '    strides: 4,', on: '    strides: 4,\n    ceilMode: true,' },
          { cell: 'lrn1', off: '    strides: 2,', on: '    strides: 2,\n    ceilMode: true,' },
          { cell: 'conv2', off: '    strides: 2,', on: '    strides: 2,\n    ceilMode: true,' },
          { cell: 'conv4-conv5', off: '    strides: 2,', on: '    strides: 2,\n    ceilMode: true,' },
        ],
      },
    },
    {
      id: 'drawn-in-halves',
      title: 'A picture that has two halves',
      paper: 'Figure 2 draws the first layer as two volumes of 48 channels, one on each graphics card.',
      program: 'Has two layers of 48 filters, conv1a and conv1b.',
      caffe: 'One layer of 96.',
      notebook: 'Says that the figure asks for one volume of 55 by 55 by 96.',
      consequence:
        'For this layer it comes to the same: both halves see the whole photograph. For the second, fourth and fifth convolution it does not.',
      evidence: [paper('figure 2'), layersFile(9, 'conv1a'), layersFile(22, 'conv1b')],
      cell: 'conv1',
      change: '96 channels at once compute what two times 48 do.',
    },
    {
      id: 'mean',
      title: 'What is subtracted from a photograph',
      paper: 'The mean over the training set, pixel by pixel.',
      program: 'The same.',
      caffe: 'The same, from a file with the mean image.',
      notebook:
        'Nothing: it leaves the data to its reader. A demo in its repository divides by 255, a loader there subtracts three means.',
      consequence:
        'The course’s own kernel subtracts the mean colour from every photograph before its cells see it.',
      evidence: [
        paper('section 2'),
        page(
          'Caffe’s bvlc_alexnet, line 13, mean_file',
          'https://github.com/BVLC/caffe/blob/0d2354c9fda5bb71e46e50d01df53aefa8b7fbf8/models/bvlc_alexnet/train_val.prototxt#L13',
        ),
      ],
      cell: 'train',
      aside: 'train',
      change: 'No cell of the notebook touches the data.',
    },
  ],
};

import type { Part } from './departure';
import { caffe, layersFile, paper, twin } from './evidence';

export const secondConvolution: Part = {
  id: 'second-convolution',
  title: 'The second convolution',
  departures: [
    {
      id: 'size-unknown',
      title: 'A size that is said to be unknown',
      paper: 'Figure 2 counts 186,624 neurons in this layer, which are 27 · 27 · 256: it leaves 27 wide.',
      notebook: 'Says that the size between this convolution and its pooling is not known.',
      evidence: [paper('caption of figure 2')],
      cell: 'conv2',
      aside: 'conv2',
      change: 'It is a sentence, and not code.',
    },
    {
      id: 'slip',
      title: 'Eleven where thirteen comes out',
      notebook:
        'Computes that a stride of 2 and a padding of 1 give 11 places. They give (27 − 5 + 2) / 2 + 1 = 13.',
      consequence: 'No harm by itself: behind the pooling that would be 6.',
      evidence: [{ where: 'arithmetic' }],
      cell: 'conv2',
      aside: 'conv2',
      change: 'A slip in the text; no cell is built on it.',
    },
    {
      id: 'row-not-tried',
      title: 'The row that was not tried',
      program: 'A stride of 1 and a padding of 2.',
      caffe: 'The same.',
      notebook: 'Tries a stride of 2 with padding 1, and a stride of 1 without, and stops there.',
      consequence:
        'Once its author knew better, it seems: the version with two towers in the same repository has a padding of 2 before this convolution, commented out.',
      evidence: [layersFile(69, 'conv2a, padding'), caffe(110, 'conv2, pad'), twin('alexnet_og.py', 26)],
      cell: 'conv2',
      aside: 'conv2',
      change: 'What it would have found is the next switch.',
    },
    {
      id: 'padding',
      title: 'No padding',
      paper: 'From 27 wide to 27 wide: a padding of 2.',
      program: 'A padding of 2.',
      caffe: 'A padding of 2.',
      notebook: 'None: 27 become 23.',
      consequence: 'Everything behind it is smaller, and the first dense layer has 11,534,336 weights less.',
      evidence: [paper('caption of figure 2'), layersFile(69, 'conv2a, padding'), caffe(110, 'conv2, pad')],
      cell: 'conv2',
      aside: 'conv2',
      change: {
        toward: 'paper',
        label: 'A padding of 2 in the second convolution',
        edits: [{ cell: 'conv2', within: "name: 'Conv2'", off: "padding: 'valid'", on: "padding: 'same'" }],
      },
    },
    {
      id: 'ring',
      title: 'A ring of zeros to make it fit',
      paper: 'Its third convolution pads 13 to 15.',
      program: 'A padding of 1 in the third, fourth and fifth convolution.',
      caffe: 'The same.',
      notebook:
        'Adds a ring of zeros around 11 to have 13, and so does without the padding of the third convolution. For the fourth and fifth the padding is a layer of its own.',
      consequence:
        'As an option of the convolutions, padding is the same arithmetic in three rows less. With the second convolution as it is, it leaves all numbers as they were.',
      evidence: [layersFile(139, 'conv3a, padding'), caffe(166, 'conv3, pad')],
      cell: 'conv2',
      aside: 'conv2',
      change: {
        toward: 'paper',
        label: 'Padding in the convolutions, and no rings of zeros',
        edits: [
          ...(['conv2', 'pad3', 'conv4-conv5'] as const).map((cell) => ({
            cell,
            off: 'model.add(tf.layers.zeroPadding2d({ padding: 1, dataFormat }));',
            on: '// model.add(tf.layers.zeroPadding2d({ padding: 1, dataFormat }));',
          })),
          ...(
            [
              ['conv3', 'Conv3'],
              ['conv4-conv5', 'Conv4'],
              ['conv4-conv5', 'Conv5'],
            ] as const
          ).map(([cell, layer]) => ({
            cell,
            within: `name: '${layer}'`,
            off: "padding: 'valid'",
            on: "padding: 'same'",
          })),
        ],
      },
    },
  ],
};

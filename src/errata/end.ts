import type { Part } from './departure';
import { caffe, layersFile, paper, twin } from './evidence';
import { SCORES } from './scores';

export const end: Part = {
  id: 'end',
  title: 'The dense layers and the end',
  departures: [
    {
      id: 'dropout-40',
      title: 'Forty percent',
      paper: 'Half of the units are dropped in each of the two hidden dense layers.',
      program: 'keep=0.5 behind both.',
      caffe: '0.5 behind both.',
      notebook: '0.5 behind the first, 0.4 behind the second.',
      evidence: [
        paper('section 4.2'),
        layersFile(286, 'hs2a, keep'),
        caffe(340, 'drop7, dropout_ratio'),
        twin('alexnet_og.py', 47),
      ],
      cell: 'fc7',
      aside: 'fc6-fc7',
      change: {
        toward: 'paper',
        label: 'Dropout of one half behind FC7',
        edits: [{ cell: 'fc7', off: 'rate: 0.4', on: 'rate: 0.5' }],
      },
    },
    {
      id: 'dropout-scale',
      title: 'Scaled in training, not in prediction',
      paper: 'Halves the outputs of both layers when the network is used.',
      caffe: 'Doubles what is left in training, and does nothing in prediction.',
      notebook: 'As Keras: scales in training, and does nothing in prediction.',
      consequence:
        'On average the next layer gets the same either way. But weights that were trained one way do not suit the other.',
      evidence: [paper('section 4.2')],
      cell: 'fc6',
      change: 'It is inside Keras’s layer: no option changes it.',
    },
    {
      id: 'relu-logits',
      title: 'ReLU on the scores',
      paper: 'Says that ReLU follows every fully connected layer; softmax takes the output of the last.',
      program: 'The last layer has no ReLU.',
      caffe: 'The last layer has no ReLU.',
      notebook: 'ReLU on the thousand scores, before the softmax.',
      consequence:
        'No score can fall below zero, and where the right class has a negative one, the right class learns nothing from the photograph.',
      evidence: [
        paper('section 3.5, second paragraph'),
        layersFile(294, 'fc1000, without neuron'),
        caffe(343, 'fc8'),
        twin('alexnet_og.py', 49),
      ],
      cell: 'softmax',
      aside: 'softmax',
      change: {
        toward: 'paper',
        label: 'No ReLU on the scores',
        edits: [
          {
            cell: 'softmax',
            off: "model.add(tf.layers.activation({ activation: 'relu' }));",
            on: "// model.add(tf.layers.activation({ activation: 'relu' }));",
          },
        ],
      },
    },
    {
      id: 'dropout-logits',
      title: 'Dropout on the scores',
      paper: 'Dropout in the first two fully connected layers.',
      program: 'None behind the last layer.',
      caffe: 'None behind the last layer.',
      notebook: 'Drops half of the thousand scores.',
      consequence:
        'With the ReLU before it, the loss in training cannot fall below ln(1,000) / 2 = 3.454 on average.',
      evidence: [paper('section 4.2'), layersFile(301, 'probs, after fc1000'), caffe(343, 'fc8')],
      cell: 'softmax',
      aside: 'softmax',
      change: {
        toward: 'paper',
        label: 'No dropout on the scores',
        edits: [
          {
            cell: 'softmax',
            off: 'model.add(tf.layers.dropout({ rate: 0.5 }));',
            on: '// model.add(tf.layers.dropout({ rate: 0.5 }));',
          },
        ],
      },
    },
    {
      id: 'one-more-layer',
      title: 'One layer more for other classes',
      paper: 'One layer of as many units as there are classes.',
      program: 'The same.',
      caffe: 'The same.',
      notebook: 'Puts another dense layer on top of the thousand if there are not a thousand classes.',
      consequence: 'With a thousand classes there is no difference.',
      evidence: [paper('section 3.5')],
      cell: 'softmax',
      aside: 'softmax',
      change: {
        toward: 'paper',
        label: 'One last layer for any number of classes',
        edits: [
          { cell: 'softmax', within: SCORES, off: 'units: 1000', on: 'units: nClasses' },
          {
            cell: 'softmax',
            off: 'if (nClasses !== 1000) {\n  model.add(tf.layers.dense({ units: nClasses }));\n}',
            on: '// The layer above has a unit for each class.',
          },
        ],
      },
    },
    {
      id: 'rotation',
      title: 'Kernels turned before they have learned',
      notebook: 'Turns all kernels by 180 degrees, as one did with weights that came from another library.',
      consequence: 'They are random numbers, and are the same kind of random numbers afterwards.',
      evidence: [twin('alexnet_reference.py', 66)],
      cell: 'rotate',
      aside: 'whole-network',
      change: {
        toward: 'paper',
        label: 'Kernels stay as they are drawn',
        edits: [
          {
            cell: 'rotate',
            off: '  convertAllKernelsInModel(model);',
            on: '  // convertAllKernelsInModel(model);',
          },
        ],
      },
    },
    {
      id: 'lost-load',
      title: 'The line that was lost',
      notebook:
        'In another file of the repository the turning stands right behind a line that loads trained weights. The notebook kept the one and lost the other.',
      evidence: [twin('alexnet_reference.py', 64), twin('alexnet_reference.py', 66)],
      cell: 'rotate',
      aside: 'whole-network',
      change: 'The line is not there, and neither are the weights that it loaded.',
    },
  ],
};

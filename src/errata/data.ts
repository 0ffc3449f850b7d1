import type { Part } from './departure';
import { page, paper, parametersFile, script, twin } from './evidence';

const noData = 'No cell of the notebook touches the data.';
const caffeReadme = page(
  'the readme of Caffe’s bvlc_alexnet',
  'https://github.com/BVLC/caffe/blob/master/models/bvlc_alexnet/readme.md',
);

export const data: Part = {
  id: 'data',
  title: 'Data and tests',
  departures: [
    {
      id: 'crops',
      title: 'No pieces and no mirror images',
      paper: 'Random pieces of 224 pixels out of 256, and their mirror images: 2,048 times as many pictures.',
      program: 'A random place out of 33 in each direction, and a mirror image half of the time.',
      caffe: 'Random pieces of 227 pixels, and mirror images.',
      notebook: 'Photographs as they come.',
      evidence: [paper('section 4.1'), script('convdata.py', 253)],
      cell: 'train',
      aside: 'train',
      change: `${noData} Chapter 11 cuts and mirrors with photographCrops.`,
    },
    {
      id: 'colours',
      title: 'No changed colours',
      paper:
        'Adds a random amount of the three main directions in which colours vary: more than a point of accuracy.',
      program: 'The same, with a noise of 0.1, until epoch 67.',
      caffe: 'Leaves it out, and says so.',
      notebook: 'Leaves it out.',
      evidence: [paper('section 4.1'), parametersFile(178, 'color noise'), caffeReadme],
      cell: 'train',
      aside: 'train',
      change: noData,
    },
    {
      id: 'ten-crops',
      title: 'No test on ten pieces',
      paper: 'Averages the answers to ten pieces of a photograph.',
      program: 'The same.',
      caffe: 'Reports the middle piece alone, and says so.',
      notebook: 'There is no test.',
      evidence: [paper('section 4.1'), caffeReadme],
      cell: 'train',
      aside: 'train',
      change: noData,
    },
    {
      id: 'no-validation',
      title: 'Nothing to validate with',
      paper: 'Lowers the rate when the error on validation photographs stops falling.',
      program: 'Tests on validation photographs as it goes.',
      caffe: 'The same.',
      notebook: 'Gives fit no validation data, so one could not see when to lower the rate.',
      consequence: 'In another file of the repository a fifth of the data is held back, in a comment.',
      evidence: [paper('section 5'), twin('alexnet_reference.py', 61)],
      cell: 'train',
      change: 'The line is a comment. Chapter 11 holds pieces back.',
    },
    {
      id: 'one-array',
      title: '792 gigabytes in one array',
      paper:
        'Makes the altered photographs of the next batch on the processor while the cards train, and stores none of them.',
      program: 'Reads batches from files.',
      caffe: 'Reads from a database.',
      notebook: 'Asks for all photographs in one array.',
      consequence: '1,281,167 photographs of 3 · 227 · 227 numbers of four bytes each are 792 gigabytes.',
      evidence: [paper('section 4.1'), { where: 'arithmetic' }],
      cell: 'train',
      change: 'It is a sentence, and not code.',
    },
  ],
};

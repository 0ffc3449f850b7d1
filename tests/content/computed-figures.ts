import type { Conv2D, Network } from '../../src/model/layer';
import {
  notebookLayers,
  notebookNetwork,
  type NotebookCell,
  notebookThrough,
} from '../../src/model/networks';
import { paperNetwork, torchvisionNetwork } from '../../src/model/family/reference-networks';
import { CLOTHES_COUNTS, CLOTHES_SIDE } from '../../src/model/clothes';
import { conv2d, dense, flatten, maxPooling2d } from '../../src/model/make-layer';
import { type Row, rows } from '../../src/model/rows';
import { bandOf } from '../../src/widgets/seeds/band';
import { highestClimb } from '../../src/widgets/recorded-curve/curve';
import recorded from '../../src/widgets/recorded-curve/recorded.json';
import measured from '../../src/widgets/seeds/measured.json';

const notebook = notebookNetwork();
const paper = paperNetwork();
const ungrouped = paperNetwork({ groups: 1 });
const narrow = notebookNetwork({ width: 1 / 8, nClasses: 12, linearLogits: true });
/** The network of chapter 11's cell "clothes". */
const ofClothes: Network = {
  name: 'clothes',
  inputShape: [1, CLOTHES_SIDE, CLOTHES_SIDE],
  layers: [
    conv2d('a', 16, 5),
    maxPooling2d('b', 2),
    conv2d('c', 32, 3, { padding: 'same' }),
    maxPooling2d('d', 2),
    flatten('e'),
    dense('f', 128),
    dense('g', 10),
  ],
};
const lastEpoch = bandOf(measured).at(-1) ?? { lowest: 0, mean: 0, highest: 0 };

const of = (name: string, network: Network = notebook): Row => {
  const row = rows(network).find(({ layer }) => layer.name === name);
  if (!row) throw new Error(`There is no layer "${name}".`);
  return row;
};
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const parameters = (network: Network) => sum(rows(network).map((row) => row.parameters));
const through = (cell: NotebookCell) => parameters(notebookThrough(cell));
const multiplyAdds = (network: Network) => sum(rows(network).map((row) => row.multiplyAdds));
const size = ({ output }: Row) => output.reduce((a, b) => a * b, 1);
const width = (row: Row) => row.output.at(-1) ?? 0;
const weighted = (network: Network) => rows(network).filter((row) => row.parameters > 0);
const convolutions = (network: Network) => rows(network).filter(({ layer }) => layer.type === 'conv2d');
const share = (name: string) => (100 * of(name).parameters) / parameters(notebook);
const millions = (name: string) => of(name).multiplyAdds / 1e6;

/** The notebook with one convolution changed, as the exercises ask for it. */
function changed(name: string, change: Partial<Conv2D>): Network {
  const layers = notebook.layers.map((layer) =>
    layer.name === name && layer.type === 'conv2d' ? { ...layer, ...change } : layer,
  );
  return { ...notebook, layers };
}

const strideTwo = changed('Conv1', { strides: [2, 2] });
const samePadding = changed('Conv2', { padding: 'same' });
const withoutPad3 = {
  ...notebook,
  layers: notebook.layers.filter(({ name }) => name !== 'zero_padding2d_26'),
};

const softmax = (scores: readonly number[], index: number) =>
  Math.exp(scores[index] ?? NaN) / sum(scores.map(Math.exp));
const lrnAlone = (a: number) => a / (2 + 1e-4 * a * a) ** 0.75;
const firstName = (cell: NotebookCell) => Number(notebookLayers()[cell]?.[0]?.name.split('_')[1]);

const trainingPhotographs = 1_281_167;
const epoch = Math.ceil(trainingPhotographs / 128);
const kerasRate = (update: number) => 0.01 / (1 + 0.0005 * update);
/** Width after a 5 by 5 convolution over 27. */
const conv2Width = (stride: number, padding: number) => Math.floor((27 - 5 + 2 * padding) / stride) + 1;
const pooled = (before: number) => Math.floor((before - 3) / 2) + 1;
const glorot = Math.sqrt(6 / (11 * 11 * (3 + 96)));
/** The program's, of the run for 2012 (layer-params-145.cfg). */
const authorsRates = [
  { rate: 0.01, epochs: 25 },
  { rate: 0.001, epochs: 51 - 25 },
  { rate: 0.0001, epochs: 79 - 51 },
  { rate: 0.00001, epochs: 90 - 79 },
];
/** How many epochs at 0.01 the rates of ninety epochs are worth. */
const authorsWorth = sum(authorsRates.map(({ rate, epochs }) => (rate / 0.01) * epochs));
const kerasWorth = sum(Array.from({ length: 90 * epoch }, (_, update) => kerasRate(update))) / 0.01 / epoch;
/** Glorot's deviation over the paper's 0.01, layer by layer. */
const overPaper = rows(notebook).flatMap(({ layer, input, output }) => {
  if (layer.type === 'conv2d') {
    const window = layer.kernelSize[0] * layer.kernelSize[1];
    return [Math.sqrt(2 / (window * ((input[0] ?? NaN) + layer.filters))) / 0.01];
  }
  return layer.type === 'dense' ? [Math.sqrt(2 / ((input[0] ?? NaN) + (output[0] ?? NaN))) / 0.01] : [];
});
const outputs = (layers: readonly Row[]) => sum(layers.map(size));
const convolutional = rows(notebook).filter(({ output }) => output.length === 3);

/**
 * The figures of each chapter as its text shows them, and what they are by the model of the network or by the
 * formula they illustrate.
 */
export const computed: Record<string, Record<string, number>> = {
  setup: {
    '50,844,008': parameters(notebook),
    '153': 154 - 1,
  },
  conv1: {
    '34,944': of('Conv1').parameters,
    '55': width(of('Conv1')),
    '363': of('Conv1').multiplyAdds / size(of('Conv1')),
    '154,587': 3 * 227 * 227,
    '45': (154_587 * size(of('Conv1'))) / 1e9,
    '290,400': size(of('Conv1')),
    '126,881,792': of('FC6', strideTwo).parameters,
    '54': Math.floor((224 - 11) / 4) + 1,
    '150,528': 224 * 224 * 3,
  },
  'relu-lrn-pooling': {
    '96': of('MaxPool').output[0] ?? 0,
    '27': width(of('MaxPool')),
    '55': width(of('Conv1')),
    '45.8': lrnAlone(400),
    '0.00002': 0.0001 / 5,
    '290,400': size(of('LRN1')),
    '76': firstName('lrn1') - 1,
    '28': Math.ceil((55 - 2) / 2) + 1,
  },
  conv2: {
    '13': pooled(conv2Width(1, 2)),
    '27': conv2Width(1, 2),
    '23': width(of('Conv2')),
    '11': width(of('MaxPool2')),
    '25': conv2Width(1, 1),
    '12': conv2Width(2, 0),
    '14': conv2Width(2, 2),
    '28': (100 * (13 ** 2 - 11 ** 2)) / 13 ** 2,
    '6,400': size(of('flatten_7')),
    '9,216': size(of('flatten', paper)),
    '15': width(of('zero_padding2d_25', samePadding)),
    '62,378,344': parameters(samePadding),
  },
  conv3: {
    '11': width(of('Conv3')),
    '67': of('zero_padding2d_25').receptiveField?.[0] ?? 0,
    '16': of('zero_padding2d_25').receptiveFieldStride?.[0] ?? 0,
    '885,120': of('Conv3').parameters,
    '13': width(of('zero_padding2d_26')),
    '40': 11 ** 2 - 9 ** 2,
    '121': width(of('Conv3')) ** 2,
    '1,534,720': through('pad3'),
    '2,304': 3 * 3 * 256,
    '6,400': size(of('flatten_7')),
    '16,781,312': of('FC6', withoutPad3).parameters,
  },
  'conv4-conv5': {
    '3,747,200': through('conv4-conv5'),
    '16': of('Conv3').receptiveFieldStride?.[0] ?? 0,
    '25': width(of('MaxPool3')) ** 2,
    '195': of('MaxPool3').receptiveField?.[0] ?? 0,
    '34,944': of('Conv1').parameters,
    '614,656': of('Conv2').parameters,
    '885,120': of('conv3', paper).parameters,
    '1,327,488': of('Conv4').parameters,
    '884,992': of('Conv5').parameters,
    '307,456': of('conv2', paper).parameters,
    '663,936': of('conv4', paper).parameters,
    '442,624': of('conv5', paper).parameters,
    '2,334,080': sum(convolutions(paper).map((row) => row.parameters)),
    '1,840,672': outputs(rows(notebook)),
    '942': (outputs(rows(notebook)) * 128 * 4) / 1e6,
    '203': sum(rows(notebook).map((row) => row.weightBytes)) / 1e6,
    '610': (3 * sum(rows(notebook).map((row) => row.weightBytes))) / 1e6,
    '1.4': (3_747_200 - sum(convolutions(paper).map((row) => row.parameters))) / 1e6,
    '49,430,888':
      parameters(notebook) - through('conv4-conv5') + sum(convolutions(paper).map((row) => row.parameters)),
    '13': width(of('zero_padding2d_27')),
    '11': width(of('Conv5')),
    '4,096': of('FC6').output[0] ?? 0,
  },
  'fc6-fc7': {
    '3,747,200': through('conv4-conv5'),
    '42,999,808': of('FC6').parameters + of('FC7').parameters,
    '25': width(of('MaxPool3')) ** 2,
    '51.6': share('FC6'),
    '50,844,008': parameters(notebook),
    '105': of('FC6').weightBytes / 1e6,
    '26,214,400': of('FC6').multiplyAdds,
    '98': (100 * outputs(convolutional)) / outputs(rows(notebook)),
    '11,534,336': of('fc6', paper).parameters - of('FC6').parameters,
  },
  softmax: {
    '0.245': softmax([2, 1, 0], 1),
    '0.090': softmax([2, 1, 0], 2),
    '999': size(of('dense_17')) - 1,
  },
  'whole-network': {
    '50,844,008': parameters(notebook),
    '29': notebook.layers.length,
    '93': share('FC6') + share('FC7') + share('dense_17'),
    '94': (100 * sum(convolutions(notebook).map((row) => row.multiplyAdds))) / multiplyAdds(notebook),
    '34,944': of('Conv1').parameters,
    '614,656': of('Conv2').parameters,
    '885,120': of('Conv3').parameters,
    '1,327,488': of('Conv4').parameters,
    '884,992': of('Conv5').parameters,
    '26,218,496': of('FC6').parameters,
    '16,781,312': of('FC7').parameters,
    '4,097,000': of('dense_17').parameters,
    '0.1': share('Conv1'),
    '1.2': share('Conv2'),
    '1.7': (share('Conv3') + share('Conv5')) / 2,
    '2.6': share('Conv4'),
    '51.6': share('FC6'),
    '33.0': share('FC7'),
    '8.1': share('dense_17'),
    '105.4': millions('Conv1'),
    '325.0': millions('Conv2'),
    '107.1': (millions('Conv3') + millions('Conv5')) / 2,
    '160.6': millions('Conv4'),
    '26.2': millions('FC6'),
    '16.8': millions('FC7'),
    '4.1': millions('dense_17'),
    '852.2': multiplyAdds(notebook) / 1e6,
    '203': sum(rows(notebook).map((row) => row.weightBytes)) / 1e6,
    '60,965,224': parameters(paper),
    '62,378,344': parameters(ungrouped),
    '61,100,840': parameters(torchvisionNetwork()),
    '6,400': size(of('flatten_7')),
    '9,216': size(of('flatten', paper)),
    '55': width(of('Conv1')),
    '96': of('Conv1').output[0] ?? 0,
    '253,440': 55 * 48 * 96,
    '659,272': sum(weighted(paper).map(size)),
    '622,312': sum(weighted(paper).map(size)) - size(of('conv1', paper)) + 253_440,
  },
  compile: {
    '29': notebook.layers.length,
    '0.665': softmax([2, 1, 0], 0),
    '0.245': softmax([2, 1, 0], 1),
    '0.090': softmax([2, 1, 0], 2),
    '0.755': 1 - softmax([2, 1, 0], 1),
    '0.00025': 0.0005 / 2,
    '10,010': epoch,
    '15': trainingPhotographs % 128,
    '100,100': 10 * epoch,
    '900,900': 90 * epoch,
    '51': 0.01 / kerasRate(10 * epoch),
    '126': 0.01 / kerasRate(25 * epoch),
    '1.2': kerasWorth,
    '27.9': authorsWorth,
    '23': authorsWorth / kerasWorth,
    '1.3': overPaper[0] ?? NaN,
    '1.4': Math.min(...overPaper.slice(1)),
    '2.0': Math.max(...overPaper.slice(1)),
    '49': overPaper.reduce((a, b) => a * b),
    '2,304': 3 * 3 * 256,
    '2,000': (0.01 / 0.005 - 1) / 0.0005,
    '0.005': kerasRate(2000),
    '0.00167': kerasRate(epoch),
    '0.000196': kerasRate(10 * epoch),
    '0.000022': kerasRate(90 * epoch),
    '0.0129': glorot / Math.sqrt(3),
  },
  train: {
    '2,048': (256 - 224) ** 2 * 2,
    '32': 256 - 224,
    '33': 256 - 224 + 1,
    '2,178': (256 - 224 + 1) ** 2 * 2,
    '192': 12 * 16,
    '10,010': epoch,
    '69': ((0.2724 + 0.2637 + 0.2761) / 3) * 255,
    '4.6': 100 * (1 - kerasRate(12 * 8) / 0.01),
    '0.05': Math.max(...recorded.runs.map(highestClimb)),
    '792': (trainingPhotographs * 3 * 227 * 227 * 4) / 1e9,
    '96': of('Conv1').output[0] ?? 0,
    '24': 192 / 8,
    '512': size(of('FC6', narrow)),
    '4,096': size(of('FC6')),
    '741,436': parameters(narrow),
    '34': multiplyAdds(notebook) / multiplyAdds(narrow),
    '51': parameters(notebook) / 1e6,
    '2.485': Math.log(12),
    '58': ((0.229 + 0.224 + 0.225) / 3) * 255,
    '852.2': multiplyAdds(notebook) / 1e6,
    '2,000': CLOTHES_COUNTS.train,
    '500': CLOTHES_COUNTS.test,
    '28': CLOTHES_SIDE,
    '153,930': parameters(ofClothes),
    '85.6': 100 * lastEpoch.lowest,
    '86.8': 100 * lastEpoch.mean,
    '87.2': 100 * lastEpoch.highest,
    // Of a share p of n pictures: the root of p (1 - p) / n.
    '1.5': 100 * Math.sqrt((lastEpoch.mean * (1 - lastEpoch.mean)) / CLOTHES_COUNTS.test),
  },
};

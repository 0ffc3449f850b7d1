import { expect, test } from 'vitest';
import { departures } from '../../src/errata/departures';
import { paperNetwork } from '../../src/model/family/reference-networks';
import { notebookNetwork } from '../../src/model/networks';
import { rows, type Row } from '../../src/model/rows';
import { figuresOf } from './figures-of';

/** From the paper, the authors' program, Caffe, the notebook and its repository. */
const CITED =
  '224 227 11 55 96 48 128 0.0001 0.001 0.00002 27 192 0.5 0.4 0.01 0.03 0.005 0.02 0.1 0.0005 10 25 51 79 91 23 78 93 100,000 0.00025 67 256 255 384 33 180';

const weighted = (all: Row[]) => all.filter(({ parameters }) => parameters > 0);
const notebook = rows(notebookNetwork());
const paper = rows(paperNetwork());
const size = (row: Row | undefined) => (row?.output ?? []).reduce((product, side) => product * side, 1);
const flat = (all: Row[]) => size(all.find(({ layer }) => layer.type === 'flatten'));

/** How wide Glorot's rule draws each layer, over the paper's 0.01. */
const glorot = weighted(notebook).map(({ layer, input, output }) => {
  const square = layer.type === 'conv2d' ? layer.kernelSize[0] * layer.kernelSize[1] : 1;
  return Math.sqrt(2 / (square * ((input[0] ?? 0) + (output[0] ?? 0)))) / 0.01;
});

const COMPUTED: Readonly<Record<string, number>> = {
  '186,624': size(weighted(paper)[1]),
  '9,216': flat(paper),
  '6,400': flat(notebook),
  '13': paper.find(({ layer }) => layer.name === 'pool2')?.output[1] ?? 0,
  '15': (paper.find(({ layer }) => layer.name === 'pool2')?.output[1] ?? 0) + 2,
  '213': 224 - 11,
  '11,534,336': Math.abs((weighted(paper)[5]?.parameters ?? 0) - (weighted(notebook)[5]?.parameters ?? 0)),
  '1.3': Math.min(...glorot),
  '2.0': Math.max(...glorot),
  '49': glorot.reduce((product, each) => product * each, 1),
  '3.454': Math.log(1000) / 2,
  '16.118': -Math.log(1e-7),
  '792': (1_281_167 * 3 * 227 * 227 * 4) / 1e9,
  '1,281,167': 1_281_167,
  '2,048': 32 * 32 * 2,
  '1,000': size(notebook.at(-1)),
};

const texts = departures
  .map(({ title, paper: printed, program, caffe, notebook: own, consequence, change }) =>
    [
      title,
      printed,
      program,
      caffe,
      own,
      consequence,
      typeof change === 'string' ? change : change.label,
    ].join(' '),
  )
  .join(' ');

function halfStep(shown: string): number {
  return 0.5 * 10 ** -(shown.split('.')[1]?.length ?? 0);
}

test.each(Object.entries(COMPUTED))('%s', (figure, value) => {
  expect(figuresOf(texts)).toContain(figure);
  expect(Math.abs(Number(figure.replaceAll(',', '')) - value)).toBeLessThanOrEqual(halfStep(figure));
});

test('no other figure stands in the entries', () => {
  const known = [...Object.keys(COMPUTED), ...CITED.split(' ')];
  expect(figuresOf(texts).filter((figure) => !known.includes(figure))).toEqual([]);
  expect(CITED.split(' ').filter((figure) => !figuresOf(texts).includes(figure))).toEqual([]);
});

test('after one pass through ImageNet the notebook’s rate has fallen to a sixth', () => {
  const updates = Math.ceil(1_281_167 / 128);
  expect(1 / (1 + 0.0005 * updates)).toBeCloseTo(1 / 6, 2);
});

test('four windows of five among 96 channels cross the seam between the 48th and the next', () => {
  const crossing = Array.from({ length: 96 }, (_, i) => i).filter((i) => i - 2 < 48 && i + 2 >= 48);
  expect(crossing).toHaveLength(4);
});

test('a deviation of 0.01 leaves an eighth of the variance in the third convolution, 0.03 all of it', () => {
  const inputs = 3 * 3 * 256;
  expect((inputs * 0.01 ** 2) / 2).toBeCloseTo(1 / 8, 1);
  expect((inputs * 0.03 ** 2) / 2).toBeCloseTo(1, 1);
});

import type { LayerCase } from './layer-case';
import { at, type Numbers, numbers, sum } from './numbers';

const IMAGE = [2, 3, 2, 4];

function elementwise(maker: string, merge: (...values: number[]) => number): LayerCase[] {
  const plainLoops = (inputs: readonly Numbers[]): Numbers =>
    numbers(inputs[0]!.shape, (...index) => merge(...inputs.map((x) => at(x, ...index))));
  return [
    { maker, inputs: [IMAGE, IMAGE, IMAGE], first: {}, plainLoops },
    {
      maker,
      trying: 'a row for every line',
      inputs: [
        [2, 3, 4],
        [2, 1, 4],
      ],
      first: null,
      plainLoops: ([a, b]) => numbers(a!.shape, (n, i, j) => merge(at(a!, n, i, j), at(b!, n, 0, j))),
    },
  ];
}

const dot = (a: readonly number[], b: readonly number[], at: (n: number, i: number, j: number) => number) =>
  numbers([a[0]!, a[1]!, b[1]!], at);

function length(x: Numbers, n: number): number {
  return Math.sqrt(sum([x.shape[1]!], (i) => at(x, n, i) ** 2));
}

export const MERGES: readonly LayerCase[] = [
  ...elementwise('add', (...values) => values.reduce((a, b) => a + b)),
  ...elementwise('average', (...values) => values.reduce((a, b) => a + b) / values.length),
  ...elementwise('multiply', (...values) => values.reduce((a, b) => a * b)),
  ...elementwise('maximum', Math.max),
  ...elementwise('minimum', Math.min),
  {
    maker: 'concatenate',
    options: { axis: -1 },
    inputs: [
      [2, 3, 2, 4],
      [2, 3, 2, 1],
    ],
    first: { axis: 1 },
    plainLoops: ([a, b]) =>
      numbers([2, 3, 2, 5], (n, i, j, c) => (c < 4 ? at(a!, n, i, j, c) : at(b!, n, i, j, c - 4))),
  },
  {
    maker: 'concatenate',
    trying: 'along an axis in the middle',
    options: { axis: 1 },
    inputs: [
      [2, 3, 4],
      [2, 2, 4],
    ],
    first: null,
    plainLoops: ([a, b]) => numbers([2, 5, 4], (n, i, j) => (i < 3 ? at(a!, n, i, j) : at(b!, n, i - 3, j))),
  },
  {
    maker: 'concatenate',
    trying: 'along the last axis but one',
    options: { axis: -2 },
    inputs: [
      [2, 3, 4],
      [2, 2, 4],
    ],
    first: null,
    plainLoops: ([a, b]) => numbers([2, 5, 4], (n, i, j) => (i < 3 ? at(a!, n, i, j) : at(b!, n, i - 3, j))),
  },
  {
    maker: 'dot',
    options: { axes: -1 },
    inputs: [
      [3, 4],
      [3, 4],
    ],
    first: null,
    plainLoops: ([a, b]) => numbers([3, 1], (n) => sum([4], (i) => at(a!, n, i) * at(b!, n, i))),
  },
  {
    maker: 'dot',
    trying: 'of unit length',
    options: { axes: 1, normalize: true },
    inputs: [
      [3, 4],
      [3, 4],
    ],
    first: null,
    plainLoops: ([a, b]) =>
      numbers([3, 1], (n) => sum([4], (i) => at(a!, n, i) * at(b!, n, i)) / (length(a!, n) * length(b!, n))),
  },
  {
    maker: 'dot',
    trying: 'of sequences',
    options: { axes: [2, 2] },
    inputs: [
      [2, 3, 4],
      [2, 5, 4],
    ],
    first: null,
    plainLoops: ([a, b]) =>
      dot(a!.shape, b!.shape, (n, i, j) => sum([4], (k) => at(a!, n, i, k) * at(b!, n, j, k))),
  },
  {
    maker: 'dot',
    trying: 'of sequences over their steps',
    options: { axes: 1 },
    inputs: [
      [2, 3, 4],
      [2, 3, 5],
    ],
    first: null,
    plainLoops: ([a, b]) =>
      numbers([2, 4, 5], (n, i, j) => sum([3], (k) => at(a!, n, k, i) * at(b!, n, k, j))),
  },
];

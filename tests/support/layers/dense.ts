/** Products with a matrix, and what changes nothing but the order or the number of what is there. */
import type { LayerCase } from './layer-case';
import { at, map, type Numbers, numbers, sum, transpose } from './numbers';
import { addBias } from './windows';

/** Over the last axis. */
export function product(x: Numbers, kernel: Numbers): Numbers {
  const [into = 0, units = 0] = kernel.shape;
  return numbers([...x.shape.slice(0, -1), units], (...index) =>
    sum([into], (i) => at(x, ...index.slice(0, -1), i) * at(kernel, i, index.at(-1)!)),
  );
}

export const DENSE: readonly LayerCase[] = [
  {
    maker: 'dense',
    options: { units: 3, activation: 'sigmoid' },
    inputs: [[4, 5]],
    first: null,
    plainLoops: ([x], [kernel, bias]) =>
      map(addBias(product(x!, kernel!), bias!), (v) => 1 / (1 + Math.exp(-v))),
  },
  {
    maker: 'dense',
    trying: 'a sequence',
    options: { units: 3, useBias: false },
    inputs: [[2, 4, 5]],
    first: null,
    plainLoops: ([x], [kernel]) => product(x!, kernel!),
  },
  {
    maker: 'embedding',
    options: { inputDim: 5, outputDim: 3 },
    inputs: [[2, 4]],
    wholeBelow: 5,
    first: null,
    plainLoops: ([x], [table]) => numbers([2, 4, 3], (n, t, i) => at(table!, at(x!, n, t), i)),
  },
  {
    maker: 'permute',
    options: { dims: [3, 1, 2] },
    inputs: [[2, 3, 4, 5]],
    first: null,
    plainLoops: ([x]) => transpose(x!, [0, 3, 1, 2]),
  },
  {
    maker: 'reshape',
    options: { targetShape: [4, -1] },
    inputs: [[2, 3, 8]],
    first: null,
    plainLoops: ([x]) => ({ shape: [2, 4, 6], values: x!.values }),
  },
  {
    maker: 'repeatVector',
    options: { n: 3 },
    inputs: [[2, 4]],
    first: null,
    plainLoops: ([x]) => numbers([2, 3, 4], (n, _, i) => at(x!, n, i)),
  },
  {
    maker: 'masking',
    options: { maskValue: 0 },
    inputs: [[2, 3, 4]],
    first: null,
    // A step is masked where all of its numbers are 0: none is, by chance.
    plainLoops: ([x]) => x!,
  },
  {
    maker: 'timeDistributed',
    options: (layers) => ({ layer: layers.dense({ units: 3 }) }),
    inputs: [[2, 4, 5]],
    first: null,
    plainLoops: ([x], [kernel, bias]) => addBias(product(x!, kernel!), bias!),
  },
];

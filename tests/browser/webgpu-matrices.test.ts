import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { registerWebGPUKernels } from '../../src/engine/webgpu/register';
import { relativeError, someNumbers } from '../support/numbers';
import { onWebGPU } from './on-webgpu';

interface Example {
  /** The dimensions before the last two, of a and of b. */
  before?: [number[], number[]];
  rows: number;
  inner: number;
  columns: number;
}

const straight: Example[] = [
  { rows: 1, inner: 5, columns: 1 },
  // A dense layer for one photograph, and for a few: read in one pass, or in tiles.
  { rows: 1, inner: 133, columns: 36 },
  { rows: 4, inner: 260, columns: 8 },
  { rows: 24, inner: 100, columns: 40 },
  // More than one part of the inner axis.
  { rows: 6, inner: 1030, columns: 12 },
  {
    before: [
      [2, 3],
      [2, 3],
    ],
    rows: 4,
    inner: 8,
    columns: 4,
  },
  { before: [[4], [1]], rows: 3, inner: 4, columns: 8 },
  { before: [[], [2]], rows: 3, inner: 300, columns: 5 },
  { before: [[1, 1], [3]], rows: 2, inner: 5, columns: 5 },
];
const everyWay: Example[] = [
  { rows: 65, inner: 64, columns: 132 },
  { rows: 70, inner: 517, columns: 65 },
];

const cases = [
  ...straight.map((example) => ({ example, transposeA: false, transposeB: false })),
  ...everyWay.flatMap((example) =>
    [false, true].flatMap((transposeA) =>
      [false, true].map((transposeB) => ({ example, transposeA, transposeB })),
    ),
  ),
].map((each) => ({ ...each, name: JSON.stringify(each) }));

onWebGPU();
beforeAll(registerWebGPUKernels);

/** Sums one by one in double precision; b may have the only matrix, or a. */
function plainLoops(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { rows, inner, columns }: Example,
  { transposeA, transposeB }: { transposeA: boolean; transposeB: boolean },
): Float64Array {
  const ofA = a.length / (rows * inner);
  const ofB = b.length / (inner * columns);
  const count = Math.max(ofA, ofB);
  const y = new Float64Array(count * rows * columns);
  for (let n = 0; n < count; n++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let k = 0; k < inner; k++) {
          const atA = (n % ofA) * rows * inner + (transposeA ? k * rows + row : row * inner + k);
          const atB = (n % ofB) * inner * columns + (transposeB ? column * inner + k : k * columns + column);
          y[(n * rows + row) * columns + column]! += a[atA]! * b[atB]!;
        }
  return y;
}

function tensors(
  { before = [[], []], rows, inner, columns }: Example,
  transposeA = false,
  transposeB = false,
) {
  const shapeA = [...before[0], ...(transposeA ? [inner, rows] : [rows, inner])];
  const shapeB = [...before[1], ...(transposeB ? [columns, inner] : [inner, columns])];
  const a = someNumbers(tf.util.sizeFromShape(shapeA), 1);
  const b = someNumbers(tf.util.sizeFromShape(shapeB), 2);
  return { a, b, tensorA: tf.tensor(a, shapeA), tensorB: tf.tensor(b, shapeB) };
}

test.each(cases)('agrees with plain loops: $name', async ({ example, transposeA, transposeB }) => {
  const { a, b, tensorA, tensorB } = tensors(example, transposeA, transposeB);
  const y = tf.matMul(tensorA, tensorB, transposeA, transposeB);
  const before = tf.broadcast_util.assertAndGetBroadcastShape(...(example.before ?? [[], []]));
  expect(y.shape).toEqual([...before, example.rows, example.columns]);
  expect(relativeError(await y.data(), plainLoops(a, b, example, { transposeA, transposeB }))).toBeLessThan(
    5e-6,
  );
  tf.dispose([y, tensorA, tensorB]);
});

test('matrices that do not fit are refused', () => {
  expect(() => tf.matMul(tf.ones([2, 3]), tf.ones([4, 5]))).toThrow('inner shapes (3) and (4)');
});

import type { TensorInfo } from '@tensorflow/tfjs';
import type { Epilogue } from './epilogue';
import { lanesFor, plainMatrix } from './matrix';
import { multiply } from './product';
import { sizeOf, type WebGPURunner } from './program';
import { fewRows, MOST_ROWS } from './few-rows';

export interface MatMulAttributes {
  transposeA: boolean;
  transposeB: boolean;
}

/**
 * Products of the last two dimensions of a and b. Those before are the same in both, or one of the two has a single matrix.
 * @returns null where they are not, where there is nothing to sum, and where WebGPU's limits do not allow it
 */
export function matMul(
  backend: WebGPURunner,
  { a, b, bias }: { a: TensorInfo; b: TensorInfo; bias?: TensorInfo | undefined },
  { transposeA, transposeB }: MatMulAttributes,
  epilogue: Epilogue,
): TensorInfo | null {
  const [rows, inner] = lastTwo(a, transposeA);
  const [, columns] = lastTwo(b, transposeB);
  const before = [a, b].map(({ shape }) => shape.slice(0, -2)) as [number[], number[]];
  const [ofA, ofB] = before.map(sizeOf) as [number, number];
  const same = before[0].join() === before[1].join();
  if (inner === 0 || !(same || ofA === 1 || ofB === 1)) return null;
  const outer = same ? before[0] : wider(...before);
  const outputShape = [...outer, rows, columns];
  const count = sizeOf(outer);

  if (count === 1 && rows <= MOST_ROWS && !transposeA && !transposeB && lanesFor(columns) === 4)
    return fewRows(backend, { a, b, bias }, { rows, columns, inner, outputShape }, epilogue);
  return multiply(
    backend,
    {
      key: `matrices ${transposeA} ${transposeB}`,
      first: plainMatrix(transposeA ? 'outer' : 'inner', lanesFor(transposeA ? rows : inner), {
        line: transposeA ? 'rows' : 'inner',
        matrix: 'firstSize',
      }),
      second: plainMatrix(transposeB ? 'inner' : 'outer', lanesFor(transposeB ? inner : columns), {
        line: transposeB ? 'inner' : 'columns',
        matrix: 'secondSize',
      }),
      rows,
      columns,
      inner,
      count,
      row: 'return product * uniforms.rows + at;',
      outputShape,
      uniforms: { firstSize: ofA === 1 ? 0 : rows * inner, secondSize: ofB === 1 ? 0 : inner * columns },
    },
    { first: a, second: b, bias },
    epilogue,
  );
}

function lastTwo({ shape }: TensorInfo, transposed: boolean): [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

/** Of two shapes, one of which has a single matrix, that which the product has. */
function wider(a: number[], b: number[]): number[] {
  if (sizeOf(a) !== sizeOf(b)) return sizeOf(a) > sizeOf(b) ? a : b;
  return a.length > b.length ? a : b;
}

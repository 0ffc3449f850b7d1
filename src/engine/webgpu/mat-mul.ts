import type { TensorInfo } from '@tensorflow/tfjs';
import { productInfo, type ProductAttributes } from '../own/product-info';
import type { Epilogue } from './epilogue';
import { lanesFor, plainMatrix } from './matrix';
import { multiply } from './product';
import type { WebGPURunner } from './program';
import { fewRows, MOST_ROWS } from './few-rows';

/**
 * Products of the last two dimensions of a and b.
 * @returns null where `productInfo` has none, where there is nothing to sum, and where WebGPU's limits do not allow it
 */
export function matMul(
  backend: WebGPURunner,
  { a, b, bias }: { a: TensorInfo; b: TensorInfo; bias?: TensorInfo | undefined },
  { transposeA = false, transposeB = false }: ProductAttributes,
  epilogue: Epilogue,
): TensorInfo | null {
  const info = productInfo(a, b, { transposeA, transposeB });
  if (!info || [info.rows, info.inner, info.columns, info.count].includes(0)) return null;
  const { rows, inner, columns, outer, count, countA, countB } = info;
  const outputShape = [...outer, rows, columns];

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
      uniforms: {
        firstSize: countA === 1 ? 0 : rows * inner,
        secondSize: countB === 1 ? 0 : inner * columns,
      },
    },
    { first: a, second: b, bias },
    epilogue,
  );
}

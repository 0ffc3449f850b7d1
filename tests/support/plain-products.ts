import type { backend_util } from '@tensorflow/tfjs';

/** Sums one by one, in double precision. */
export function plainMatMul(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  {
    rows,
    sum,
    columns,
    transposed,
  }: { rows: number; sum: number; columns: number; transposed: 'a' | 'b' | null },
): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let i = 0; i < sum; i++) {
        const atA = transposed === 'a' ? i * rows + row : row * sum + i;
        const atB = transposed === 'b' ? column * sum + i : i * columns + column;
        result[row * columns + column]! += a[atA]! * b[atB]!;
      }
  return result;
}

/** A convolution, and what its gradients are for dy. */
export function plainConv2D(
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  dy: ArrayLike<number>,
  info: backend_util.Conv2DInfo,
): { y: Float64Array; dx: Float64Array; dKernel: Float64Array } {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, padInfo } = info;
  const y = new Float64Array(batchSize * outHeight * outWidth * outChannels);
  const dx = new Float64Array(x.length);
  const dKernel = new Float64Array(kernel.length);
  for (let n = 0; n < batchSize; n++)
    for (let p = 0; p < outHeight; p++)
      for (let q = 0; q < outWidth; q++)
        for (let i = 0; i < info.filterHeight; i++)
          for (let j = 0; j < info.filterWidth; j++) {
            const row = p * info.strideHeight + i * info.dilationHeight - padInfo.top;
            const column = q * info.strideWidth + j * info.dilationWidth - padInfo.left;
            if (row < 0 || row >= inHeight || column < 0 || column >= inWidth) continue;
            for (let c = 0; c < inChannels; c++)
              for (let f = 0; f < outChannels; f++) {
                const atY = ((n * outHeight + p) * outWidth + q) * outChannels + f;
                const atX = ((n * inHeight + row) * inWidth + column) * inChannels + c;
                const atKernel = ((i * info.filterWidth + j) * inChannels + c) * outChannels + f;
                y[atY]! += x[atX]! * kernel[atKernel]!;
                dx[atX]! += dy[atY]! * kernel[atKernel]!;
                dKernel[atKernel]! += dy[atY]! * x[atX]!;
              }
          }
  return { y, dx, dKernel };
}

import type { backend_util } from '@tensorflow/tfjs';

/** Kernels as loops in JavaScript, for backends of TensorFlow.js that have the wrong one. Tensors are channels last. */

/** Gives each dy to the largest number of its window, the first if there are several; padding is never the largest. */
export function maxPoolGradient(
  x: Float32Array,
  dy: Float32Array,
  info: backend_util.Conv2DInfo,
): Float32Array {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = info;
  const { strideHeight, strideWidth, filterHeight, filterWidth } = info;
  const dx = new Float32Array(x.length);
  let from = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * strideHeight - padInfo.top;
      const lastRow = Math.min(top + filterHeight, inHeight);
      for (let column = 0; column < outWidth; column++) {
        const left = column * strideWidth - padInfo.left;
        const lastColumn = Math.min(left + filterWidth, inWidth);
        for (let channel = 0; channel < inChannels; channel++) {
          let largest = -1;
          for (let y = Math.max(top, 0); y < lastRow; y++) {
            for (let z = Math.max(left, 0); z < lastColumn; z++) {
              const at = ((image * inHeight + y) * inWidth + z) * inChannels + channel;
              if (largest < 0 || x[at]! > x[largest]!) largest = at;
            }
          }
          dx[largest]! += dy[from++]!;
        }
      }
    }
  }
  return dx;
}

/** Gives each dy to the number that it was copied from. */
export function nearestNeighborGradient(
  dy: Float32Array,
  [batch, outHeight, outWidth, channels]: readonly [number, number, number, number],
  [height, width]: readonly [number, number],
  alignCorners: boolean,
): Float32Array {
  const rows = sources(height, outHeight, alignCorners);
  const columns = sources(width, outWidth, alignCorners);
  const dx = new Float32Array(batch * height * width * channels);
  let from = 0;
  for (let image = 0; image < batch; image++) {
    for (const row of rows) {
      for (const column of columns) {
        const to = ((image * height + row) * width + column) * channels;
        for (let channel = 0; channel < channels; channel++) dx[to + channel]! += dy[from++]!;
      }
    }
  }
  return dx;
}

/** Which place each place of the result is copied from, along one axis, as TensorFlow.js's forward kernel has it. */
function sources(length: number, outLength: number, alignCorners: boolean): number[] {
  const corners = alignCorners && outLength > 1;
  const scale = corners ? (length - 1) / (outLength - 1) : length / outLength;
  const nearest = alignCorners ? Math.round : Math.floor;
  return Array.from({ length: outLength }, (_, place) => Math.min(length - 1, nearest(place * scale)));
}

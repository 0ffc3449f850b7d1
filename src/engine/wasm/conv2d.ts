import type { backend_util } from '@tensorflow/tfjs';
import {
  cutRows,
  cutRun,
  type Pack,
  packRows,
  productAcross,
  productAlong,
  type Result,
  type Run,
} from './blocks';
import type { Address, Products, Scratch } from './products';

type Conv2DInfo = backend_util.Conv2DInfo;

/** Images, channels last, as large as windows reach. */
interface Images {
  address: Address;
  height: number;
  width: number;
  channels: number;
}

/** A convolution: for each window the product of what it covers, read where it lies, and the kernel. */
export function convolve(
  products: Products,
  scratch: Scratch,
  x: Address,
  kernel: Address,
  info: Conv2DInfo,
  result: Result,
): void {
  const images = padded(scratch, x, info);
  const cut = cutRows(info.outChannels);
  const runs = windowRuns(images, info).flatMap((run) => cutRun(run, cut.steps));
  const windows = windowTable(scratch, images, info);
  const pack = packRows(products, kernel, info.outChannels);
  productAlong(products, scratch, windows, windowCount(info), runs, cut, pack, result);
}

/** dKernel: each of its numbers is a sum over all windows, of what stood there times dy. */
export function kernelGradient(
  products: Products,
  scratch: Scratch,
  x: Address,
  dy: Address,
  info: Conv2DInfo,
  to: Address,
): void {
  const images = padded(scratch, x, info);
  const result = { to, columns: info.outChannels, bias: 0, activation: 0 };
  const windows = windowTable(scratch, images, info);
  productAcross(products, scratch, windows, windowCount(info), windowRuns(images, info), dy, result);
}

/**
 * dx: every dy is spread over its window by the kernel. As a convolution: dy with stride - 1 zeros between its elements
 * and zeros around, the kernel turned by 180 degrees, its channels and filters swapped.
 */
export function xGradient(
  products: Products,
  scratch: Scratch,
  dy: Address,
  kernel: Address,
  info: Conv2DInfo,
  to: Address,
): void {
  const { inHeight, inWidth, inChannels, outChannels, filterHeight, filterWidth } = info;
  const spread = spreadOut(scratch, dy, info);
  const turned = { ...info, outHeight: inHeight, outWidth: inWidth, strideHeight: 1, strideWidth: 1 };
  const cut = cutRows(inChannels);
  const taps = filterHeight * filterWidth;
  const pack: Pack = (runs, column, columns, packed, panelBytes) => {
    const first = runs[0]!.step;
    for (const { step, length } of runs) {
      // A run has some of one tap's filters, or all of several taps'.
      for (let at = step; at < step + length; at += outChannels - (at % outChannels)) {
        const tap = taps - 1 - Math.floor(at / outChannels);
        const filter = at % outChannels;
        const count = Math.min(outChannels - filter, step + length - at);
        const from = kernel + 4 * ((tap * inChannels + column) * outChannels + filter);
        products.packTransposed(
          from,
          4 * outChannels,
          count,
          columns,
          packed + 32 * (at - first),
          panelBytes,
        );
      }
    }
  };
  const runs = windowRuns(spread, info).flatMap((run) => cutRun(run, cut.steps));
  const result = { to, columns: inChannels, bias: 0, activation: 0 };
  productAlong(
    products,
    scratch,
    windowTable(scratch, spread, turned),
    windowCount(turned),
    runs,
    cut,
    pack,
    result,
  );
}

/** What a window covers, from its first number: rows of the image, or single pixels where they are not neighbours. */
function windowRuns({ width, channels }: Images, info: Conv2DInfo): Run[] {
  const { filterHeight, filterWidth, dilationHeight, dilationWidth } = info;
  const across = dilationWidth === 1 ? 1 : filterWidth;
  const length = (filterWidth / across) * channels;
  return Array.from({ length: filterHeight * across }, (_, run) => {
    const row = Math.floor(run / across) * dilationHeight;
    const column = (run % across) * dilationWidth;
    return { offset: 4 * (row * width + column) * channels, step: run * length, length };
  });
}

function windowCount({ batchSize, outHeight, outWidth }: Conv2DInfo): number {
  return batchSize * outHeight * outWidth;
}

/** A table of the addresses at which windows begin. */
function windowTable(
  scratch: Scratch,
  { address, height, width, channels }: Images,
  info: Conv2DInfo,
): Address {
  const { batchSize, outHeight, outWidth, strideHeight, strideWidth } = info;
  const table = scratch.allocate(4 * windowCount(info));
  const words = scratch.words(table, windowCount(info));
  let at = 0;
  for (let image = 0; image < batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      const begin = address + 4 * (image * height + row * strideHeight) * width * channels;
      for (let column = 0; column < outWidth; column++)
        words[at++] = begin + 4 * column * strideWidth * channels;
    }
  }
  return table;
}

/** The images with their padding: copied only if they have any. */
function padded(scratch: Scratch, x: Address, info: Conv2DInfo): Images {
  const { batchSize, inHeight, inWidth, inChannels: channels } = info;
  const { top, left } = info.padInfo;
  const height = Math.max(
    inHeight + top,
    lastReached(info.outHeight, info.strideHeight, info.effectiveFilterHeight),
  );
  const width = Math.max(
    inWidth + left,
    lastReached(info.outWidth, info.strideWidth, info.effectiveFilterWidth),
  );
  if (height === inHeight && width === inWidth) return { address: x, height, width, channels };
  const images = emptyImages(scratch, batchSize, height, width, channels);
  const memory = scratch.memory();
  const rowLength = inWidth * channels;
  for (let row = 0; row < batchSize * inHeight; row++) {
    const paddedRow = Math.floor(row / inHeight) * height + top + (row % inHeight);
    const from = (x >>> 2) + row * rowLength;
    memory.copyWithin((images.address >>> 2) + (paddedRow * width + left) * channels, from, from + rowLength);
  }
  return images;
}

/** One past the last row or column that a window covers. */
function lastReached(windows: number, stride: number, extent: number): number {
  return (windows - 1) * stride + extent;
}

function spreadOut(scratch: Scratch, dy: Address, info: Conv2DInfo): Images {
  const { batchSize, outHeight, outWidth, outChannels: channels, strideHeight, strideWidth } = info;
  const height = info.inHeight + info.effectiveFilterHeight - 1;
  const width = info.inWidth + info.effectiveFilterWidth - 1;
  const top = info.effectiveFilterHeight - 1 - info.padInfo.top;
  const left = info.effectiveFilterWidth - 1 - info.padInfo.left;
  const images = emptyImages(scratch, batchSize, height, width, channels);
  const memory = scratch.memory();
  const place = (to: number, from: number, pixels: number): void => {
    const at = (dy >>> 2) + from * channels;
    memory.copyWithin((images.address >>> 2) + to * channels, at, at + pixels * channels);
  };
  for (let row = 0; row < batchSize * outHeight; row++) {
    const down = (row % outHeight) * strideHeight + top;
    // Windows that lie in the padding alone touch no pixel.
    if (down < 0 || down >= height) continue;
    const begin = (Math.floor(row / outHeight) * height + down) * width;
    if (strideWidth === 1 && left >= 0 && left + outWidth <= width) {
      place(begin + left, row * outWidth, outWidth);
      continue;
    }
    for (let column = 0; column < outWidth; column++) {
      const along = column * strideWidth + left;
      if (along >= 0 && along < width) place(begin + along, row * outWidth + column, 1);
    }
  }
  return images;
}

function emptyImages(
  scratch: Scratch,
  batch: number,
  height: number,
  width: number,
  channels: number,
): Images {
  const address = scratch.allocate(4 * batch * height * width * channels);
  scratch.numbers(address, batch * height * width * channels).fill(0);
  return { address, height, width, channels };
}

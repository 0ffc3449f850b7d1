import * as tf from '@tensorflow/tfjs';
import type { Shape4 } from '../own/convolution-info';
import { isOwn, type LRNOptions } from '../own/lrn-options';
import { SGD_UPDATE, type SGDUpdate } from '../own/sgd-update';
import type { OwnKernel } from './own-kernel';
import type { Address, Scratch } from './products';

/** A row for one pixel's channels between zeros. */
function zeroRow(scratch: Scratch, channels: number, radius: number): Address {
  const length = channels + 2 * radius;
  const row = scratch.allocate(4 * length);
  scratch.numbers(row, length).fill(0);
  return row;
}

/** [pixels, channels] */
function pixelsOf({ shape }: tf.TensorInfo): [number, number] {
  return [tf.util.sizeFromShape(shape.slice(0, -1)), shape.at(-1)!];
}

const lrn: OwnKernel = ({ x }, attributes) => {
  const options = attributes as unknown as LRNOptions;
  if (!isOwn('wasm', options)) return null;
  const { depthRadius, bias, alpha } = options;
  const [pixels, channels] = pixelsOf(x!);
  return {
    shapes: [x!.shape],
    compute: (products, scratch, at, y) => {
      const row = zeroRow(scratch, channels, depthRadius);
      products.lrn(at(x), pixels, channels, depthRadius, bias, alpha, row, y);
    },
  };
};

const lrnGradient: OwnKernel = ({ x, dy }, attributes) => {
  const options = attributes as unknown as LRNOptions;
  if (!isOwn('wasm', options)) return null;
  const { depthRadius, bias, alpha, beta } = options;
  const [pixels, channels] = pixelsOf(x!);
  return {
    shapes: [x!.shape],
    compute: (products, scratch, at, dx) => {
      const [row, other] = [0, 1].map(() => zeroRow(scratch, channels, depthRadius)) as [Address, Address];
      const sizes = [pixels, channels, depthRadius] as const;
      products.lrnGradient(at(x), at(dy), ...sizes, bias, alpha, 2 * alpha * beta, row, other, dx);
    },
  };
};

interface PoolAttributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Gives each dy to the largest number of its window, the first if there are several; padding is never the largest. */
const maxPoolGradient: OwnKernel = ({ dy, input }, attributes) => {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as PoolAttributes;
  const shape = input!.shape as Shape4;
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = info;
  const pixelBytes = 4 * inChannels;
  const rowBytes = inWidth * pixelBytes;
  return {
    shapes: [shape],
    compute: (products, scratch, at, dx) => {
      scratch.numbers(dx, tf.util.sizeFromShape(shape)).fill(0);
      const [x, gradient] = [at(input), at(dy)];
      for (let window = 0; window < batchSize * outHeight * outWidth; window++) {
        const down = Math.floor(window / outWidth) % outHeight;
        const [top, rows] = inside(down * info.strideHeight - padInfo.top, info.filterHeight, inHeight);
        const across = window % outWidth;
        const [left, columns] = inside(across * info.strideWidth - padInfo.left, info.filterWidth, inWidth);
        if (rows <= 0 || columns <= 0) continue;
        const image = Math.floor(window / (outWidth * outHeight)) * inHeight * rowBytes;
        const corner = image + top * rowBytes + left * pixelBytes;
        const from = gradient + window * pixelBytes;
        products.maxPoolGradient(x, corner, rows, columns, rowBytes, inChannels, from, dx);
      }
    },
  };
};

/** The part of a window that lies within: where it begins, and how long it is. */
function inside(begin: number, length: number, size: number): [number, number] {
  const first = Math.max(begin, 0);
  return [first, Math.min(begin + length, size) - first];
}

/** The update of `KerasSGD`, which TensorFlow.js has no kernel for: the weights and velocities after it. */
const sgdUpdate: OwnKernel = ({ weight, velocity, gradient }, attributes) => {
  const { momentum, rate, nesterov } = attributes as unknown as SGDUpdate;
  const { shape } = weight!;
  const size = tf.util.sizeFromShape(shape);
  return {
    shapes: [shape, shape],
    compute: (products, scratch, at, toWeight, toVelocity) => {
      const [from, slope] = [at(weight), at(gradient)];
      products.momentum(from, at(velocity), slope, size, momentum, rate, toWeight, toVelocity);
      // momentum * v - rate * g is where the next update would lead with the same gradient.
      if (nesterov)
        products.momentum(
          from,
          toVelocity,
          slope,
          size,
          momentum,
          rate,
          toWeight,
          scratch.allocate(4 * size),
        );
    },
  };
};

export const PIXEL_KERNELS: Readonly<Record<string, OwnKernel>> = {
  LRN: lrn,
  LRNGrad: lrnGradient,
  MaxPoolGrad: maxPoolGradient,
  [SGD_UPDATE]: sgdUpdate,
};

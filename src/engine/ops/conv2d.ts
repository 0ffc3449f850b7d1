import * as tf from '@tensorflow/tfjs';
import { isOwnKernel } from '../own/own-kernels';
import type { Padding, Pair } from '../../model/layer';

export interface Conv2DOptions {
  strides: Pair;
  padding: Padding | tf.backend_util.ExplicitPadding;
  dilations: Pair;
  /** False at the first layer: nobody needs the gradient of the image, and it is not cheap. */
  inputGradient: boolean;
}

/**
 * A convolutional layer's sum of products (a cross-correlation, as everywhere in deep learning), with gradients
 * that are forward convolutions themselves, but where kernels of our own compute them. So it trains on every backend:
 * wasm has no kernel for the stock gradient of the filters (tensorflow/tfjs issue 8474), and the stock one of WebGL is
 * slow.
 *
 * @param x [batch, height, width, channels]
 * @param kernel [height, width, channels, filters]
 * @returns [batch, outHeight, outWidth, filters]; adding the bias is left to the caller
 * @throws if strides and dilations are both above 1, which TensorFlow.js does not compute
 */
export function conv2d(x: tf.Tensor4D, kernel: tf.Tensor4D, options: Conv2DOptions): tf.Tensor4D {
  const strides: [number, number] = [...options.strides];
  const dilations: [number, number] = [...options.dilations];
  const { padding, inputGradient } = options;
  const info = tf.backend_util.computeConv2DInfo(x.shape, kernel.shape, strides, dilations, padding);

  // Only what is an argument of the inner function has a gradient.
  const differentiable = tf.customGrad<tf.Tensor4D>((...args) => {
    const save = args.at(-1) as tf.GradSaveFunc;
    save([x, kernel]);
    return {
      value: tf.conv2d(x, kernel, strides, padding, 'NHWC', dilations),
      gradFunc: (dy, saved) => {
        const [savedX, savedKernel] = saved as [tf.Tensor4D, tf.Tensor4D];
        // On WebGPU TensorFlow.js's stand in for ours beyond its limits, and they know no dilations.
        const isKnown = tf.getBackend() === 'wasm' || dilations.every((dilation) => dilation === 1);
        if (isKnown && isOwnKernel('Conv2DBackpropFilter')) {
          const attributes = { strides, pad: padding, dataFormat: 'NHWC', dilations };
          const kernelShape = { ...attributes, filterShape: kernel.shape };
          const dKernel = gradientKernel('Conv2DBackpropFilter', { x: savedX, dy }, kernelShape);
          if (!inputGradient) return dKernel;
          const xShape = { ...attributes, inputShape: x.shape };
          return [dKernel, gradientKernel('Conv2DBackpropInput', { dy, filter: savedKernel }, xShape)];
        }
        const dKernel = kernelGradient(savedX, dy, info);
        return inputGradient ? [dKernel, xGradient(savedKernel, dy, info)] : dKernel;
      },
    };
  });
  return inputGradient ? differentiable(kernel, x) : differentiable(kernel);
}

function gradientKernel(name: string, inputs: tf.NamedTensorMap, attributes: object): tf.Tensor4D {
  return tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap);
}

type Conv2DInfo = tf.backend_util.Conv2DInfo;

/**
 * dKernel[i, j, c, f] = sum over n, p, q of x[n, p * stride + i * dilation, ..., c] * dy[n, p, q, f]: a convolution of
 * x with dy as the kernel, where the batch is what is summed over, and strides and dilations have changed places.
 */
function kernelGradient(x: tf.Tensor4D, dy: tf.Tensor4D, info: Conv2DInfo): tf.Tensor4D {
  return tf.tidy(() => {
    const { padInfo, inHeight, inWidth } = info;
    // Rows and columns that no window reached would make the result larger than the kernel.
    const bottom = lastRowReached(info) - inHeight - padInfo.top;
    const right = lastColumnReached(info) - inWidth - padInfo.left;
    const reached =
      bottom < 0 || right < 0
        ? x.slice([0, 0, 0, 0], [-1, cut(inHeight, bottom), cut(inWidth, right), -1])
        : x;
    const gradient = tf.conv2d(
      reached.transpose<tf.Tensor4D>([3, 1, 2, 0]),
      dy.transpose<tf.Tensor4D>([1, 2, 0, 3]),
      [info.dilationHeight, info.dilationWidth],
      explicit(padInfo.top, Math.max(bottom, 0), padInfo.left, Math.max(right, 0)),
      'NHWC',
      [info.strideHeight, info.strideWidth],
    );
    return gradient.transpose<tf.Tensor4D>([1, 2, 0, 3]);
  });
}

/**
 * dx: every dy is spread over its window by the weights. As a convolution: dy with stride - 1 zeros between its
 * elements, the kernel turned by 180 degrees, its channels and filters swapped.
 */
function xGradient(kernel: tf.Tensor4D, dy: tf.Tensor4D, info: Conv2DInfo): tf.Tensor4D {
  return tf.tidy(() => {
    const { padInfo, inHeight, inWidth, effectiveFilterHeight, effectiveFilterWidth } = info;
    const spread = spreadOut(dy, info.strideHeight, info.strideWidth);
    const [, height, width] = spread.shape;
    const top = effectiveFilterHeight - 1 - padInfo.top;
    const left = effectiveFilterWidth - 1 - padInfo.left;
    return tf.conv2d(
      spread,
      kernel.reverse<tf.Tensor4D>([0, 1]).transpose<tf.Tensor4D>([0, 1, 3, 2]),
      1,
      explicit(
        top,
        inHeight + effectiveFilterHeight - 1 - height - top,
        left,
        inWidth + effectiveFilterWidth - 1 - width - left,
      ),
      'NHWC',
      [info.dilationHeight, info.dilationWidth],
    );
  });
}

/** Puts stride - 1 zeros between neighbouring rows and columns. */
function spreadOut(dy: tf.Tensor4D, strideHeight: number, strideWidth: number): tf.Tensor4D {
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const [batch, height, width, filters] = dy.shape;
  return dy
    .reshape([batch * height, 1, width, filters])
    .pad([
      [0, 0],
      [0, strideHeight - 1],
      [0, 0],
      [0, 0],
    ])
    .reshape([batch * height * strideHeight, width, 1, filters])
    .pad([
      [0, 0],
      [0, 0],
      [0, strideWidth - 1],
      [0, 0],
    ])
    .reshape<tf.Tensor4D>([batch, height * strideHeight, width * strideWidth, filters])
    .slice([0, 0, 0, 0], [-1, (height - 1) * strideHeight + 1, (width - 1) * strideWidth + 1, -1]);
}

/** One past the last row that a window covers, counted in the padded input. */
function lastRowReached(info: Conv2DInfo): number {
  return (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
}

function lastColumnReached(info: Conv2DInfo): number {
  return (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
}

function cut(size: number, excess: number): number {
  return size + Math.min(excess, 0);
}

function explicit(top: number, bottom: number, left: number, right: number): tf.backend_util.ExplicitPadding {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

import type * as tf from '@tensorflow/tfjs';
import { convolutionInfo, isBiasOf, type Shape4 } from '../own/convolution-info';
import { productInfo, type ProductAttributes } from '../own/product-info';
import { convolve, kernelGradient, xGradient } from './conv2d';
import { matMul } from './matmul';
import type { OwnKernel } from './own-kernel';

/** Numbers of fused activations, as `finish` has them. */
const ACTIVATIONS: Readonly<Record<string, number>> = { linear: 0, relu: 1, relu6: 2 };

const convolution: OwnKernel = ({ x, filter, bias }, attributes) => {
  const info = convolutionInfo(x!.shape, filter!.shape, attributes);
  const activation = activationOf(attributes);
  if (!info || activation === null || !isBiasOf(bias, info.outChannels)) return null;
  return {
    shapes: [info.outShape],
    compute: (products, scratch, at, to) => {
      const result = { to, columns: info.outChannels, bias: at(bias), activation };
      convolve(products, scratch, at(x), at(filter), info, result);
    },
  };
};

const matrixProduct: OwnKernel = ({ a, b, bias }, attributes) => {
  const { transposeA, transposeB } = attributes as ProductAttributes;
  const activation = activationOf(attributes);
  const info = productInfo(a!, b!, attributes);
  if (!info || (transposeA && transposeB) || activation === null || !isBiasOf(bias, info.columns))
    return null;
  const { rows, inner, columns, outer, count, countA, countB } = info;
  const transposed = transposeA ? 'a' : transposeB ? 'b' : null;
  return {
    shapes: [[...outer, rows, columns]],
    compute: (products, scratch, at, to) => {
      for (let i = 0; i < count; i++) {
        matMul(products, scratch, {
          a: at(a) + (countA > 1 ? 4 * i * rows * inner : 0),
          b: at(b) + (countB > 1 ? 4 * i * inner * columns : 0),
          rows,
          sum: inner,
          transposed,
          result: { to: to + 4 * i * rows * columns, columns, bias: at(bias), activation },
        });
        scratch.free();
      }
    },
  };
};

export const PRODUCT_KERNELS: Readonly<Record<string, OwnKernel>> = {
  Conv2D: convolution,
  FusedConv2D: convolution,
  Conv2DBackpropFilter: ({ x, dy }, attributes) => {
    const shape = attributes['filterShape'] as Shape4;
    const info = convolutionInfo(x!.shape, shape, attributes);
    return (
      info && {
        shapes: [shape],
        compute: (products, scratch, at, to) => {
          kernelGradient(products, scratch, at(x), at(dy), info, to);
        },
      }
    );
  },
  Conv2DBackpropInput: ({ dy, filter }, attributes) => {
    const shape = attributes['inputShape'] as Shape4;
    const info = convolutionInfo(shape, filter!.shape, attributes);
    return (
      info && {
        shapes: [shape],
        compute: (products, scratch, at, to) => {
          xGradient(products, scratch, at(dy), at(filter), info, to);
        },
      }
    );
  },
  BatchMatMul: matrixProduct,
  _FusedMatMul: matrixProduct,
};

/** @returns null if it is not ours to compute */
function activationOf(attributes: tf.NamedAttrMap): number | null {
  return ACTIVATIONS[(attributes['activation'] as string | undefined) ?? 'linear'] ?? null;
}

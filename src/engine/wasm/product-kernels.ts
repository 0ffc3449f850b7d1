import * as tf from '@tensorflow/tfjs';
import { convolve, kernelGradient, xGradient } from './conv2d';
import { matMul } from './matmul';
import type { OwnKernel, Shape4 } from './own-kernel';

/** What the kernels of convolutions are told beside their inputs. */
interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dataFormat?: 'NHWC' | 'NCHW';
  /** TensorFlow.js's own gradients know none. */
  dilations?: number | [number, number];
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Numbers of fused activations, as `finish` has them. */
const ACTIVATIONS: Readonly<Record<string, number>> = { linear: 0, relu: 1, relu6: 2 };

const convolution: OwnKernel = ({ x, filter, bias }, attributes) => {
  const info = infoOf(x!.shape, filter!.shape, attributes);
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
  const { transposeA, transposeB } = attributes as { transposeA?: boolean; transposeB?: boolean };
  const activation = activationOf(attributes);
  const [batchA, batchB] = [a!, b!].map(({ shape }) => tf.util.sizeFromShape(shape.slice(0, -2))) as [
    number,
    number,
  ];
  const [rows, sum] = matrixOf(a!, transposeA);
  const [, columns] = matrixOf(b!, transposeB);
  const together = tf.broadcast_util.assertAndGetBroadcastShape(a!.shape.slice(0, -2), b!.shape.slice(0, -2));
  const batch = tf.util.sizeFromShape(together);
  // Which matrices belong together is plain only if one side has them all, and the other all or one.
  const isPlain = [batchA, batchB].every((size) => size === batch || size === 1);
  if (!isPlain || (transposeA && transposeB) || activation === null || !isBiasOf(bias, columns)) return null;
  const transposed = transposeA ? 'a' : transposeB ? 'b' : null;
  return {
    shapes: [[...together, rows, columns]],
    compute: (products, scratch, at, to) => {
      for (let i = 0; i < batch; i++) {
        matMul(products, scratch, {
          a: at(a) + (batchA > 1 ? 4 * i * rows * sum : 0),
          b: at(b) + (batchB > 1 ? 4 * i * sum * columns : 0),
          rows,
          sum,
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
    const info = infoOf(x!.shape, shape, attributes);
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
    const info = infoOf(shape, filter!.shape, attributes);
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

function infoOf(
  xShape: number[],
  filterShape: number[],
  attributes: tf.NamedAttrMap,
): tf.backend_util.Conv2DInfo | null {
  const { strides, pad, dataFormat, dilations, dimRoundingMode } =
    attributes as unknown as ConvolutionAttributes;
  if (dataFormat === 'NCHW') return null;
  const [x, filter] = [xShape, filterShape] as [Shape4, Shape4];
  const info = tf.backend_util.computeConv2DInfo(x, filter, strides, dilations ?? 1, pad, dimRoundingMode);
  return [...x, ...filter, ...info.outShape].every((size) => size > 0) ? info : null;
}

/** @returns null if it is not ours to compute */
function activationOf(attributes: tf.NamedAttrMap): number | null {
  return ACTIVATIONS[(attributes['activation'] as string | undefined) ?? 'linear'] ?? null;
}

function isBiasOf(bias: tf.TensorInfo | undefined, columns: number): boolean {
  return bias === undefined || (bias.shape.length === 1 && bias.shape[0] === columns);
}

/** [rows, sum] of a first matrix, [sum, columns] of a second. */
function matrixOf({ shape }: tf.TensorInfo, transposed = false): [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

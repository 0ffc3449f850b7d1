import * as tf from '@tensorflow/tfjs';

export type Shape4 = [number, number, number, number];

/** What the kernels of convolutions are told beside their inputs. */
interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dataFormat?: 'NHWC' | 'NCHW';
  /** TensorFlow.js's own gradients know none. */
  dilations?: number | [number, number];
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** @returns null for channels first and where there is nothing to compute: that is left to TensorFlow.js */
export function convolutionInfo(
  xShape: readonly number[],
  filterShape: readonly number[],
  attributes: tf.NamedAttrMap,
): tf.backend_util.Conv2DInfo | null {
  const { strides, pad, dataFormat, dilations, dimRoundingMode } =
    attributes as unknown as ConvolutionAttributes;
  if (dataFormat === 'NCHW') return null;
  const [x, filter] = [xShape, filterShape] as unknown as [Shape4, Shape4];
  const info = tf.backend_util.computeConv2DInfo(x, filter, strides, dilations ?? 1, pad, dimRoundingMode);
  return [...x, ...filter, ...info.outShape].every((size) => size > 0) ? info : null;
}

/** Whether it is one number for each column of a product, or there is none. */
export function isBiasOf(bias: tf.TensorInfo | undefined, columns: number): boolean {
  return bias === undefined || (bias.shape.length === 1 && bias.shape[0] === columns);
}

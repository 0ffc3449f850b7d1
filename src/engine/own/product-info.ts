import * as tf from '@tensorflow/tfjs';

export interface ProductAttributes {
  transposeA?: boolean;
  transposeB?: boolean;
}

/** How matrices, the last two dimensions of tensors, are multiplied. */
export interface ProductInfo {
  rows: number;
  /** Over which is summed. */
  inner: number;
  columns: number;
  /** The dimensions before, of the product. */
  outer: number[];
  /** How many matrices there are: of the product, of a and of b. Each of the last two has all of them, or one. */
  count: number;
  countA: number;
  countB: number;
}

/** @returns null where they do not fit, which TensorFlow.js's kernels say, and where some of one belong to each of the other */
export function productInfo(
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  { transposeA = false, transposeB = false }: ProductAttributes,
): ProductInfo | null {
  if (a.shape.length < 2 || b.shape.length < 2) return null;
  const [rows, inner] = matrixOf(a, transposeA);
  const [innerOfB, columns] = matrixOf(b, transposeB);
  if (inner !== innerOfB) return null;
  const [before, beforeB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(before, beforeB);
  const [count, countA, countB] = [outer, before, beforeB].map(tf.util.sizeFromShape) as [
    number,
    number,
    number,
  ];
  if (![countA, countB].every((size) => size === count || size === 1)) return null;
  return { rows, inner, columns, outer, count, countA, countB };
}

function matrixOf({ shape }: tf.TensorInfo, transposed: boolean): [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  return transposed ? [columns, rows] : [rows, columns];
}

import * as tf from '@tensorflow/tfjs';
import { described } from './arguments/check-options';

/**
 * One-hot rows, as Keras's `to_categorical`: row i is 1 at column labels[i] and 0 elsewhere.
 *
 * @param labels whole numbers from 0, in an array or a tensor of shape [n] or [n, 1]
 * @param numClasses columns of the result; the largest label plus 1 if left out
 * @returns float32, [labels, classes]
 * @throws RangeError if a label is no whole number from 0 to numClasses - 1
 */
export function toCategorical(labels: ArrayLike<number> | tf.Tensor, numClasses?: number): tf.Tensor2D {
  const values = Array.from(labels instanceof tf.Tensor ? flat(labels) : labels);
  if (numClasses === undefined && values.length === 0) {
    throw new RangeError('toCategorical cannot count the classes of no labels: give numClasses.');
  }
  if (numClasses !== undefined && !(Number.isInteger(numClasses) && numClasses > 0)) {
    throw new RangeError(
      `toCategorical wants numClasses to be a whole number above 0, not ${described(numClasses)}.`,
    );
  }
  const classes = numClasses ?? values.reduce((a, b) => Math.max(a, b)) + 1;
  const rows = new Float32Array(values.length * classes);
  values.forEach((label, row) => {
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      throw new RangeError(
        `Label ${label} at position ${row} is not a class: labels are whole numbers from 0` +
          (numClasses === undefined ? '.' : ` to ${classes - 1}, as numClasses is ${classes}.`),
      );
    }
    rows[row * classes + label] = 1;
  });
  return tf.tensor2d(rows, [values.length, classes]);
}

function flat(labels: tf.Tensor): ArrayLike<number> {
  const isColumn = labels.rank === 2 && labels.shape[1] === 1;
  if (labels.rank !== 1 && !isColumn) {
    throw new RangeError(
      `toCategorical wants labels of shape [n] or [n, 1], not [${labels.shape.join(', ')}].`,
    );
  }
  return labels.dataSync();
}

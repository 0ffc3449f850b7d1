import * as tf from '@tensorflow/tfjs';
import type { Rectangle } from '../model/trace/field';
import type { CoveredAnswer } from '../notebook/insight';
import type { Photograph } from '../notebook/messages';
import { photographInput } from './photograph-input';

/** The network's input. */
const SIDE = 227;

/**
 * Covers a part of a photograph with the mean colour, a grey, and asks for the answer; all parts in one batch.
 *
 * @param model the whole learned network
 * @param covers in pixels of the network's input; a part may reach beyond it
 * @param of the class whose probability is wanted
 */
export async function answersCovered(
  model: tf.LayersModel,
  photograph: Photograph,
  covers: readonly Rectangle[],
  of: number,
): Promise<CoveredAnswer[]> {
  const output = tf.tidy(() => {
    const input = photographInput(photograph, [3, SIDE, SIDE], 'channelsFirst');
    const open = tf.tensor4d(opening(covers), [covers.length, 1, SIDE, SIDE]);
    // The mean has been subtracted: zero is the mean colour.
    return model.predict(tf.mul(input, open)) as tf.Tensor2D;
  });
  try {
    const classes = output.shape[1];
    const probabilities = await output.data();
    return covers.map((_, index) => {
      const own = probabilities.subarray(index * classes, (index + 1) * classes);
      return { probability: own[of] ?? NaN, first: own.indexOf(Math.max(...own)) };
    });
  } finally {
    output.dispose();
  }
}

/** For each cover: 0 where it lies, 1 elsewhere. */
function opening(covers: readonly Rectangle[]): Float32Array<ArrayBuffer> {
  const open = new Float32Array(covers.length * SIDE * SIDE).fill(1);
  for (const [index, { top, left, height, width }] of covers.entries()) {
    for (let row = Math.max(0, top); row < Math.min(SIDE, top + height); row++) {
      const at = (index * SIDE + row) * SIDE;
      open.fill(0, at + Math.max(0, left), at + Math.min(SIDE, left + width));
    }
  }
  return open;
}

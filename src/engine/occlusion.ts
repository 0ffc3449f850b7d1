import * as tf from '@tensorflow/tfjs';
import type { Rectangle } from '../model/trace/field';
import type { CoveredAnswer } from '../notebook/insight';
import type { Photograph } from '../notebook/messages';
import { photographInput } from './photograph-input';

/**
 * Covers a part of a photograph with the mean colour, a grey, and asks for the answer; all parts in one batch.
 *
 * @param model takes a photograph, channels first, and gives the probabilities of classes
 * @param covers in pixels of the network's input; a part may reach beyond it
 * @param of the class whose probability is wanted
 */
export async function answersCovered(
  model: tf.LayersModel,
  photograph: Photograph,
  covers: readonly Rectangle[],
  of: number,
): Promise<CoveredAnswer[]> {
  const [, colours = 0, height = 0, width = 0] = model.inputs[0]?.shape.map(Number) ?? [];
  const output = tf.tidy(() => {
    const input = photographInput(photograph, [colours, height, width], 'channelsFirst');
    const open = tf.tensor4d(opening(covers, height, width), [covers.length, 1, height, width]);
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
function opening(covers: readonly Rectangle[], height: number, width: number): Float32Array<ArrayBuffer> {
  const open = new Float32Array(covers.length * height * width).fill(1);
  for (const [index, cover] of covers.entries()) {
    const [left, right] = [Math.max(0, cover.left), Math.min(width, cover.left + cover.width)];
    for (let row = Math.max(0, cover.top); row < Math.min(height, cover.top + cover.height); row++) {
      const at = (index * height + row) * width;
      open.fill(0, at + left, at + right);
    }
  }
  return open;
}

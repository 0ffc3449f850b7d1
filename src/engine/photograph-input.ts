import * as tf from '@tensorflow/tfjs';
import { readImageShape } from '../model/image-shape';
import type { DataFormat, Shape } from '../model/layer';
import { greyOf, MEAN_COLOUR, photographCrop, PHOTOGRAPH_SIDE as SIDE } from '../model/photograph';
import { printShape } from '../model/shapes';
import type { Photograph } from '../notebook/messages';
import { UnanswerableError } from './unanswerable';

/**
 * A photograph as a network takes it: its middle, each colour less its mean; of a network of one channel, the grey of
 * that.
 *
 * @param inputShape the network's, without the batch: [3, height, width], or [height, width, 3] channels last; 1 in place of 3
 * @param meanColour red, green and blue, 0 to 255
 * @returns a batch of one, [1, ...inputShape]
 * @throws {UnanswerableError} if the network takes no image of one or three channels, or one larger than the photograph
 */
export function photographInput(
  photograph: Photograph,
  inputShape: Shape,
  dataFormat: DataFormat,
  meanColour: readonly number[] = MEAN_COLOUR,
): tf.Tensor4D {
  const image = readImageShape(inputShape, dataFormat);
  if (image?.channels !== 3 && image?.channels !== 1) {
    throw new UnanswerableError(
      `A photograph has 3 colours, but this network takes ${printShape(inputShape)}.`,
    );
  }
  const { channels, height, width } = image;
  const crop = photographCrop(photograph.pixels, height, width);
  if (crop === null) {
    throw new UnanswerableError(
      `The photographs are ${SIDE}x${SIDE}, but this network takes ${height}x${width}: choose an inputShape within that.`,
    );
  }
  const values = new Float32Array(channels * height * width);
  let to = 0;
  for (let from = 0; from < crop.length; from += 4) {
    const colour = meanColour.map((mean, at) => (crop[from + at] ?? 0) - mean);
    for (const value of channels === 1 ? [greyOf(colour)] : colour) values[to++] = value;
  }
  return tf.tidy(() => {
    const channelsLast = tf.tensor4d(values, [1, height, width, channels]);
    return dataFormat === 'channelsLast' ? channelsLast : tf.transpose(channelsLast, [0, 3, 1, 2]);
  });
}

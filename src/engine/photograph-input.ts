import * as tf from '@tensorflow/tfjs';
import { readImageShape } from '../model/image-shape';
import type { DataFormat, Shape } from '../model/layer';
import { MEAN_COLOUR, photographCrop, PHOTOGRAPH_SIDE as SIDE } from '../model/photograph';
import { printShape } from '../model/shapes';
import type { Photograph } from '../notebook/messages';
import { UnanswerableError } from './unanswerable';

/**
 * A photograph as a network takes it: its middle, each colour less its mean.
 *
 * @param inputShape the network's, without the batch: [3, height, width], or [height, width, 3] channels last
 * @param meanColour red, green and blue, 0 to 255
 * @returns a batch of one, [1, ...inputShape]
 * @throws {UnanswerableError} if the network does not take a colour image, or one larger than the photograph
 */
export function photographInput(
  photograph: Photograph,
  inputShape: Shape,
  dataFormat: DataFormat,
  meanColour: readonly number[] = MEAN_COLOUR,
): tf.Tensor4D {
  const image = readImageShape(inputShape, dataFormat);
  if (image?.channels !== 3) {
    throw new UnanswerableError(
      `A photograph has 3 colours, but this network takes ${printShape(inputShape)}.`,
    );
  }
  const { height, width } = image;
  const crop = photographCrop(photograph.pixels, height, width);
  if (crop === null) {
    throw new UnanswerableError(
      `The photographs are ${SIDE}x${SIDE}, but this network takes ${height}x${width}: choose an inputShape within that.`,
    );
  }
  const values = new Float32Array(3 * height * width);
  let to = 0;
  for (let from = 0; from < crop.length; from += 4) {
    meanColour.forEach((mean, colour) => {
      values[to++] = (crop[from + colour] ?? 0) - mean;
    });
  }
  return tf.tidy(() => {
    const channelsLast = tf.tensor4d(values, [1, height, width, 3]);
    return dataFormat === 'channelsLast' ? channelsLast : tf.transpose(channelsLast, [0, 3, 1, 2]);
  });
}

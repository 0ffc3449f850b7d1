import * as tf from '@tensorflow/tfjs';
import { readImageShape } from '../model/image-shape';
import type { DataFormat, Shape } from '../model/layer';
import { MEAN_COLOUR, PHOTOGRAPH_SIDE as SIDE } from '../model/photograph';
import { printShape } from '../model/shapes';
import type { Photograph } from '../notebook/messages';

/**
 * A photograph as a network takes it: its middle, each colour less its mean.
 *
 * @param inputShape the network's, without the batch: [3, height, width], or [height, width, 3] channels last
 * @returns a batch of one, [1, ...inputShape]
 * @throws RangeError if the network does not take a colour image, or one larger than the photograph
 */
export function photographInput(
  photograph: Photograph,
  inputShape: Shape,
  dataFormat: DataFormat,
): tf.Tensor4D {
  const image = readImageShape(inputShape, dataFormat);
  if (image?.channels !== 3) {
    throw new RangeError(`A photograph has 3 colours, but this network takes ${printShape(inputShape)}.`);
  }
  const { height, width } = image;
  if (height > SIDE || width > SIDE) {
    throw new RangeError(
      `The photographs are ${SIDE}x${SIDE}, but this network takes ${height}x${width}: choose an inputShape within that.`,
    );
  }
  const top = (SIDE - height) >> 1;
  const left = (SIDE - width) >> 1;
  const values = new Float32Array(3 * height * width);
  let to = 0;
  for (let row = top; row < top + height; row++) {
    for (let column = left; column < left + width; column++) {
      const from = 4 * (row * SIDE + column);
      MEAN_COLOUR.forEach((mean, colour) => {
        values[to++] = (photograph.pixels[from + colour] ?? 0) - mean;
      });
    }
  }
  return tf.tidy(() => {
    const channelsLast = tf.tensor4d(values, [1, height, width, 3]);
    return dataFormat === 'channelsLast' ? channelsLast : tf.transpose(channelsLast, [0, 3, 1, 2]);
  });
}

import * as tf from '@tensorflow/tfjs';
import { summaryTable } from '../engine/summary';
import { activationScale, paintChannel } from '../drawing/colour-scale';
import { printSummary } from '../model/keras-summary';
import type { ImageOutput } from '../notebook/output';
import type { Preview } from '../notebook/variables';
import { display } from './display';
import { inspect } from './inspect';

/** Pixels of a side of a plane that is drawn: smaller ones are better read as numbers, larger ones are no small pictures. */
const SMALLEST_SIDE = 3;
const LARGEST_SIDE = 512;
/** So many planes of a tensor are drawn, the first ones. */
const MOST_PLANES = 8;
/** A tensor has to be read back whole to be painted: 16 MB. */
const MOST_VALUES = 2 ** 22;

/** A value as the end of a cell would show it, a model as its summary, a tensor of planes with pictures of them. */
export async function preview(value: unknown): Promise<Preview> {
  if (value instanceof tf.LayersModel && value.layers.length > 0) {
    return {
      outputs: [{ kind: 'text', stream: 'out', text: printSummary(summaryTable(value)) }],
      scale: null,
    };
  }
  const shown = (await display(value)) ?? { kind: 'text', stream: 'out', text: `${inspect(value)}\n` };
  if (shown.kind !== 'tensor' || !hasPlanes(value as tf.Tensor)) return { outputs: [shown], scale: null };
  const { pictures, scale } = await paintPlanes(value as tf.Tensor);
  return { outputs: [shown, ...pictures], scale };
}

/** Whether a tensor is [height, width] or [channels, height, width] of a size for small pictures. */
function hasPlanes(tensor: tf.Tensor): boolean {
  const sides = tensor.shape.slice(-2);
  return (
    (tensor.rank === 2 || tensor.rank === 3) &&
    !tensor.isDisposed &&
    tensor.dtype !== 'string' &&
    tensor.dtype !== 'complex64' &&
    tensor.size <= MOST_VALUES &&
    sides.every((side) => side >= SMALLEST_SIDE && side <= LARGEST_SIDE)
  );
}

/** Pictures of a tensor's planes, all in colours of one scale. */
async function paintPlanes(
  tensor: tf.Tensor,
): Promise<{ pictures: ImageOutput[]; scale: NonNullable<Preview['scale']> }> {
  const [width = 0, height = 0, channels = 1] = tensor.shape.toReversed();
  const values = await tensor.data();
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const value of values) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  const scale = { minimum, maximum };
  const pictures = Array.from({ length: Math.min(channels, MOST_PLANES) }, (_, channel): ImageOutput => {
    const plane = values.subarray(channel * height * width, (channel + 1) * height * width);
    return {
      kind: 'image',
      width,
      height,
      pixels: paintChannel(plane, height, width, activationScale(minimum), scale),
      caption: tensor.rank === 3 ? `[${channel}] of ${channels}` : '',
    };
  });
  return { pictures, scale };
}

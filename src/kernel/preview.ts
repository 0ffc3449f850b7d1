import * as tf from '@tensorflow/tfjs';
import { statistics } from '../drawing/statistics';
import { summaryTable } from '../engine/summary';
import { printSummary } from '../model/keras-summary';
import type { Preview, PreviewedPlanes } from '../notebook/variables';
import { display } from './display';
import { inspect } from './inspect';

/** Pixels of a side of a plane that is drawn: smaller ones are better read as numbers, larger ones are no small pictures. */
const SMALLEST_SIDE = 3;
const LARGEST_SIDE = 512;
/** So many planes of a tensor are drawn, the first ones. */
const MOST_PLANES = 8;
/** A tensor has to be read back whole: 16 MB. */
const MOST_VALUES = 2 ** 22;

/** A value as the end of a cell would show it, a model as its summary, of a tensor of planes their numbers too. */
export async function preview(value: unknown): Promise<Preview> {
  if (value instanceof tf.LayersModel && value.layers.length > 0) {
    return {
      outputs: [{ kind: 'text', stream: 'out', text: printSummary(summaryTable(value)) }],
      planes: null,
    };
  }
  const shown = (await display(value)) ?? { kind: 'text', stream: 'out', text: `${inspect(value)}\n` };
  if (shown.kind !== 'tensor' || !hasPlanes(value as tf.Tensor)) return { outputs: [shown], planes: null };
  return { outputs: [shown], planes: await planesOf(value as tf.Tensor) };
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

async function planesOf(tensor: tf.Tensor): Promise<PreviewedPlanes> {
  const [width = 0, height = 0, count = 1] = tensor.shape.toReversed();
  const values = Float32Array.from(await tensor.data());
  const { minimum, maximum } = statistics(values);
  const size = height * width;
  const first = Array.from({ length: Math.min(count, MOST_PLANES) }, (_, plane) =>
    values.slice(plane * size, (plane + 1) * size),
  );
  return { height, width, first, count, minimum, maximum };
}

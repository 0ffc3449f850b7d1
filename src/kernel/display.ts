import * as tf from '@tensorflow/tfjs';
import { Examination } from '../engine/examine';
import { writeValue } from '../drawing/writing/values';
import type { ImageOutput, Output } from '../notebook/output';
import { inspect, tensorText } from './inspect';
import { isInstance, isTensor } from './reader-value';

/** Pixels of the shorter side of a picture; a smaller tensor is shown as numbers. */
const SMALLEST_IMAGE = 16;

/** How the value of a cell's last expression is shown; null for what shows nothing. */
export async function display(value: unknown): Promise<Output | null> {
  // a History repeats what the progress of the training has shown already
  if (value === undefined || isInstance(value, tf.History)) return null;
  if (isInstance(value, Examination)) return value.output;
  const tensor = isTensor(value) ? value : null;
  if (!tensor) return { kind: 'text', stream: 'out', text: `${inspect(value)}\n` };
  if (isImage(tensor)) return imageOf(tensor);
  return { kind: 'tensor', shape: tensor.shape, dtype: tensor.dtype, text: tensorText(tensor) };
}

function isImage(tensor: tf.Tensor): tensor is tf.Tensor3D {
  const [height = 0, width = 0, channels] = tensor.shape;
  return (
    tensor.rank === 3 &&
    !tensor.isDisposed &&
    channels === 3 &&
    Math.min(height, width) >= SMALLEST_IMAGE &&
    Math.max(height, width) <= 2048
  );
}

/**
 * A picture as tf.browser.toPixels makes it: whole numbers reach to 255, others to 1. Values beyond that are scaled, and
 * the caption gives the scale.
 */
async function imageOf(tensor: tf.Tensor3D): Promise<ImageOutput> {
  const values = await tensor.data();
  const [height, width] = tensor.shape;
  const most = tensor.dtype === 'int32' ? 255 : 1;
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const fits = low >= 0 && high <= most;
  const [from, to] = fits ? [0, most] : [low, high];
  const factor = to > from ? 255 / (to - from) : 0;
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = ((values[3 * i + c] ?? 0) - from) * factor;
    pixels[4 * i + 3] = 255;
  }
  const scale = fits ? '' : `, black at ${writeValue(from)}, full at ${writeValue(to)}`;
  return {
    kind: 'image',
    width,
    height,
    pixels,
    caption: `${width} x ${height}, RGB, ${tensor.dtype}${scale}`,
  };
}

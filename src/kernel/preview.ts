import * as tf from '@tensorflow/tfjs';
import { describe } from '../engine/describe';
import { activationScale, paintChannel } from '../model/colour-scale';
import { kerasSummary } from '../model/keras-summary';
import type { ImageOutput, Output } from '../notebook/output';
import { display } from './display';

/** Planes smaller than this say more as numbers, larger ones are no small pictures. */
const SMALLEST_SIDE = 3;
const LARGEST_SIDE = 512;
/** Of a tensor of many planes, the first. */
const MOST_PLANES = 8;
/** A tensor has to be read back whole to be painted: 16 MB. */
const MOST_VALUES = 2 ** 22;

/** A value as the end of a cell would show it, a model as its summary, a tensor of planes with pictures of them. */
export async function preview(value: unknown): Promise<Output[]> {
  if (value instanceof tf.LayersModel && value.layers.length > 0) {
    return [{ kind: 'text', stream: 'out', text: kerasSummary(describe(value)) }];
  }
  const shown = (await display(value)) ?? { kind: 'text', stream: 'out', text: `${String(value)}\n` };
  const tensor = value instanceof tf.Tensor ? (value as tf.Tensor) : null;
  return shown.kind === 'tensor' && tensor ? [shown, ...(await planes(tensor))] : [shown];
}

/** The planes of [height, width] and [channels, height, width], in colours of one scale. */
async function planes(tensor: tf.Tensor): Promise<ImageOutput[]> {
  const [width = 0, height = 0, channels = 1] = tensor.shape.toReversed();
  const sides = [height, width];
  if (tensor.rank < 2 || tensor.rank > 3 || tensor.isDisposed || tensor.size > MOST_VALUES) return [];
  if (tensor.dtype === 'string' || tensor.dtype === 'complex64') return [];
  if (sides.some((side) => side < SMALLEST_SIDE || side > LARGEST_SIDE)) return [];
  const values = await tensor.data();
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const value of values) {
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  const scale = activationScale(minimum);
  return Array.from({ length: Math.min(channels, MOST_PLANES) }, (_, channel): ImageOutput => {
    const plane = values.subarray(channel * height * width, (channel + 1) * height * width);
    const name = tensor.rank === 3 ? `[${channel}] of ${channels}, ` : '';
    return {
      kind: 'image',
      width,
      height,
      pixels: paintChannel(plane, height, width, scale, { minimum, maximum }),
      caption: `${name}${height} × ${width}, ${inWords(minimum, maximum)}`,
    };
  });
}

/** What the colours of `activationScale` stand for. */
function inWords(minimum: number, maximum: number): string {
  const [least, most] = [minimum, maximum].map((value) => Number(value.toPrecision(3)));
  if (minimum >= 0) return `dark ${least} to light ${most}`;
  const reach = Number(Math.max(-minimum, Math.abs(maximum)).toPrecision(3));
  return `blue −${reach}, white 0, orange ${reach}; values from ${least} to ${most}`.replaceAll(/ -/g, ' −');
}

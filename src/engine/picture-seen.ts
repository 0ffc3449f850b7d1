import * as tf from '@tensorflow/tfjs';
import type { PictureSeen } from '../notebook/insight';
import type { Photograph } from '../notebook/messages';
import { forward, type RunLayer } from './forward';
import { UnanswerableError } from './unanswerable';

/**
 * What the learned network makes of one picture.
 *
 * @param model the whole learned network
 */
export async function seePicture(model: tf.LayersModel, photograph: Photograph): Promise<PictureSeen> {
  const names: string[] = [];
  const kept = tf.tidy(() => {
    const { layers } = forward(model, photograph);
    const convolutions = layers.filter(({ layer }) => layer.getClassName() === 'Conv2D');
    names.push(...convolutions.map(({ layer }) => layer.name));
    return {
      strongest: convolutions.flatMap(({ output, dataFormat }) => {
        const maps = tf.relu(asColumns(output, dataFormat));
        return [tf.max(maps, 0), tf.argMax(maps, 0)];
      }),
      flat: outputOf(layers, 'Flatten'),
      features: tf.relu(outputOf(layers, 'FC7')),
      probabilities: outputOf(layers, model.layers.at(-1)?.name ?? ''),
    };
  });
  try {
    const [flat, features, probabilities, ...strongest] = await Promise.all(
      [kept.flat, kept.features, kept.probabilities, ...kept.strongest].map((tensor) => tensor.data()),
    );
    return {
      strongest: names.map((layer, index) => ({
        layer,
        values: Float32Array.from(strongest[2 * index] ?? []),
        places: Int32Array.from(strongest[2 * index + 1] ?? []),
      })),
      flat: Float32Array.from(flat ?? []),
      features: Float32Array.from(features ?? []),
      probabilities: Float32Array.from(probabilities ?? []),
    };
  } finally {
    tf.dispose(kept);
  }
}

/** Places by channels, of the maps of one picture. */
function asColumns(maps: tf.Tensor, dataFormat: RunLayer['dataFormat']): tf.Tensor2D {
  const last = dataFormat === 'channelsLast' ? maps : tf.transpose(maps, [0, 2, 3, 1]);
  return tf.reshape(last, [-1, last.shape.at(-1) ?? 1]);
}

/** @param which a layer's name, or the kind of the only one of it */
function outputOf(layers: readonly RunLayer[], which: string): tf.Tensor {
  const found = layers.find(({ layer }) => layer.name === which || layer.getClassName() === which);
  if (!found) throw new UnanswerableError(`The network has no layer ${which}.`);
  return found.output;
}

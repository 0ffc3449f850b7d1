import type { Layer, Network, Taken } from '../layer';
import {
  activation,
  concatenate,
  conv2d,
  dense,
  dropout,
  flatten,
  localResponseNormalization,
  maxPooling2d,
  sliceChannels,
  zeroPadding2d,
} from '../make-layer';

/**
 * The network with two towers of the notebook's repository (rowhanm/RecreatingAlexNet, alexnet_og.py), built by
 * Keras's functional interface. Convolutions 2, 4 and 5 see half the channels each; the first, the third and both
 * normalisations see all.
 *
 * @param mended as its code stands, what is to pad the input of the last convolutions pads another variable, so that
 *   they are not padded: 5x5 is left. True: padded by two as was meant, 7x7.
 */
export function twoTowersNetwork({ mended = false }: { mended?: boolean } = {}): Network {
  const layers: Layer[] = [];
  const takes: Record<string, readonly Taken[]> = {};
  /** Adds a layer behind others, and gives its name. */
  const add = (layer: Layer, ...from: Taken[]): string => {
    layers.push(layer);
    takes[layer.name] = from;
    return layer.name;
  };
  const relu = { activation: 'relu' } as const;
  let slices = 0;
  let joins = 0;
  /** Two convolutions, each over its half of the channels, and what they give side by side. */
  const towers = (number: 2 | 4 | 5, from: Taken, channels: number, filters: number, kernelSize: number) => {
    const half = channels / 2;
    // Both before both, as Keras lists what is equally far from the end.
    const parts = [0, half].map((begin) => add(sliceChannels(`lambda_${++slices}`, begin, half), from));
    const ends = parts.map((part, tower) =>
      add(conv2d(`conv_${number}_${tower + 1}`, filters / 2, kernelSize, relu), part),
    );
    return add(concatenate(`concatenate_${++joins}`), ...ends);
  };

  const conv1 = add(conv2d('conv_1', 96, 11, { strides: 4, ...relu }), null);
  const lrn1 = add(localResponseNormalization('LRN1'), conv1);
  const pool1 = add(maxPooling2d('max_pooling2d_1', 3, { strides: 2 }), lrn1);
  const conv2 = towers(2, pool1, 96, 256, 5);
  const lrn2 = add(localResponseNormalization('LRN2'), conv2);
  const pool2 = add(maxPooling2d('max_pooling2d_2', 3, { strides: 2 }), lrn2);
  const pad3 = add(zeroPadding2d('zero_padding2d_1', 1), pool2);
  const conv3 = add(conv2d('conv_3', 384, 3, relu), pad3);
  const pad4 = add(zeroPadding2d('zero_padding2d_2', 2), conv3);
  const conv4 = towers(4, pad4, 384, 384, 3);
  const before5 = mended ? add(zeroPadding2d('zero_padding2d_3', 2), conv4) : conv4;
  const conv5 = towers(5, before5, 384, 256, 3);
  const pool5 = add(maxPooling2d('convpool_5', 3, { strides: 2 }), conv5);
  const flat = add(flatten('flatten'), pool5);
  const fc6 = add(dense('dense_1', 4096, relu), flat);
  const drop6 = add(dropout('dropout_1', 0.5), fc6);
  const fc7 = add(dense('dense_2', 4096, relu), drop6);
  const drop7 = add(dropout('dropout_2', 0.5), fc7);
  const fc8 = add(dense('dense_3', 1000), drop7);
  add(activation('softmax', 'softmax'), fc8);
  return { name: "AlexNet, the repository's two towers", inputShape: [3, 227, 227], layers, takes };
}

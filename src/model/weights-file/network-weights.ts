/** The weights of a network's layers, as Keras keeps them. */
import type { Network } from '../layer';
import { rows } from '../rows';
import { readImageShape } from '../image-shape';

export interface NetworkWeight {
  layer: string;
  /** 'kernel', 'bias'; 'gamma', 'beta', 'moving_mean', 'moving_variance'. */
  weight: string;
  /** As Keras keeps it: [height, width, in, out], [in, out]; `in` is that of one group. */
  shape: readonly number[];
}

/** Those of its convolutions and dense layers, in order. */
export function networkWeights(network: Network): NetworkWeight[] {
  return rows(network).flatMap(({ layer, input }): NetworkWeight[] => {
    if (layer.type !== 'conv2d' && layer.type !== 'dense') return [];
    const kernel =
      layer.type === 'dense'
        ? [input.at(-1) ?? 0, layer.units]
        : [
            ...layer.kernelSize,
            (readImageShape(input, layer.dataFormat)?.channels ?? 0) / layer.groups,
            layer.filters,
          ];
    const bias = { layer: layer.name, weight: 'bias', shape: kernel.slice(-1) };
    return [{ layer: layer.name, weight: 'kernel', shape: kernel }, ...(layer.useBias ? [bias] : [])];
  });
}

/** A network that branches, in plain loops and double precision: what its live model gives and learns is held against them. */
import type { Layer, Network } from '../../../src/model/layer';
import { taken } from '../../../src/model/network-shapes';
import { at, map, type Numbers, numbers, sum } from './numbers';
import { responsesInGroups, responsesInMap } from './normalisations';
import { maxPool } from './spatial';
import { addBias, convolveInGroups } from './windows';

/** Each layer's weights by its name: the kernel, then the bias. */
export type PlainWeights = ReadonlyMap<string, readonly Numbers[]>;

/** @param image channels last, with its batch, as all in between is: Keras flattens so, whatever a reader sees */
export function plainOutput(network: Network, weights: PlainWeights, image: Numbers): Numbers {
  const known = new Map<string | null, Numbers>([[null, image]]);
  let last = image;
  taken(network).forEach((takes, index) => {
    const layer = network.layers[index]!;
    last = outputOf(
      layer,
      takes.map((name) => known.get(name)!),
      weights.get(layer.name) ?? [],
    );
    known.set(layer.name, last);
  });
  return last;
}

function outputOf(layer: Layer, [x, ...others]: readonly Numbers[], weights: readonly Numbers[]): Numbers {
  const [kernel, bias] = weights;
  switch (layer.type) {
    case 'conv2d': {
      const { strides, padding, ceilMode = false, groups } = layer;
      const sums = convolveInGroups(x!, kernel!, groups, { strides, padding, ceilMode });
      return activated(layer, addBias(sums, bias!));
    }
    case 'localResponseNormalization': {
      const { depthRadius, bias: k, alpha, beta, groups = 1 } = layer;
      const options = { n: 2 * depthRadius + 1, k, alpha, beta };
      return layer.window === 'map' ? responsesInMap(x!, options) : responsesInGroups(x!, groups, options);
    }
    case 'maxPooling2d': {
      const { poolSize, strides, ceilMode = false } = layer;
      return maxPool(x!, { size: poolSize, strides, ceilMode });
    }
    case 'sliceChannels': {
      const [batch, height, width] = x!.shape;
      return numbers([batch!, height!, width!, layer.size], (n, i, j, c) => at(x!, n, i, j, layer.begin + c));
    }
    case 'concatenate': {
      const [other] = others;
      const [batch, height, width, channels] = x!.shape;
      return numbers([batch!, height!, width!, channels! + other!.shape[3]!], (n, i, j, c) =>
        c < channels! ? at(x!, n, i, j, c) : at(other!, n, i, j, c - channels!),
      );
    }
    case 'flatten':
      return { shape: [x!.shape[0]!, x!.values.length / x!.shape[0]!], values: x!.values };
    case 'dense': {
      const [inputs, units] = kernel!.shape;
      const sums = numbers([x!.shape[0]!, units!], (n, unit) =>
        sum([inputs!], (i) => at(x!, n, i) * at(kernel!, i, unit)),
      );
      return activated(layer, addBias(sums, bias!));
    }
    default:
      throw new Error(`No loops for ${layer.type}.`);
  }
}

function activated({ activation }: { activation: string }, sums: Numbers): Numbers {
  return activation === 'relu' ? map(sums, (value) => Math.max(0, value)) : map(sums, Math.tanh);
}

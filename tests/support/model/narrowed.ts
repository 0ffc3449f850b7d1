import type { Layer, Network } from '../../../src/model/layer';

/** A network with an eighth of its channels and units: the same layers, connections and sizes of maps. */
export function narrowed(network: Network, divisor = 8, classes = 10): Network {
  const last = network.layers.findLast(({ type }) => type === 'dense');
  const narrow = (layer: Layer): Layer => {
    switch (layer.type) {
      case 'conv2d':
        return { ...layer, filters: layer.filters / divisor };
      case 'dense':
        return { ...layer, units: layer === last ? classes : layer.units / divisor };
      case 'sliceChannels':
        return { ...layer, begin: layer.begin / divisor, size: layer.size / divisor };
      default:
        return layer;
    }
  };
  return { ...network, layers: network.layers.map(narrow) };
}

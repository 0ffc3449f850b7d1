/** What a network gives, composed from plain operations of stock TensorFlow.js: it has none of these layers. */
import type {
  Conv2D,
  DataFormat,
  Layer,
  LocalResponseNormalization,
  Network,
  Pooling2D,
  Taken,
} from '../../../src/model/layer';
import { networkDataFormat } from '../../../src/model/rows';
import { taken } from '../../../src/model/network-shapes';
import { tf } from './stock-model';

export interface LayerWeights {
  /** As Keras orders it: [height, width, channels of a group, filters], or [inputs, units]. */
  kernel: tf.Tensor;
  bias: tf.Tensor1D;
}

/** Outputs by whose they are, one image each, [1, channels, height, width] or [1, units]; and the weights, drawn from the seed. */
export function composedOutputs(network: Network, image: tf.Tensor, seed: number) {
  const format = networkDataFormat(network);
  const outputs = new Map<Taken, tf.Tensor>([[null, image]]);
  const weights = new Map<string, LayerWeights>();
  const draw = <R extends tf.Rank>(shape: tf.ShapeMap[R]) =>
    tf.randomNormal<R>(shape, 0, 0.5, 'float32', seed + weights.size);
  for (const [index, takes] of taken(network).entries()) {
    const layer = network.layers[index]!;
    const inputs = takes.map((name) => outputs.get(name)!);
    const [x] = inputs as [tf.Tensor];
    if (layer.type === 'conv2d') {
      const channels = x.shape[1]! / layer.groups;
      const kernel = draw<tf.Rank.R4>([...layer.kernelSize, channels, layer.filters]);
      weights.set(layer.name, { kernel, bias: draw<tf.Rank.R1>([layer.filters]) });
    } else if (layer.type === 'dense') {
      const kernel = draw<tf.Rank.R2>([x.shape.at(-1)!, layer.units]);
      weights.set(layer.name, { kernel, bias: draw<tf.Rank.R1>([layer.units]) });
    }
    outputs.set(layer.name, outputOf(layer, inputs, weights.get(layer.name), format));
  }
  return { outputs, weights };
}

function outputOf(
  layer: Layer,
  inputs: readonly tf.Tensor[],
  weights: LayerWeights | undefined,
  format: DataFormat,
): tf.Tensor {
  const [x] = inputs as [tf.Tensor4D];
  switch (layer.type) {
    case 'conv2d':
      return channelsLast(x, (last) => convolved(layer, last, weights!));
    case 'maxPooling2d':
    case 'averagePooling2d':
      return channelsLast(x, (last) => pooled(layer, last));
    case 'localResponseNormalization':
      return normalized(layer, x);
    case 'zeroPadding2d':
      return x.pad([[0, 0], [0, 0], ...layer.padding.map((sides): [number, number] => [...sides])]);
    case 'activation':
      return x.relu();
    case 'sliceChannels':
      return x.slice([0, layer.begin, 0, 0], [-1, layer.size, -1, -1]);
    case 'concatenate': {
      // Its axis is counted in the network's own order.
      const axis = x.rank === 4 && format === 'channelsLast' ? [0, 2, 3, 1][layer.axis]! : layer.axis;
      return tf.concat([...inputs], axis);
    }
    case 'flatten':
      return x.transpose([0, 2, 3, 1]).reshape([1, -1]);
    case 'dense':
      return tf.add(tf.matMul(x as tf.Tensor, weights!.kernel), weights!.bias);
    default:
      throw new Error(`${layer.type} is not composed here`);
  }
}

function channelsLast(x: tf.Tensor4D, of: (last: tf.Tensor4D) => tf.Tensor4D): tf.Tensor4D {
  return of(x.transpose([0, 2, 3, 1])).transpose([0, 3, 1, 2]);
}

/** So much is added behind an axis that windows which are counted up all lie on it. */
function overhang({ strides, ceilMode }: Conv2D | Pooling2D, window: readonly number[], x: tf.Tensor4D) {
  return [0, 1].map((axis): [number, number] => {
    if (!ceilMode) return [0, 0];
    const [size, stride, span] = [x.shape[axis + 1]!, strides[axis as 0 | 1], window[axis]!];
    let count = 1;
    while ((count - 1) * stride + span < size) count++;
    if ((count - 1) * stride >= size) count--;
    return [0, Math.max(0, (count - 1) * stride + span - size)];
  });
}

function convolved(layer: Conv2D, x: tf.Tensor4D, { kernel, bias }: LayerWeights): tf.Tensor4D {
  const padded = x.pad<tf.Tensor4D>([[0, 0], ...overhang(layer, layer.kernelSize, x), [0, 0]]);
  const images = tf.split<tf.Tensor4D>(padded, layer.groups, 3);
  const kernels = tf.split<tf.Tensor4D>(kernel, layer.groups, 3);
  const parts = images.map((image, group) =>
    tf.conv2d(image, kernels[group]!, [...layer.strides], layer.padding),
  );
  return tf.add(tf.concat(parts, 3), bias);
}

function pooled(layer: Pooling2D, x: tf.Tensor4D): tf.Tensor4D {
  const edges = [[0, 0], ...overhang(layer, layer.poolSize, x), [0, 0]] as [number, number][];
  const [size, strides] = [[...layer.poolSize], [...layer.strides]] as [[number, number], [number, number]];
  if (layer.type === 'maxPooling2d')
    return tf.maxPool(x.pad<tf.Tensor4D>(edges, -1e9), size, strides, layer.padding);
  const mean = (of: tf.Tensor4D) => tf.avgPool(of.pad<tf.Tensor4D>(edges), size, strides, layer.padding);
  return layer.ceilMode ? tf.div(mean(x), mean(tf.onesLike(x))) : mean(x);
}

/** Sums of squares by shifted copies: over neighbouring channels of a group, or places of a map. */
function normalized(layer: LocalResponseNormalization, x: tf.Tensor4D): tf.Tensor4D {
  const { depthRadius: radius, bias, beta, alpha, groups = 1, window, divideAlpha } = layer;
  const [, channels, height, width] = x.shape;
  const n = 2 * radius + 1;
  const shifts = Array.from({ length: n }, (_, shift) => shift);
  const sumOf = (part: tf.Tensor4D) => {
    const padded = part.square().pad([
      [0, 0],
      [radius, radius],
      [0, 0],
      [0, 0],
    ]);
    return tf.addN(shifts.map((shift) => padded.slice([0, shift, 0, 0], part.shape)));
  };
  const onMap = () => {
    const padded = x.square().pad([
      [0, 0],
      [0, 0],
      [radius, radius],
      [radius, radius],
    ]);
    return tf.addN(
      shifts.flatMap((down) =>
        shifts.map((right) => padded.slice([0, 0, down, right], [1, channels, height, width])),
      ),
    );
  };
  const sums = window === 'map' ? onMap() : tf.concat(tf.split<tf.Tensor4D>(x, groups, 1).map(sumOf), 1);
  const factor = divideAlpha ? alpha / (window === 'map' ? n * n : n) : alpha;
  return tf.div(x, tf.pow(tf.add(bias, tf.mul(factor, sums)), beta));
}

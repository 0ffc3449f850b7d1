import type { Layer, Network } from '../../src/model/layer';
import { encodeModel, type Node } from './protobuf';

/** A layer's weights as TensorFlow.js holds them: the kernel, then the bias. */
export type Weights = readonly { shape: readonly number[]; values: Float32Array }[];

export interface OnnxNetwork {
  bytes: Uint8Array;
  /** What to run it with, besides 'image': the weights in ONNX's order. */
  feeds: Map<string, { shape: number[]; values: Float32Array }>;
  /** Each layer's output has its name; dropout does nothing and has none. */
  outputs: string[];
}

/**
 * The network as an ONNX model, which computes channels first throughout and knows nothing of TensorFlow.js.
 * @throws for a layer that the notebook does not use
 */
export function toOnnx(network: Network, weightsOf: (layer: string) => Weights, every: boolean): OnnxNetwork {
  const nodes: Node[] = [];
  const feeds: OnnxNetwork['feeds'] = new Map();
  let previous = 'image';
  for (const layer of network.layers) {
    if (layer.type === 'dropout') continue;
    const [kernel, bias] = weightsOf(layer.name);
    const names: string[] = [];
    if (kernel && bias) {
      feeds.set(`${layer.name}.kernel`, layer.type === 'conv2d' ? filtersFirst(kernel) : copy(kernel));
      feeds.set(`${layer.name}.bias`, copy(bias));
      names.push(`${layer.name}.kernel`, `${layer.name}.bias`);
    }
    nodes.push(...nodesOf(layer, previous, names));
    previous = layer.name;
  }
  const outputs = nodes
    .map(({ output }) => output)
    .filter((name) => network.layers.some((layer) => layer.name === name));
  const inputs = new Map([
    ['image', [1, ...network.inputShape!]],
    ...[...feeds].map(([name, { shape }]) => [name, shape] as const),
  ]);
  return { bytes: encodeModel({ nodes, inputs, outputs: every ? outputs : [previous] }), feeds, outputs };
}

function nodesOf(layer: Layer, input: string, weights: readonly string[]): Node[] {
  const { name: output } = layer;
  const node = (type: string, attributes: Node['attributes'] = {}): Node[] => [
    { type, inputs: [input, ...weights], output, attributes },
  ];
  switch (layer.type) {
    case 'conv2d':
      return node('Conv', { kernel_shape: layer.kernelSize, strides: layer.strides });
    case 'activation':
      return node(layer.activation === 'softmax' ? 'Softmax' : 'Relu');
    case 'localResponseNormalization': {
      const size = 2 * layer.depthRadius + 1;
      // ONNX divides alpha by the size of the window.
      const { alpha, beta, bias } = layer;
      return node('LRN', {
        size,
        alpha: { float: alpha * size },
        beta: { float: beta },
        bias: { float: bias },
      });
    }
    case 'maxPooling2d':
      return node('MaxPool', { kernel_shape: layer.poolSize, strides: layer.strides });
    case 'zeroPadding2d': {
      const [[top, bottom], [left, right]] = layer.padding;
      return node('Pad', { pads: [0, 0, top, left, 0, 0, bottom, right] });
    }
    case 'flatten':
      // As Keras: in the order of channels last, whatever the data format.
      return [
        {
          type: 'Transpose',
          inputs: [input],
          output: `${output}.transposed`,
          attributes: { perm: [0, 2, 3, 1] },
        },
        { type: 'Flatten', inputs: [`${output}.transposed`], output },
      ];
    case 'dense':
      return node('Gemm');
    default:
      throw new Error(`No ONNX node for ${layer.type}.`);
  }
}

/** [height, width, channels, filters] to [filters, channels, height, width]. */
function filtersFirst({ shape, values }: Weights[number]) {
  const [height = 0, width = 0, channels = 0, filters = 0] = shape;
  const result = new Float32Array(values.length);
  let to = 0;
  for (let filter = 0; filter < filters; filter++)
    for (let channel = 0; channel < channels; channel++)
      for (let at = 0; at < height * width; at++)
        result[to++] = values[(at * channels + channel) * filters + filter]!;
  return { shape: [filters, channels, height, width], values: result };
}

function copy({ shape, values }: Weights[number]) {
  return { shape: [...shape], values };
}

import type { Layer, Network } from '../../src/model/layer';
import { encodeModel, type Node, type Tensor } from './protobuf';

/**
 * The network as an ONNX model, which computes channels first throughout and knows nothing of TensorFlow.js. Its
 * input is called 'image'; each layer's output has the layer's name. Dropout does nothing here and has none.
 *
 * @param weightsOf a layer's weights as TensorFlow.js holds them: the kernel, then the bias
 * @param everyLayer whether all outputs are given, or only the last
 * @throws for a layer that the notebook does not use
 */
export function toOnnx(
  network: Network,
  weightsOf: (layer: Layer) => readonly Tensor[],
  { everyLayer }: { everyLayer: boolean },
): { bytes: Uint8Array; outputs: string[] } {
  const nodes: Node[] = [];
  const weights = new Map<string, Tensor>();
  let previous = 'image';
  for (const layer of network.layers) {
    if (layer.type === 'dropout') continue;
    const [kernel, bias] = weightsOf(layer);
    const names: string[] = [];
    if (kernel && bias) {
      names.push(`${layer.name}.kernel`, `${layer.name}.bias`);
      weights.set(`${layer.name}.kernel`, layer.type === 'conv2d' ? filtersFirst(kernel) : kernel);
      weights.set(`${layer.name}.bias`, bias);
    }
    nodes.push(...nodesOf(layer, previous, names));
    previous = layer.name;
  }
  const named = network.layers.filter(({ type }) => type !== 'dropout').map(({ name }) => name);
  const outputs = everyLayer ? named : [previous];
  const input = { name: 'image', shape: [1, ...(network.inputShape ?? [])] };
  return { bytes: encodeModel({ nodes, weights, input, outputs }), outputs };
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
function filtersFirst({ shape, values }: Tensor): Tensor {
  const [height = 0, width = 0, channels = 0, filters = 0] = shape;
  const result = new Float32Array(values.length);
  let to = 0;
  for (let filter = 0; filter < filters; filter++)
    for (let channel = 0; channel < channels; channel++)
      for (let at = 0; at < height * width; at++)
        result[to++] = values[(at * channels + channel) * filters + filter]!;
  return { shape: [filters, channels, height, width], values: result };
}

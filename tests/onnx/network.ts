import type { Conv2D, Layer, LocalResponseNormalization, Network } from '../../src/model/layer';
import { rows, type Row } from '../../src/model/rows';
import { encodeModel, type Node, type Tensor } from './protobuf';

/** A layer's input or output, by its name in the graph. */
type Name = string;

/** What of an ONNX model a layer becomes. */
interface Part {
  nodes: readonly Node[];
  /** Constants that the nodes take by name. */
  constants?: Readonly<Record<Name, Tensor>>;
}

/**
 * The network as an ONNX model, which computes channels first throughout and knows nothing of TensorFlow.js. Its
 * input is called 'image'; each layer's output has the layer's name. Dropout does nothing here and has none.
 *
 * @param weightsOf a layer's weights as TensorFlow.js holds them: the kernel, then the bias
 * @param everyLayer whether all outputs are given, or only the last
 * @throws for a layer that no AlexNet uses
 */
export function toOnnx(
  network: Network,
  weightsOf: (layer: Layer) => readonly Tensor[],
  { everyLayer }: { everyLayer: boolean },
): { bytes: Uint8Array; outputs: string[] } {
  const nodes: Node[] = [];
  const weights = new Map<Name, Tensor>();
  const given = new Map<string | null, Name>([[null, 'image']]);
  for (const row of rows(network)) {
    const { layer } = row;
    const inputs = row.takes.map((name) => given.get(name)!);
    if (layer.type === 'dropout') {
      given.set(layer.name, inputs[0]!);
      continue;
    }
    given.set(layer.name, layer.name);
    const [kernel, bias] = weightsOf(layer);
    const own: Name[] = [];
    if (kernel && bias) {
      own.push(`${layer.name}.kernel`, `${layer.name}.bias`);
      weights.set(`${layer.name}.kernel`, layer.type === 'conv2d' ? filtersFirst(kernel) : kernel);
      weights.set(`${layer.name}.bias`, bias);
    }
    const part = partOf(row, inputs, own);
    nodes.push(...part.nodes);
    for (const [name, constant] of Object.entries(part.constants ?? {})) weights.set(name, constant);
  }
  const named = network.layers.filter(({ type }) => type !== 'dropout').map(({ name }) => name);
  const outputs = everyLayer ? named : named.slice(-1);
  const input = { name: 'image', shape: [1, ...(network.inputShape ?? [])] };
  return { bytes: encodeModel({ nodes, weights, input, outputs }), outputs };
}

function partOf({ layer, input: shape }: Row, inputs: readonly Name[], weights: readonly Name[]): Part {
  const { name: output } = layer;
  const [input = ''] = inputs;
  const one = (type: string, attributes: Node['attributes'] = {}): Part => ({
    nodes: [{ type, inputs: [...inputs, ...weights], outputs: [output], attributes }],
  });
  switch (layer.type) {
    case 'conv2d':
      return activated(layer, one('Conv', windowOf(layer, layer.kernelSize, shape)));
    case 'dense':
      return activated(layer, one('Gemm'));
    case 'activation':
      return one(layer.activation === 'softmax' ? 'Softmax' : 'Relu');
    case 'localResponseNormalization':
      return layer.window === 'map' ? inMap(layer, input) : acrossMaps(layer, input, shape[0]!);
    case 'maxPooling2d':
      return one('MaxPool', {
        kernel_shape: layer.poolSize,
        strides: layer.strides,
        ...(layer.ceilMode && { ceil_mode: 1 }),
      });
    case 'zeroPadding2d': {
      const [[top, bottom], [left, right]] = layer.padding;
      return one('Pad', { pads: [0, 0, top, left, 0, 0, bottom, right] });
    }
    case 'flatten': {
      // As Keras: in the order of channels last, whatever the data format.
      const transposed = `${output}.transposed`;
      return {
        nodes: [
          { type: 'Transpose', inputs, outputs: [transposed], attributes: { perm: [0, 2, 3, 1] } },
          { type: 'Flatten', inputs: [transposed], outputs: [output] },
        ],
      };
    }
    case 'concatenate':
      return one('Concat', { axis: layer.axis });
    case 'sliceChannels': {
      const { begin, size } = layer;
      const before = begin > 0 ? { [`${output}.before`]: begin } : {};
      const after = begin + size < shape[0]! ? { [`${output}.after`]: shape[0]! - begin - size } : {};
      return { nodes: [split(input, { ...before, [output]: size, ...after })] };
    }
    default:
      throw new Error(`No ONNX node for ${layer.type}.`);
  }
}

/** A fused activation is a node of its own. */
function activated({ name, activation }: { name: string; activation: string }, part: Part): Part {
  if (activation === 'linear') return part;
  if (activation !== 'relu') throw new Error(`No ONNX node for ${activation}.`);
  const sums = `${name}.sums`;
  return {
    nodes: [
      ...part.nodes.map((node) => ({ ...node, outputs: [sums] })),
      { type: 'Relu', inputs: [sums], outputs: [name] },
    ],
  };
}

function windowOf(layer: Conv2D, kernel: Conv2D['kernelSize'], shape: readonly number[]): Node['attributes'] {
  const { strides, groups, padding, ceilMode } = layer;
  // ONNX rounds a convolution's sizes down: the zeros that one window more would read stand behind the image.
  const lacking = (axis: 0 | 1) => {
    const left = (shape[axis + 1]! - kernel[axis]) % strides[axis];
    return left === 0 ? 0 : strides[axis] - left;
  };
  return {
    kernel_shape: kernel,
    strides,
    group: groups,
    ...(padding === 'same' && { auto_pad: 'SAME_UPPER' }),
    ...(ceilMode && { pads: [0, 0, lacking(0), lacking(1)] }),
  };
}

/** Across channels, in the parts of each group. ONNX divides alpha by the size of the window. */
function acrossMaps(layer: LocalResponseNormalization, input: Name, channels: number): Part {
  const { name, alpha, beta, bias, divideAlpha, depthRadius, groups = 1 } = layer;
  const size = 2 * depthRadius + 1;
  const attributes = {
    size,
    alpha: { float: divideAlpha ? alpha : alpha * size },
    beta: { float: beta },
    bias: { float: bias },
  };
  if (groups === 1) return { nodes: [{ type: 'LRN', inputs: [input], outputs: [name], attributes }] };
  const numbers = Array.from({ length: groups }, (_, group) => group);
  const parts = numbers.map((group) => `${name}.part${group}`);
  const normal = numbers.map((group) => `${name}.normal${group}`);
  return {
    nodes: [
      split(input, Object.fromEntries(parts.map((part) => [part, channels / groups]))),
      ...parts.map((part, group) => ({ type: 'LRN', inputs: [part], outputs: [normal[group]!], attributes })),
      { type: 'Concat', inputs: normal, outputs: [name], attributes: { axis: 1 } },
    ],
  };
}

/** Over squares of the same map: the mean of the squares, with the zeros beyond the edges, times their number. */
function inMap(layer: LocalResponseNormalization, input: Name): Part {
  const { name, alpha, beta, bias, divideAlpha, depthRadius } = layer;
  const side = 2 * depthRadius + 1;
  const at = (step: string) => `${name}.${step}`;
  const node = (type: string, inputs: Name[], output: Name, attributes: Node['attributes'] = {}): Node => ({
    type,
    inputs,
    outputs: [output],
    attributes,
  });
  const window = {
    kernel_shape: [side, side],
    strides: [1, 1],
    pads: [depthRadius, depthRadius, depthRadius, depthRadius],
    count_include_pad: 1,
  };
  const constant = (value: number): Tensor => ({ shape: [1], values: Float32Array.of(value) });
  return {
    nodes: [
      node('Mul', [input, input], at('squares')),
      node('AveragePool', [at('squares')], at('mean'), window),
      node('Mul', [at('mean'), at('alpha')], at('scaled')),
      node('Add', [at('scaled'), at('bias')], at('base')),
      node('Pow', [at('base'), at('beta')], at('divisor')),
      node('Div', [input, at('divisor')], name),
    ],
    constants: {
      [at('alpha')]: constant(divideAlpha ? alpha : alpha * side * side),
      [at('bias')]: constant(bias),
      [at('beta')]: constant(beta),
    },
  };
}

/** Parts of the channels, by the names they get. */
function split(input: Name, sizes: Readonly<Record<Name, number>>): Node {
  return {
    type: 'Split',
    inputs: [input],
    outputs: Object.keys(sizes),
    attributes: { axis: 1, split: Object.values(sizes) },
  };
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

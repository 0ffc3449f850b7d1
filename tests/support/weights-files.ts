/** Small files of weights, each laid out as its format's own writer does it: width-scaled networks under the true names. */
import type { Layer, Network } from '../../src/model/layer';
import type { ByteSource, NamedTensor } from '../../src/model/weights-file/named-tensor';
import { networkWeights } from '../../src/model/weights-file/network-weights';
import { encodeModel, type Node, type Tensor } from '../onnx/protobuf';
import { generator } from './random';

/** As PyTorch and Caffe keep them: [out, in, height, width] or [out, in], and [out]. */
export interface SourceLayer {
  kernel: Tensor;
  bias: Tensor;
}

/** A member of the family with a part of each layer's width, but for its answers. */
export function narrow(network: Network, width: number): Network {
  const scaled = (layer: Layer, index: number): Layer => {
    if (layer.type === 'conv2d') return { ...layer, filters: layer.filters * width };
    const isLast = !network.layers.slice(index + 1).some(({ type }) => type === 'dense');
    return layer.type === 'dense' && !isLast ? { ...layer, units: layer.units * width } : layer;
  };
  return { ...network, layers: network.layers.map(scaled) };
}

/** Weights of the size that lets the numbers neither grow nor vanish on their way. */
export function sourceLayers(network: Network, seed: number): SourceLayer[] {
  const random = generator(seed);
  const drawn = (shape: readonly number[], reach: number): Tensor => {
    const count = shape.reduce((product, size) => product * size, 1);
    return { shape, values: Float32Array.from({ length: count }, () => (2 * random() - 1) * reach) };
  };
  return networkWeights(network)
    .filter(({ weight }) => weight === 'kernel')
    .map(({ shape }) => {
      const [outputs = 0, inputs = 0, ...places] = [...shape.slice(-2).reverse(), ...shape.slice(0, -2)];
      const fan = places.reduce((product, size) => product * size, inputs);
      return { kernel: drawn([outputs, inputs, ...places], Math.sqrt(6 / fan)), bias: drawn([outputs], 0.1) };
    });
}

export function sourceOf(bytes: Uint8Array): ByteSource {
  const file = new Blob([Uint8Array.from(bytes)]);
  return { size: file.size, read: (from, to) => file.slice(from, to).arrayBuffer() };
}

export async function numbersOf({ parts }: NamedTensor): Promise<number[]> {
  const numbers: number[] = [];
  for await (const part of parts?.() ?? []) for (const number of part) numbers.push(number);
  return numbers;
}

/** By the format's own description (github.com/huggingface/safetensors). */
export function safetensorsFile(tensors: Readonly<Record<string, Tensor>>): Uint8Array {
  let offset = 0;
  const header: Record<string, object> = {};
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, (offset += values.byteLength)] };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  return joined([
    new BigUint64Array([BigInt(json.length)]),
    json,
    ...Object.values(tensors).map(({ values }) => values),
  ]);
}

export const TORCHVISION_NAMES = [0, 3, 6, 8, 10]
  .map((index) => `features.${index}`)
  .concat([1, 4, 6].map((index) => `classifier.${index}`));

export function torchvisionFile(layers: readonly SourceLayer[]): Uint8Array {
  const named = layers.flatMap(({ kernel, bias }, index) => [
    [`${TORCHVISION_NAMES[index]}.weight`, kernel],
    [`${TORCHVISION_NAMES[index]}.bias`, bias],
  ]);
  return safetensorsFile(Object.fromEntries(named) as Record<string, Tensor>);
}

interface OnnxLayout {
  /** Names of kernel and biases by the layer's place. */
  nameOf: (index: number) => readonly [string, string];
  side: number;
  /** Of each convolution. */
  convolutions: readonly { strides: number; pads: number; group: number }[];
  /** What follows a convolution and its ReLU, by the convolution's place. */
  after: Readonly<Record<number, readonly ('LRN' | 'MaxPool')[]>>;
  /** Whether the biases stand before the kernels, as converters to a newer version leave them. */
  biasesFirst?: boolean;
  softmax: boolean;
}

const CAFFE = {
  nameOf: (index: number) => {
    const name = `${index < 5 ? 'conv' : 'fc'}${index + 1}`;
    return [`${name}_w_0`, `${name}_b_0`] as const;
  },
  side: 227,
  biasesFirst: true,
  softmax: true,
};

const caffeConvolutions = (groups: number) => [
  { strides: 4, pads: 0, group: 1 },
  { strides: 1, pads: 2, group: groups },
  { strides: 1, pads: 1, group: 1 },
  { strides: 1, pads: 1, group: groups },
  { strides: 1, pads: 1, group: groups },
];

export function bvlcOnnx(layers: readonly SourceLayer[], groups = 2): Uint8Array {
  const shrunk = ['LRN', 'MaxPool'] as const;
  const after = { 0: shrunk, 1: shrunk, 4: ['MaxPool'] as const };
  return onnxFile(layers, { ...CAFFE, convolutions: caffeConvolutions(groups), after });
}

export function caffenetOnnx(layers: readonly SourceLayer[], groups = 2): Uint8Array {
  const shrunk = ['MaxPool', 'LRN'] as const;
  const after = { 0: shrunk, 1: shrunk, 4: ['MaxPool'] as const };
  return onnxFile(layers, { ...CAFFE, convolutions: caffeConvolutions(groups), after });
}

export function torchvisionOnnx(layers: readonly SourceLayer[]): Uint8Array {
  const pool = ['MaxPool'] as const;
  const convolution = (strides: number, pads: number) => ({ strides, pads, group: 1 });
  return onnxFile(layers, {
    nameOf: (index) => [`${TORCHVISION_NAMES[index]}.weight`, `${TORCHVISION_NAMES[index]}.bias`],
    side: 224,
    convolutions: [convolution(4, 2), convolution(1, 2), ...[0, 1, 2].map(() => convolution(1, 1))],
    after: { 0: pool, 1: pool, 4: pool },
    softmax: false,
  });
}

/** A chain of convolutions and dense layers; its input is called 'data_0', its output 'prob_1'. */
function onnxFile(layers: readonly SourceLayer[], layout: OnnxLayout): Uint8Array {
  const nodes: Node[] = [];
  const weights = new Map<string, Tensor>();
  let last = 'data_0';
  const add = (type: string, more: readonly string[] = [], attributes: Node['attributes'] = {}) => {
    const output = `${type}_${nodes.length}`;
    nodes.push({ type, inputs: [last, ...more], outputs: [output], attributes });
    last = output;
  };
  for (const [index, { kernel, bias }] of layers.entries()) {
    const names = layout.nameOf(index);
    const own = [[names[0], kernel] as const, [names[1], bias] as const];
    for (const [name, tensor] of layout.biasesFirst ? own.reverse() : own) weights.set(name, tensor);
    const convolution = layout.convolutions[index];
    if (convolution) {
      const { strides, pads, group } = convolution;
      const side = kernel.shape[2] ?? 1;
      add('Conv', names, {
        kernel_shape: [side, side],
        strides: [strides, strides],
        pads: [pads, pads, pads, pads],
        group,
      });
      add('Relu');
      for (const type of layout.after[index] ?? []) {
        if (type === 'MaxPool') add(type, [], { kernel_shape: [3, 3], strides: [2, 2] });
        else add(type, [], { size: 5, alpha: { float: 1e-4 }, beta: { float: 0.75 }, bias: { float: 1 } });
      }
      if (index === layout.convolutions.length - 1) add('Flatten');
    } else {
      add('Gemm', names, { transB: 1 });
      if (index < layers.length - 1) add('Relu');
    }
  }
  if (layout.softmax) add('Softmax');
  const end = nodes.at(-1);
  if (end) nodes[nodes.length - 1] = { ...end, outputs: ['prob_1'] };
  const input = { name: 'data_0', shape: [1, 3, layout.side, layout.side] };
  return encodeModel({ nodes, weights, input, outputs: ['prob_1'] });
}

/**
 * As Han and others pack a network (their decode.py read backwards): most weights are nothing, the others one of 255 or
 * 15 values.
 *
 * @returns the file, and the weights that it stands for
 */
export function compressedFile(network: Network, seed: number): { bytes: Uint8Array; layers: SourceLayer[] } {
  const random = generator(seed);
  const layers: SourceLayer[] = [];
  const counts: number[] = [];
  const pieces: ArrayBufferView[] = [];
  for (const { kernel, bias } of sourceLayers(network, seed)) {
    const bits = kernel.shape.length === 2 ? 4 : 8;
    const codebook = Float32Array.from({ length: 2 ** bits }, (_, code) =>
      code === 0 ? 0 : ((random() - 0.5) * 16) / Math.sqrt(kernel.values.length / (kernel.shape[0] ?? 1)),
    );
    const values = new Float32Array(kernel.values.length);
    const codes: number[] = [];
    const gaps: number[] = [];
    let before = -1;
    const write = (place: number, code: number) => {
      codes.push(code);
      gaps.push(place - before - 1);
      before = place;
    };
    for (let place = 0; place < values.length; place++) {
      // A gap has 4 bits: where it is longer, one that is nothing is written.
      if (place - before - 1 === 15) write(place, 0);
      else if (random() < 0.1) {
        const code = 1 + Math.floor(random() * (2 ** bits - 1));
        write(place, code);
        values[place] = codebook[code] ?? 0;
      }
    }
    counts.push(codes.length);
    pieces.push(codebook, bias.values, bits === 8 ? Uint8Array.from(codes) : halves(codes), halves(gaps));
    layers.push({ kernel: { shape: kernel.shape, values }, bias });
  }
  return { bytes: joined([Uint32Array.from(counts), ...pieces]), layers };
}

/** Two in a byte, the first in its lower half. */
function halves(numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(
    { length: Math.ceil(numbers.length / 2) },
    (_, index) => (numbers[2 * index] ?? 0) + 16 * (numbers[2 * index + 1] ?? 0),
  );
}

function joined(pieces: readonly ArrayBufferView[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of pieces) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** Every format that a reader may bring, made here in small by its own description. */
import { describe, expect, test } from 'vitest';
import { encodeModel } from '../../../tests/onnx/protobuf';
import {
  bvlcOnnx,
  caffenetOnnx,
  compressedFile,
  narrow,
  numbersOf,
  sourceLayers,
  sourceOf,
  torchvisionFile,
  torchvisionOnnx,
  type SourceLayer,
} from '../../../tests/support/weights-files';
import { memberOf } from '../family/family';
import { WeightsFileError, type ByteSource } from './named-tensor';
import { networkWeights } from './network-weights';
import { openWeights } from './open-weights';
import type { Published } from './published';

const caffe = narrow(memberOf('bvlc-alexnet').network(), 1 / 16);
const torch = narrow(memberOf('torchvision').network(), 1 / 16);
const caffeLayers = sourceLayers(caffe, 1);
const torchLayers = sourceLayers(torch, 2);
const compressed = compressedFile(caffe, 3);

const open = (bytes: Uint8Array) => openWeights(sourceOf(bytes), [networkWeights(caffe)]);

/** Names of the tensors that have other shapes or numbers than what was put in. */
async function differing(published: Published | null, layers: readonly SourceLayer[]): Promise<string[]> {
  const read = published?.layers.flatMap(({ kernel, bias }) => [kernel, bias]) ?? [];
  const put = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  expect(read.map(({ shape }) => shape)).toEqual(put.map(({ shape }) => shape));
  const differ: string[] = [];
  for (const [index, tensor] of read.entries()) {
    const numbers = await numbersOf(tensor);
    const values = put[index]?.values ?? [];
    if (numbers.length !== values.length || numbers.some((number, at) => number !== values[at]))
      differ.push(tensor.name);
  }
  return differ;
}

describe('is recognised, and its numbers are those that were put in', () => {
  test.for([
    ['bvlcalexnet-12.onnx', bvlcOnnx(caffeLayers), 'bvlc-alexnet', caffeLayers],
    ['caffenet-12.onnx', caffenetOnnx(caffeLayers), 'caffenet', caffeLayers],
    ['torchvision’s alexnet as safetensors', torchvisionFile(torchLayers), 'torchvision', torchLayers],
    ['torchvision’s alexnet as ONNX', torchvisionOnnx(torchLayers), 'torchvision', torchLayers],
    ['AlexNet_compressed.net', compressed.bytes, 'bvlc-alexnet', compressed.layers],
  ] as const)('%s', async ([, bytes, id, layers]) => {
    const { published } = await open(bytes);
    expect(published?.id).toBe(id);
    expect(await differing(published, layers)).toEqual([]);
  });
});

test('the compressed file of the whole network has 9 MB', async () => {
  // How many weights its header says are written (net-titech.github.io, "Deep compression case study").
  const written = [29388, 118492, 309138, 247913, 163904, 4665474, 1959380, 1061645];
  const weights = networkWeights(memberOf('bvlc-alexnet').network());
  const read = async (from: number, to: number) => Uint32Array.from(written).buffer.slice(from, to);
  const size = (bytes: number): ByteSource => ({ size: bytes, read });
  await expect(openWeights(size(32), [weights])).rejects.toThrow(/of its 9,037,369 bytes are missing/);
  const { tensors, published } = await openWeights(size(9_037_369), [weights]);
  expect(published?.id).toBe('bvlc-alexnet');
  const numbers = tensors.map(({ shape }) => shape.reduce((product, side) => product * side, 1));
  expect(numbers.reduce((sum, count) => sum + count, 0)).toBe(60_965_224);
});

test('an ONNX file may have numbers of other kinds beside its weights', async () => {
  const values = Float32Array.of(1, 2);
  const bytes = encodeModel({
    nodes: [],
    weights: new Map([['w', { shape: [2], values }]]),
    input: { name: 'data_0', shape: [1] },
    outputs: [],
  });
  // TensorProto: dims 2, data_type INT64, name 'shape', no numbers; behind the graph, as a second graph of the file.
  const tensor = [0x08, 2, 0x10, 7, 0x42, 5, ...new TextEncoder().encode('shape')];
  const graph = [0x2a, tensor.length, ...tensor];
  const file = Uint8Array.from([...bytes, 0x3a, graph.length, ...graph]);
  const { tensors, published } = await open(file);
  expect(published).toBeNull();
  expect(tensors.map(({ name, kind, parts }) => [name, kind, parts === null])).toEqual([
    ['w', 'FLOAT', false],
    ['shape', 'INT64', true],
  ]);
});

describe('cut short it says how many bytes are missing', () => {
  test.for([
    ['ONNX', bvlcOnnx(caffeLayers)],
    ['safetensors', torchvisionFile(torchLayers)],
    ['compressed', compressed.bytes],
  ] as const)('%s', async ([format, bytes]) => {
    for (const missing of [1, 1000, Math.floor(bytes.length / 2)]) {
      const opening = open(bytes.subarray(0, bytes.length - missing));
      await expect(opening).rejects.toThrow(WeightsFileError);
      // What stands behind an ONNX file's graph is not looked at.
      const behind = format === 'ONNX' ? 6 : 0;
      if (missing > behind) {
        await expect(opening).rejects.toThrow(
          `${(missing - behind).toLocaleString('en-US')} of its ${(bytes.length - behind).toLocaleString('en-US')} bytes are missing`,
        );
      }
    }
  });
});

test.for([
  ['nothing', [], /no file of weights that can be read/],
  ['a picture', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13], /no file of weights that can be read/],
  ['a file of PyTorch’s', [0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0], /PyTorch’s own format/],
  ['an older one', [0x80, 0x02, 0x8a, 0x0a, 0x6c], /PyTorch’s own format/],
  ['an ONNX file that is none', [8, 7, 0x3b, 0x3b, 0x3b], /cannot be read as an ONNX file/],
  ['an ONNX file without weights', [8, 7, 0x3a, 0], /no weights in it/],
] as const)('%s is refused in words', async ([, bytes, message]) => {
  const opening = open(Uint8Array.from(bytes));
  await expect(opening).rejects.toThrow(message);
  await expect(opening).rejects.toThrow(WeightsFileError);
});

test('compressed weights behind the last one are refused', async () => {
  const broken = compressed.bytes.slice();
  // All gaps of the last layer are 15.
  broken.fill(0xff, broken.length - 200);
  const { tensors } = await open(broken);
  const last = tensors.at(-2);
  await expect(last && numbersOf(last)).rejects.toThrow(/fc8 goes on behind its last weight/);
});

/**
 * Reads AlexNet as Han, Mao and Dally compressed it (github.com/songhan/Deep-Compression-AlexNet, decode.py). The file
 * has no names and no shapes: they are those of the network it is for. It begins with one uint32 a layer, how many
 * weights of it are written; then a layer after the other: a codebook of 256 float32 for a convolution or 16 for a dense
 * layer, the biases, the code of each written weight in 8 or 4 bits, and in 4 bits how many weights between it and the
 * one before it are not written. Of two codes in a byte the lower half is the first. What is not written has the
 * codebook's first value.
 */
import { sizeOf } from '../image-shape';
import { torchOrder } from './keras-order';
import { cutShort, floats, WeightsFileError, type ByteSource, type NamedTensor } from './named-tensor';
import type { NetworkWeight } from './network-weights';

interface CompressedLayer {
  /** As Caffe calls it: 'conv1', 'fc6'. */
  name: string;
  /** [out, in, height, width] or [out, in]. */
  shape: readonly number[];
  /** Of a code: 8 or 4. */
  bits: number;
  /** How many weights are written. */
  written: number;
}

/** Written weights that are read at once. */
const WRITTEN_AT_ONCE = 1_048_576;
/** Weights that are given at once: 4 MB. */
const GIVEN_AT_ONCE = 1_048_576;

/**
 * @param networks the weights of each network that the file may be for
 * @returns null if it is for none of them
 * @throws {WeightsFileError} if it is for one of them, and a part of it is missing
 */
export async function readCompressed(
  source: ByteSource,
  networks: readonly (readonly NetworkWeight[])[],
): Promise<readonly NamedTensor[] | null> {
  let whole: number | null = null;
  for (const weights of networks) {
    const kernels = weights.filter(({ weight }) => weight === 'kernel');
    const header = await source.read(0, 4 * kernels.length);
    if (kernels.length === 0 || header.byteLength < 4 * kernels.length) continue;
    const layers = kernels.map(({ shape }, index) => layerOf(shape, index, new Uint32Array(header)));
    if (layers.some(({ written, shape }) => written === 0 || written > sizeOf(shape))) continue;
    const end = layers.reduce((at, layer) => at + bytesOf(layer), header.byteLength);
    if (end === source.size) return tensorsOf(source, layers, header.byteLength);
    if (end > source.size) whole ??= end;
  }
  if (whole !== null) throw cutShort(whole, source.size);
  return null;
}

function layerOf(kernel: readonly number[], index: number, written: Uint32Array): CompressedLayer {
  const isDense = kernel.length === 2;
  return {
    name: `${isDense ? 'fc' : 'conv'}${index + 1}`,
    shape: torchOrder(kernel.length).map((axis) => kernel[axis] ?? 0),
    bits: isDense ? 4 : 8,
    written: written[index] ?? 0,
  };
}

const codebookBytes = ({ bits }: CompressedLayer) => 4 * 2 ** bits;
const biasBytes = ({ shape }: CompressedLayer) => 4 * (shape[0] ?? 0);
const codeBytes = ({ bits, written }: CompressedLayer) => Math.ceil((written * bits) / 8);
const gapBytes = ({ written }: CompressedLayer) => Math.ceil(written / 2);

function bytesOf(layer: CompressedLayer): number {
  return codebookBytes(layer) + biasBytes(layer) + codeBytes(layer) + gapBytes(layer);
}

function tensorsOf(source: ByteSource, layers: readonly CompressedLayer[], start: number): NamedTensor[] {
  let at = start;
  return layers.flatMap((layer): NamedTensor[] => {
    const from = at;
    at += bytesOf(layer);
    const count = layer.shape[0] ?? 0;
    const biases = from + codebookBytes(layer);
    return [
      {
        name: `${layer.name}.weight`,
        shape: layer.shape,
        kind: `${layer.bits} bits`,
        parts: () => unpacked(source, layer, from),
      },
      {
        name: `${layer.name}.bias`,
        shape: [count],
        kind: 'F32',
        parts: () => floats(source, { from: biases, count, format: 'float32' }),
      },
    ];
  });
}

/** @param from the place of the layer's codebook */
async function* unpacked(
  source: ByteSource,
  layer: CompressedLayer,
  from: number,
): AsyncGenerator<Float32Array, void, void> {
  const { bits, written, shape, name } = layer;
  const count = sizeOf(shape);
  const codebook = new Float32Array(await source.read(from, from + codebookBytes(layer)));
  const codesFrom = from + codebookBytes(layer) + biasBytes(layer);
  const gapsFrom = codesFrom + codeBytes(layer);
  /** The place of the part's first weight among the layer's. */
  let begin = 0;
  const blank = () => new Float32Array(Math.min(GIVEN_AT_ONCE, count - begin)).fill(codebook[0] ?? 0);
  let part = blank();
  let place = -1;
  for (let first = 0; first < written; first += WRITTEN_AT_ONCE) {
    const last = Math.min(written, first + WRITTEN_AT_ONCE);
    const perByte = 8 / bits;
    const codes = new Uint8Array(
      await source.read(codesFrom + first / perByte, codesFrom + Math.ceil(last / perByte)),
    );
    const gaps = new Uint8Array(await source.read(gapsFrom + first / 2, gapsFrom + Math.ceil(last / 2)));
    for (let index = 0; index < last - first; index++) {
      place += 1 + half(gaps, index);
      if (place >= count) {
        throw new WeightsFileError(`The file is broken: ${name} goes on behind its last weight.`);
      }
      while (place >= begin + part.length) {
        yield part;
        begin += part.length;
        part = blank();
      }
      const code = bits === 8 ? (codes[index] ?? 0) : half(codes, index);
      part[place - begin] = codebook[code] ?? 0;
    }
  }
  for (; begin < count; part = blank()) {
    yield part;
    begin += part.length;
  }
}

/** Two numbers a byte. */
function half(bytes: Uint8Array, index: number): number {
  const byte = bytes[index >> 1] ?? 0;
  return index % 2 === 0 ? byte & 0xf : byte >> 4;
}

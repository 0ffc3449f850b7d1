/** A file of weights, whatever its format. */
import { readCompressed } from './compressed';
import { WeightsFileError, type ByteSource, type NamedTensor } from './named-tensor';
import type { NetworkWeight } from './network-weights';
import { readOnnx } from './onnx';
import { caffeIn, inTurn, torchvisionIn, type Published } from './published';
import { readSafetensors } from './safetensors';

export interface WeightsFile {
  tensors: readonly NamedTensor[];
  /** Null if it is laid out as none of the published networks. */
  published: Published | null;
}

/**
 * What is in a file; nothing of its numbers is read.
 *
 * @param networks the weights of each network that a file without names and shapes may be for
 * @throws {WeightsFileError} if it is of no format that can be read, or a part of it is missing
 */
export async function openWeights(
  source: ByteSource,
  networks: readonly (readonly NetworkWeight[])[],
): Promise<WeightsFile> {
  const begin = new Uint8Array(await source.read(0, 16));
  if (isSafetensors(begin)) {
    const tensors = await readSafetensors(source);
    return { tensors, published: torchvisionIn(tensors) };
  }
  const compressed = await readCompressed(source, networks);
  if (compressed) return { tensors: compressed, published: inTurn('bvlc-alexnet', compressed) };
  if (begin[0] === ONNX_VERSION && (begin[1] ?? 0) <= NEWEST_ONNX) {
    const { tensors, nodes } = await readOnnx(source);
    return { tensors, published: torchvisionIn(tensors) ?? caffeIn(tensors, nodes) };
  }
  if (PYTORCH.some((bytes) => bytes.every((byte, index) => begin[index] === byte))) {
    throw new WeightsFileError(
      'This is a file of PyTorch’s own format, which can hold programs and is not read. Save its tensors with save_file of the Python package safetensors.',
    );
  }
  throw new WeightsFileError(
    'This is no file of weights that can be read: they are safetensors, ONNX, and AlexNet as Han and others compressed it.',
  );
}

/** A safetensors file's header is JSON, and its length stands before it in 8 bytes, of which a length needs 4. */
function isSafetensors(begin: Uint8Array): boolean {
  return begin.subarray(4, 8).every((byte) => byte === 0) && begin[8] === 0x7b;
}

/** A zip archive, as PyTorch writes since 1.6, and a pickle, as before. */
const PYTORCH = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x80, 0x02],
] as const;
/** An ONNX file begins with the version of its format. */
const ONNX_VERSION = 0x08;
const NEWEST_ONNX = 20;

/**
 * The files of the learned weights, one a layer: a safetensors file (github.com/huggingface/safetensors, "Format") in
 * raw deflate (RFC 1951), whose Huffman codes come close to the entropy of the numbers. Its tensors:
 *
 * - `scale`, F32 [units], and `bias`, F32 [units];
 * - `values`, I8: the kernel in the order of `kernelShape`, which stands in the file's metadata; its last axis counts
 *   the units, and a weight is its value times the scale of its unit;
 * - `gaps`, U8, only where most weights are zero: `values` then are those that are not, and before each stand as many
 *   zeros as its gap says. A gap of 255 has no value: the next gap goes on with it.
 *
 * `build/encode-learned.ts` writes them.
 */
import files from './files.json';

/** A layer that was trained. */
export type LearnedName = keyof typeof files;

export interface LearnedFile {
  /** Its name in the folder `learned`: another one for other bytes. */
  readonly file: string;
  readonly bytes: number;
  /** Of the bytes of the file, in hexadecimal digits. */
  readonly sha256: string;
  /** [height, width, input channels, filters] or [inputs, units]. */
  readonly kernelShape: readonly number[];
  /** How many weights of the kernel are not zero. */
  readonly nonZeros: number;
}

export interface LearnedLayer {
  readonly kernelShape: readonly number[];
  readonly kernel: Float32Array<ArrayBuffer>;
  readonly bias: Float32Array<ArrayBuffer>;
}

/** By layer, in the order of the network. */
export const learnedFiles: Readonly<Record<LearnedName, LearnedFile>> = files;

/** Bytes of all files. */
export const learnedBytes = Object.values(learnedFiles).reduce((sum, { bytes }) => sum + bytes, 0);

export function isLearnedName(layer: string): layer is LearnedName {
  return Object.hasOwn(files, layer);
}

/** Reads a file. @throws if it is none of the format */
export async function readLearned(file: Uint8Array<ArrayBuffer>): Promise<LearnedLayer> {
  const inflated = new Response(file).body?.pipeThrough(new DecompressionStream('deflate-raw'));
  const buffer = await new Response(inflated).arrayBuffer();
  const begin = 8 + Number(new DataView(buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, begin - 8))) as Header;
  const place = (name: keyof Tensors): [ArrayBuffer, number, number] => {
    const [from, to] = header[name]?.data_offsets ?? [0, 0];
    return [buffer, begin + from, to - from];
  };
  const floats = (name: 'scale' | 'bias') => {
    const [, from, bytes] = place(name);
    return new Float32Array(buffer, from, bytes / 4);
  };
  const kernelShape = header.__metadata__.kernelShape.split(' ').map(Number);
  const kernel = new Float32Array(kernelShape.reduce((product, size) => product * size, 1));
  const values = new Int8Array(...place('values'));
  const gaps = header.gaps === undefined ? null : new Uint8Array(...place('gaps'));
  fill(kernel, values, gaps, floats('scale'));
  return { kernelShape, kernel, bias: floats('bias').slice() };
}

interface Tensors {
  scale: { data_offsets: [number, number] };
  bias: { data_offsets: [number, number] };
  values: { data_offsets: [number, number] };
  gaps?: { data_offsets: [number, number] };
}

type Header = Tensors & { __metadata__: { kernelShape: string } };

function fill(kernel: Float32Array, values: Int8Array, gaps: Uint8Array | null, scale: Float32Array): void {
  const units = scale.length;
  if (gaps === null) {
    for (let at = 0; at < kernel.length; at++) kernel[at] = (values[at] ?? NaN) * (scale[at % units] ?? NaN);
    return;
  }
  let [at, next] = [0, 0];
  for (const gap of gaps) {
    at += gap;
    if (gap === 255) continue;
    kernel[at] = (values[next++] ?? NaN) * (scale[at % units] ?? NaN);
    at++;
  }
}

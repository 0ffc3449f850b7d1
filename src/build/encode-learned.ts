/**
 * Makes the files of the learned weights: `npm run learned -- DIR`, where DIR holds `objects-conv.safetensors` (kernels of
 * 16 bits) and `objects-dense.safetensors.z` (kernels of 8 bits, with a scale for each unit). Writes one file a layer to
 * public/learned and their list to src/learned/files.json. The format is described in src/learned/format.ts.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, deflateRawSync, inflateSync } from 'node:zlib';

/** In the order in which a network needs them. */
const layers = ['Conv1', 'Conv2', 'Conv3', 'Conv4', 'Conv5', 'FC6', 'FC7', 'dense_17', 'dense_18'] as const;
/** Below this share of numbers that are not zero, the zeros are counted instead of stored. */
const sparse = 0.5;
const folder = 'public/learned';

interface Tensor {
  dtype: string;
  shape: number[];
  bytes: Buffer;
}

/** The whole numbers from -127 to 127 that times the scale of their unit, the last axis, are the weights. */
interface Rounded {
  values: Int8Array;
  scale: Float32Array;
}

function readSafetensors(file: Buffer): Map<string, Tensor> {
  const begin = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, begin)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  return new Map(
    Object.entries(header)
      .filter(([name]) => name !== '__metadata__')
      .map(
        ([
          name,
          {
            dtype,
            shape,
            data_offsets: [from, to],
          },
        ]) => [name, { dtype, shape, bytes: file.subarray(begin + from, begin + to) }],
      ),
  );
}

function writeSafetensors(
  tensors: Record<string, Int8Array | Uint8Array | Float32Array>,
  shape: number[],
): Buffer {
  let end = 0;
  const header: Record<string, unknown> = { __metadata__: { kernelShape: shape.join(' ') } };
  for (const [name, values] of Object.entries(tensors)) {
    const dtype = values instanceof Float32Array ? 'F32' : values instanceof Int8Array ? 'I8' : 'U8';
    header[name] = { dtype, shape: [values.length], data_offsets: [end, (end += values.byteLength)] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(8 + Math.ceil(json.length / 8) * 8, ' ');
  padded.writeBigUInt64LE(BigInt(padded.length - 8));
  json.copy(padded, 8);
  const bodies = Object.values(tensors).map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return Buffer.concat([padded, ...bodies]);
}

function floats({ dtype, bytes }: Tensor): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return dtype === 'F16'
    ? Float32Array.from({ length: bytes.length / 2 }, (_, i) => view.getFloat16(2 * i, true))
    : Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/** To 8 bits, the largest weight of each unit to 127. */
function round(weights: Float32Array, units: number): Rounded {
  const scale = new Float32Array(units);
  weights.forEach(
    (weight, i) => (scale[i % units] = Math.max(scale[i % units] ?? 0, Math.abs(weight) / 127)),
  );
  return {
    values: Int8Array.from(weights, (weight, i) => Math.round(weight / (scale[i % units] || 1))),
    scale,
  };
}

/** How many zeros stand before each number that is none; 255 says that there are 255 and more to come. */
function gapsOf(values: Int8Array): Uint8Array {
  const gaps: number[] = [];
  let zeros = 0;
  for (const value of values) {
    if (value === 0) zeros++;
    else {
      for (; zeros >= 255; zeros -= 255) gaps.push(255);
      gaps.push(zeros);
      zeros = 0;
    }
  }
  return Uint8Array.from(gaps);
}

const from = process.argv[2];
if (from === undefined) throw new Error('Say where the weights are: npm run learned -- DIR');
const tensors = new Map([
  ...readSafetensors(readFileSync(join(from, 'objects-conv.safetensors'))),
  ...readSafetensors(inflateSync(readFileSync(join(from, 'objects-dense.safetensors.z')))),
]);

function tensor(name: string): Tensor {
  const found = tensors.get(name);
  if (!found) throw new Error(`There is no ${name} in ${from}.`);
  return found;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const files = Object.fromEntries(
  layers.map((layer) => {
    const kernel = tensor(`${layer}.kernel`);
    const { values, scale } =
      kernel.dtype === 'I8'
        ? { values: new Int8Array(kernel.bytes), scale: floats(tensor(`${layer}.scale`)) }
        : round(floats(kernel), kernel.shape.at(-1) ?? 1);
    const nonZeros = values.filter((value) => value !== 0);
    const isSparse = nonZeros.length < sparse * values.length;
    const content = writeSafetensors(
      {
        scale,
        bias: floats(tensor(`${layer}.bias`)),
        values: isSparse ? nonZeros : values,
        ...(isSparse && { gaps: gapsOf(values) }),
      },
      kernel.shape,
    );
    // Numbers hardly repeat: what there is to save is in how often each one is.
    const bytes = deflateRawSync(content, { level: 9, memLevel: 9, strategy: constants.Z_HUFFMAN_ONLY });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = `${layer}.${sha256.slice(0, 8)}.bin`;
    writeFileSync(join(folder, file), bytes);
    return [
      layer,
      { file, bytes: bytes.length, sha256, kernelShape: kernel.shape, nonZeros: nonZeros.length },
    ];
  }),
);
writeFileSync('src/learned/files.json', `${JSON.stringify(files, null, 2)}\n`);

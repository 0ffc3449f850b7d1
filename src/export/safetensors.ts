/**
 * One file of named tensors (github.com/huggingface/safetensors, "Format"): the length of the header as 8 bytes, little
 * end first; the header, JSON padded with spaces to a multiple of 8 bytes; the numbers, one tensor after another.
 */
import { sizeOf } from '../model/image-shape';
import type { ExportedWeight, WeightPart } from '../notebook/exported-model';

const BYTES = 4;
/** Numbers that are read at once, unless a single row has more: 16 MB. */
const MOST_AT_ONCE = 4_194_304;

/** How a weight is called in the file: Conv1.kernel. */
export function tensorName({ layer, weight }: Pick<ExportedWeight, 'layer' | 'weight'>): string {
  return `${layer}.${weight}`;
}

/**
 * All that comes before the numbers.
 *
 * @param about what the file says of itself, under `__metadata__`
 */
export function safetensorsHeader(
  weights: readonly ExportedWeight[],
  about: Readonly<Record<string, string>> | null = null,
): Uint8Array<ArrayBuffer> {
  let offset = 0;
  const entries = weights.map((weight): [string, object] => {
    const begin = offset;
    offset += sizeOf(weight.shape) * BYTES;
    return [tensorName(weight), { dtype: 'F32', shape: weight.shape, data_offsets: [begin, offset] }];
  });
  const metadata: [string, object][] = about === null ? [] : [['__metadata__', about]];
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries([...metadata, ...entries])));
  const length = Math.ceil(json.length / 8) * 8;
  const header = new Uint8Array(8 + length).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(json, 8);
  return header;
}

/** The numbers of the file in their order, in parts that are read one at a time. */
export function safetensorsParts(weights: readonly ExportedWeight[]): readonly WeightPart[] {
  return weights.flatMap(({ layer, weight, shape }) => {
    const [rows = 1, ...row] = shape;
    const most = Math.max(1, Math.floor(MOST_AT_ONCE / sizeOf(row)));
    return Array.from({ length: Math.ceil(rows / most) }, (_, index): WeightPart => {
      const from = index * most;
      return { layer, weight, from, count: Math.min(most, rows - from) };
    });
  });
}

/** How many bytes the safetensors file of these weights has, header included. */
export function safetensorsBytes(weights: readonly ExportedWeight[]): number {
  const numbers = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return safetensorsHeader(weights).length + numbers * BYTES;
}

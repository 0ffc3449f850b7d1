/**
 * Reads a file of named tensors (github.com/huggingface/safetensors, "Format"): the length of the header as 8 bytes,
 * little end first; the header, JSON; the numbers, one tensor after another. Files are large, so they are read in parts.
 */
import { sizeOf } from './image-shape';

/** Gives the bytes from `from` up to `to`; fewer where the file ends before. */
export type ReadPart = (from: number, to: number) => Promise<ArrayBuffer>;

export interface FileTensor {
  name: string;
  /** As the file writes it: 'F32', 'BF16'. */
  dtype: string;
  shape: readonly number[];
  /** Where its numbers stand in the file, in bytes. */
  from: number;
  to: number;
}

/** The file is none, or is broken. The message is for the reader: what is wrong and what to do. */
export class WeightsFileError extends Error {
  override name = 'WeightsFileError';
}

/** Bytes. A header of the notebook's network has 1,500; no network has one that large. */
const MOST_HEADER = 4_194_304;
/** A dimension is a whole number, and no tensor here has more of them. */
const MOST_DIMENSIONS = 8;
/** Numbers that are read at once: 16 MB at most. */
const MOST_AT_ONCE = 4_194_304;

const BYTES: Readonly<Record<string, number>> = {
  ...{ BOOL: 1, U8: 1, I8: 1, F8_E5M2: 1, F8_E4M3: 1 },
  ...{ I16: 2, U16: 2, F16: 2, BF16: 2 },
  ...{ I32: 4, U32: 4, F32: 4 },
  ...{ I64: 8, U64: 8, F64: 8 },
};

/**
 * The tensors of a file, in the order of its header. Nothing of their numbers is read.
 *
 * @throws {WeightsFileError} if it is no safetensors file, or a part of it is missing
 */
export async function readTensorTable(read: ReadPart): Promise<readonly FileTensor[]> {
  const none = 'This is no safetensors file';
  const begin = await read(0, 8);
  if (begin.byteLength < 8) throw new WeightsFileError(`${none}: it has ${begin.byteLength} bytes.`);
  const stated = new DataView(begin).getBigUint64(0, true);
  if (stated > MOST_HEADER)
    throw new WeightsFileError(`${none}: it would begin with a header of ${stated} bytes.`);
  const start = 8 + Number(stated);
  const header = await read(8, start);
  if (header.byteLength < start - 8) throw new WeightsFileError(`${none}, or it ends within its header.`);
  const entries = entriesOf(header);
  if (entries === null) throw new WeightsFileError(`${none}: its header cannot be read.`);
  const tensors = entries
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => tensorOf(name, entry, start));
  const end = tensors.reduce((last, { to }) => Math.max(last, to), start);
  if (end > start && (await read(end - 1, end)).byteLength < 1) throw notWhole();
  return tensors;
}

function notWhole(): WeightsFileError {
  return new WeightsFileError(
    'The file is not whole: some of its numbers are missing. Copy or download it again.',
  );
}

function entriesOf(header: ArrayBuffer): [string, unknown][] | null {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(header));
    return isRecord(parsed) ? Object.entries(parsed) : null;
  } catch (error) {
    // What is no JSON, and what is no UTF-8.
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

function tensorOf(name: string, entry: unknown, start: number): FileTensor {
  const broken = new WeightsFileError(
    `The file is broken: what its header says of ${name} contradicts itself.`,
  );
  if (!isRecord(entry)) throw broken;
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !areSizes(shape) || shape.length > MOST_DIMENSIONS) throw broken;
  if (!areSizes(offsets) || offsets.length !== 2) throw broken;
  const [from = 0, to = 0] = offsets;
  const bytes = BYTES[dtype];
  if (to < from || (bytes !== undefined && to - from !== bytes * sizeOf(shape))) throw broken;
  return { name, dtype, shape, from: start + from, to: start + to };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** Whether `readNumbers` can read it. */
export function isReadable({ dtype }: Pick<FileTensor, 'dtype'>): boolean {
  return ['F32', 'F16', 'BF16'].includes(dtype);
}

/**
 * All numbers of a tensor that is readable.
 *
 * @throws {WeightsFileError} if some are missing
 */
export async function readNumbers(read: ReadPart, tensor: FileTensor): Promise<Float32Array<ArrayBuffer>> {
  const values = new Float32Array(sizeOf(tensor.shape));
  const bytes = tensor.dtype === 'F32' ? 4 : 2;
  const halves = tensor.dtype === 'F16' ? float16 : bfloat16;
  for (let at = 0; at < values.length; at += MOST_AT_ONCE) {
    const to = Math.min(values.length, at + MOST_AT_ONCE);
    const part = await read(tensor.from + bytes * at, tensor.from + bytes * to);
    if (part.byteLength < bytes * (to - at)) throw notWhole();
    if (bytes === 4) values.set(new Float32Array(part), at);
    else new Uint16Array(part).forEach((half, index) => (values[at + index] = halves(half)));
  }
  return values;
}

/** One bit of sign, five of exponent, ten of fraction (IEEE 754, binary16). */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 0x400;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function bfloat16(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}

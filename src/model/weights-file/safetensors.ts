/**
 * Reads a file of named tensors (github.com/huggingface/safetensors, "Format"): the length of the header as 8 bytes,
 * little end first; the header, JSON; the numbers, one tensor after another.
 */
import { sizeOf } from '../image-shape';
import {
  cutShort,
  floats,
  WeightsFileError,
  type ByteSource,
  type FloatFormat,
  type NamedTensor,
} from './named-tensor';

/** Bytes. A header of the notebook's network has 1,500; no network has one that large. */
const MOST_HEADER = 4_194_304;
/** A dimension is a whole number, and no tensor here has more of them. */
const MOST_DIMENSIONS = 8;

const BYTES: Readonly<Record<string, number>> = {
  ...{ BOOL: 1, U8: 1, I8: 1, F8_E5M2: 1, F8_E4M3: 1 },
  ...{ I16: 2, U16: 2, F16: 2, BF16: 2 },
  ...{ I32: 4, U32: 4, F32: 4 },
  ...{ I64: 8, U64: 8, F64: 8 },
};

const FORMATS: Readonly<Record<string, FloatFormat>> = { F32: 'float32', F16: 'float16', BF16: 'bfloat16' };

/**
 * The tensors of a file, in the order of its header. Nothing of their numbers is read.
 *
 * @throws {WeightsFileError} if it is no safetensors file, or a part of it is missing
 */
export async function readSafetensors(source: ByteSource): Promise<readonly NamedTensor[]> {
  const none = 'This is no safetensors file';
  const begin = await source.read(0, 8);
  if (begin.byteLength < 8) throw new WeightsFileError(`${none}: it has ${begin.byteLength} bytes.`);
  const stated = new DataView(begin).getBigUint64(0, true);
  if (stated > MOST_HEADER)
    throw new WeightsFileError(`${none}: it would begin with a header of ${stated} bytes.`);
  const start = 8 + Number(stated);
  const header = await source.read(8, start);
  if (header.byteLength < start - 8) throw new WeightsFileError(`${none}, or it ends within its header.`);
  const entries = entriesOf(header);
  if (entries === null) throw new WeightsFileError(`${none}: its header cannot be read.`);
  const read = entries
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => tensorOf(name, entry, start, source));
  const end = read.reduce((last, { to }) => Math.max(last, to), start);
  if (end > source.size) throw cutShort(end, source.size);
  return read.map(({ tensor }) => tensor);
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

/** `to`: the place behind its last byte. */
function tensorOf(
  name: string,
  entry: unknown,
  start: number,
  source: ByteSource,
): { tensor: NamedTensor; to: number } {
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
  const format = FORMATS[dtype];
  const parts =
    format === undefined ? null : () => floats(source, { from: start + from, count: sizeOf(shape), format });
  return { tensor: { name, shape, kind: dtype, parts }, to: start + to };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

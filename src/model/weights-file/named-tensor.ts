/** What every format of weights is read as: a list of named tensors, whose numbers come in parts. */

/** A file that is read where it is needed, as it may be larger than what a device can hold twice. */
export interface ByteSource {
  /** Bytes of the whole. */
  size: number;
  /** The bytes from `from` up to `to`; fewer where the file ends before. */
  read(from: number, to: number): Promise<ArrayBuffer>;
}

export interface NamedTensor {
  name: string;
  shape: readonly number[];
  /** What its numbers are, as the file calls it: 'F32', 'INT8'. */
  kind: string;
  /** Its numbers from the first to the last, each time anew; null where numbers of this kind cannot be read. */
  parts: (() => AsyncIterable<Float32Array>) | null;
}

/** The file is none, or is broken. The message is for the reader: what is wrong and what to do. */
export class WeightsFileError extends Error {
  override name = 'WeightsFileError';
}

/** Of a file that should have more bytes than it has. */
export function cutShort(whole: number, size: number): WeightsFileError {
  return new WeightsFileError(
    `The file is cut short: ${(whole - size).toLocaleString('en-US')} of its ${whole.toLocaleString('en-US')} bytes are missing. Copy or download it again.`,
  );
}

/** Numbers that are read at once: 4 MB of float32, little enough for a page to pass on without a pause. */
const MOST_AT_ONCE = 1_048_576;

export type FloatFormat = 'float32' | 'float16' | 'bfloat16';

/** Numbers that stand one after another in a file. */
export async function* floats(
  source: ByteSource,
  { from, count, format }: { from: number; count: number; format: FloatFormat },
): AsyncGenerator<Float32Array, void, void> {
  const bytes = format === 'float32' ? 4 : 2;
  for (let at = 0; at < count; at += MOST_AT_ONCE) {
    const to = Math.min(count, at + MOST_AT_ONCE);
    const part = await source.read(from + bytes * at, from + bytes * to);
    if (part.byteLength < bytes * (to - at)) throw cutShort(from + bytes * count, source.size);
    yield format === 'float32'
      ? new Float32Array(part)
      : Float32Array.from(new Uint16Array(part), format === 'float16' ? float16 : bfloat16);
  }
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

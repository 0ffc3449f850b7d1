/**
 * Reads a message of Protocol Buffers (protobuf.dev, "Encoding") field by field from a file that is not held: what a
 * field holds is known by its place, and read only where it is wanted.
 */
import { cutShort, WeightsFileError, type ByteSource } from './named-tensor';

/** A field of a message: its number, and what it holds. */
export type Field =
  | { number: number; kind: 'integer'; value: number }
  /** Text, numbers one after another, or another message: the places of its first byte and of the one behind its last. */
  | { number: number; kind: 'bytes'; from: number; to: number }
  /** 4 or 8 bytes, of no use here. */
  | { number: number; kind: 'fixed' };

/** Bytes that are read ahead: fields are small, but for those that are stepped over. */
const WINDOW = 65_536;
/** No network here has more, and a file that is none should not be read for minutes. */
const MOST_FIELDS = 200_000;
/** Bytes of a text or a list that is read whole. */
const MOST_BYTES = 65_536;

const broken = () => new WeightsFileError('The file is broken: it cannot be read as an ONNX file.');

export class ProtobufReader {
  readonly #source: ByteSource;
  #window: Uint8Array = new Uint8Array();
  /** The place of the window's first byte. */
  #start = 0;
  #fields = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /**
   * The fields of the message that stands between two places.
   *
   * @throws {WeightsFileError} if it cannot be read, or goes on behind the end of the file
   */
  async *fields(from: number, to: number): AsyncGenerator<Field, void, void> {
    let at = from;
    const integer = async () => {
      const { value, next } = await this.#varint(at);
      at = next;
      return value;
    };
    while (at < to) {
      if (++this.#fields > MOST_FIELDS) throw broken();
      const tag = await integer();
      const number = Math.floor(tag / 8);
      switch (tag % 8) {
        case 0:
          yield { number, kind: 'integer', value: await integer() };
          break;
        case 1:
          at += 8;
          yield { number, kind: 'fixed' };
          break;
        case 2: {
          const length = await integer();
          const [begin, end] = [at, at + length];
          if (end > this.#source.size) throw cutShort(end, this.#source.size);
          at = end;
          yield { number, kind: 'bytes', from: begin, to: end };
          break;
        }
        case 5:
          at += 4;
          yield { number, kind: 'fixed' };
          break;
        default:
          throw broken();
      }
    }
    if (at > to) throw broken();
  }

  async text(from: number, to: number): Promise<string> {
    return new TextDecoder().decode(await this.#bytes(from, to));
  }

  /** A list of integers that stands in one field. */
  async integers(from: number, to: number): Promise<number[]> {
    if (to - from > MOST_BYTES) throw broken();
    const values: number[] = [];
    for (let at = from; at < to;) {
      const { value, next } = await this.#varint(at);
      values.push(value);
      at = next;
    }
    return values;
  }

  async #bytes(from: number, to: number): Promise<Uint8Array> {
    if (to - from > MOST_BYTES) throw broken();
    if (from < this.#start || to > this.#start + this.#window.length) {
      this.#window = new Uint8Array(await this.#source.read(from, from + WINDOW));
      this.#start = from;
    }
    const bytes = this.#window.subarray(from - this.#start, to - this.#start);
    if (bytes.length < to - from) throw cutShort(to, this.#source.size);
    return bytes;
  }

  /** Seven bits a byte, the lowest first; what is below zero or beyond 2^53 is no size and no count. */
  async #varint(at: number): Promise<{ value: number; next: number }> {
    let value = 0;
    for (let index = 0; index < 10; index++) {
      const [byte = 0] = await this.#bytes(at + index, at + index + 1);
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return { value, next: at + index + 1 };
    }
    throw broken();
  }
}

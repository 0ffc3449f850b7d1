import { describe, expect, test } from 'vitest';
import { WeightsFileError, type ByteSource, type NamedTensor } from './named-tensor';
import { readSafetensors } from './safetensors';

/** A file with this header, be it right or wrong, and these bytes. */
function fileOf(header: unknown, bytes: Uint8Array = new Uint8Array()): ByteSource {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const whole = new Uint8Array(8 + json.length + bytes.length);
  new DataView(whole.buffer).setBigUint64(0, BigInt(json.length), true);
  whole.set(json, 8);
  whole.set(bytes, 8 + json.length);
  return partsOf(whole);
}

function partsOf(whole: Uint8Array<ArrayBuffer>): ByteSource {
  return { size: whole.length, read: async (from, to) => whole.slice(from, to).buffer };
}

async function numbersOf(tensor: NamedTensor | undefined): Promise<number[]> {
  const numbers: number[] = [];
  for await (const part of tensor?.parts?.() ?? []) numbers.push(...part);
  return numbers;
}

const tensor = (dtype: string, shape: readonly number[], from: number, to: number) => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

describe('a file is read', () => {
  test('with its tensors where the header says, and without its notes', async () => {
    const read = fileOf(
      { __metadata__: { format: 'pt' }, 'a.bias': tensor('F32', [2], 4, 12), b: tensor('F16', [2, 1], 0, 4) },
      new Uint8Array(new Float32Array([0, 5, 6]).buffer),
    );
    const table = await readSafetensors(read);
    expect(table.map(({ name, kind, shape }) => [name, kind, shape])).toEqual([
      ['a.bias', 'F32', [2]],
      ['b', 'F16', [2, 1]],
    ]);
    expect(await numbersOf(table[0])).toEqual([5, 6]);
  });

  test('in float32', async () => {
    const values = new Float32Array([1.5, -3e-20, 65504]);
    const read = fileOf({ a: tensor('F32', [3], 0, 12) }, new Uint8Array(values.buffer));
    const [a] = await readSafetensors(read);
    expect(await numbersOf(a)).toEqual([...values]);
  });

  // Bits and values of the table in the standard's own article, and of bfloat16 by cutting a float32.
  test.each([
    [
      'F16',
      [0x3c00, 0xc000, 0x7bff, 0x0400, 0x03ff, 0x0001, 0x8000, 0x3555],
      [1, -2, 65504, 2 ** -14, (1023 / 1024) * 2 ** -14, 2 ** -24, -0, 0.333251953125],
    ],
    ['BF16', [0x3f80, 0xc000, 0x4049, 0x0080, 0x8000], [1, -2, 3.140625, 2 ** -126, -0]],
  ])('in %s', async (dtype, bits, values) => {
    const halves = new Uint16Array(bits);
    const read = fileOf(
      { a: tensor(dtype, [bits.length], 0, halves.byteLength) },
      new Uint8Array(halves.buffer),
    );
    const [a] = await readSafetensors(read);
    expect(await numbersOf(a)).toEqual(values);
  });

  test('what is infinite or no number stays so', async () => {
    const halves = new Uint16Array([0x7c00, 0xfc00, 0x7e00]);
    const read = fileOf({ a: tensor('F16', [3], 0, 6) }, new Uint8Array(halves.buffer));
    const [a] = await readSafetensors(read);
    expect(await numbersOf(a)).toEqual([Infinity, -Infinity, NaN]);
  });
});

const broken = /broken: what its header says of a/;
test.each<[string, ByteSource, RegExp]>([
  ['nothing', partsOf(new Uint8Array()), /no safetensors file: it has 0 bytes/],
  [
    'a picture',
    partsOf(new TextEncoder().encode('\u0089PNG and so on and on')),
    /would begin with a header of/,
  ],
  [
    'a header that ends early',
    partsOf(new Uint8Array([9, 0, 0, 0, 0, 0, 0, 0, 0x7b])),
    /ends within its header/,
  ],
  ['a header that is no JSON', fileOf('{"a": '), /header cannot be read/],
  ['a header that is a list', fileOf([1]), /header cannot be read/],
  ['no entry', fileOf({ a: 3 }), broken],
  ['sizes below zero', fileOf({ a: tensor('F32', [-1], 0, 4) }, new Uint8Array(4)), broken],
  ['sizes that are no whole numbers', fileOf({ a: tensor('F32', [0.5], 0, 2) }, new Uint8Array(4)), broken],
  ['more numbers than bytes', fileOf({ a: tensor('F32', [3], 0, 8) }, new Uint8Array(12)), broken],
  ['an end before the beginning', fileOf({ a: tensor('F32', [0], 8, 4) }, new Uint8Array(12)), broken],
  [
    'three offsets',
    fileOf({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4, 4] } }, new Uint8Array(4)),
    broken,
  ],
  [
    'a download that broke off',
    fileOf({ a: tensor('F32', [3], 0, 12) }, new Uint8Array(8)),
    /cut short: 4 of its \d+ bytes/,
  ],
])('%s is refused in words', async (_, read, message) => {
  const reading = readSafetensors(read);
  await expect(reading).rejects.toThrow(message);
  await expect(reading).rejects.toThrow(WeightsFileError);
});

test('of a file that has become shorter since, the numbers are refused', async () => {
  const file = fileOf({ a: tensor('F32', [3], 0, 12) }, new Uint8Array(12));
  const source = { ...file };
  const [a] = await readSafetensors(source);
  source.read = (from, to) => file.read(from, Math.min(to, file.size - 4));
  source.size = file.size - 4;
  await expect(numbersOf(a)).rejects.toThrow(/cut short: 4 of/);
});

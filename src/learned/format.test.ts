import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { learnedBytes, learnedFiles, readLearned } from './format';

/** By the format's own description. */
function file(kernelShape: string, tensors: Record<string, Int8Array | Uint8Array | Float32Array>) {
  let end = 0;
  const header: Record<string, unknown> = { __metadata__: { kernelShape } };
  for (const [name, values] of Object.entries(tensors)) {
    header[name] = { dtype: '', shape: [values.length], data_offsets: [end, (end += values.byteLength)] };
  }
  const json = JSON.stringify(header);
  const text = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const bodies = Object.values(tensors).map((values) => Buffer.from(values.buffer));
  return new Uint8Array(deflateRawSync(Buffer.concat([length, text, ...bodies])));
}

const scale = Float32Array.of(0.5, 2);
const bias = Float32Array.of(1, -1);

test('a weight is its value times the scale of its unit', async () => {
  const values = Int8Array.of(127, -1, 0, 3);
  const layer = await readLearned(file('2 2', { scale, bias, values }));
  expect(layer).toEqual({ kernelShape: [2, 2], kernel: Float32Array.of(63.5, -2, 0, 6), bias });
});

test('zeros that are counted stand before their values, more than 255 too', async () => {
  const kernel = new Float32Array(2 * 400);
  kernel[1] = -4;
  kernel[2 + 600] = 10;
  kernel[2 + 601] = 14;
  const gaps = Uint8Array.of(1, 255, 255, 600 - 510, 0);
  const layer = await readLearned(file('400 2', { scale, bias, values: Int8Array.of(-2, 20, 7), gaps }));
  expect(layer.kernel).toEqual(kernel);
});

test('the files are those of the list, and no more than 10 MB together', () => {
  for (const { file: name, bytes, sha256 } of Object.values(learnedFiles)) {
    const content = readFileSync(`public/learned/${name}`);
    expect(content.length).toBe(bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
  }
  expect(learnedBytes).toBeLessThan(10e6);
  expect(learnedFiles.Conv1.bytes).toBeLessThan(80e3);
});

test.each(Object.entries(learnedFiles))(
  '%s has as many weights that are not zero as its list says',
  async (name, listed) => {
    const layer = await readLearned(new Uint8Array(readFileSync(`public/learned/${listed.file}`)));
    expect(layer.kernelShape).toEqual(listed.kernelShape);
    expect(layer.bias).toHaveLength(listed.kernelShape.at(-1) ?? 0);
    let [nonZeros, largest] = [0, 0];
    for (const weight of layer.kernel) {
      if (weight !== 0) nonZeros++;
      largest = Math.max(largest, Math.abs(weight));
    }
    expect(nonZeros, name).toBe(listed.nonZeros);
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThan(1);
  },
);
